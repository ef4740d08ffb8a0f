import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeModelFile } from '@exifclip/models/node';
import { writeSafetensors } from '@exifclip/nn/safetensors';
import { withSection } from '../with-section.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import type { RetrievalAssessment } from './assess-retrieval.ts';
import { retrievalSection } from './retrieval-section.ts';

/** Puts what `verify` compares with into a model folder, and the figures into its card. */
export async function writeRetrieval(
  folder: string,
  { reference, report, readings }: RetrievalAssessment,
  command: string,
): Promise<void> {
  const bytes = writeSafetensors({ ...reference });
  await writeModelFile(folder, 'metadata-reference.safetensors', bytes);
  const card = join(folder, 'README.md');
  const section = retrievalSection(report, readings, command);
  await writeFileAtomic(card, withSection(await readFile(card, 'utf8'), section));
}
