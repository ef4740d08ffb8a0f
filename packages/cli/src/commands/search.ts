import { Command, Option } from 'commander';
import { openModel } from '../open-model.ts';
import { parseCount } from '../parse-number.ts';
import type { FoundPlace } from '../search/found-place.ts';
import { parsePoint } from '../search/parse-point.ts';
import type { SearchQuery } from '../search/query-embedding.ts';
import type { SearchedThing } from '../search/row-chunks.ts';
import { searchTable } from '../search/search-table.ts';

interface SearchFlags {
  photo?: string;
  text?: string;
  patch?: { x: number; y: number };
  over: SearchedThing;
  top: number;
  index?: string;
  json?: boolean;
  model: string;
  threads: number;
}

/** `exifclip search`: the photos or patches of a table that are nearest to something. */
export function searchCommand(): Command {
  return new Command('search')
    .description('find the photos of a table that are nearest to a photo, a patch or a sentence')
    .argument('<table>', 'table of `exifclip embed --table`, .jsonl or .parquet')
    .argument('[image]', 'the photo of --patch')
    .option('--photo <file>', 'photos whose patches look as those of this one do')
    .option('--text <sentence>', 'photos that look as a sentence of `exifclip exif` says')
    .option(
      '--patch <x,y>',
      'photos that look as the patch at these pixels of the image does',
      parsePoint,
    )
    .addOption(
      new Option('--over <things>', 'whole photos (the mean of their patches), or every patch')
        .choices(['photos', 'patches'])
        .default('photos'),
    )
    .option('--top <n>', 'how many', parseCount(1), 10)
    .option(
      '--index <file>',
      'search approximately, in an index that is made from the table where it is absent or older',
    )
    .option('--json', 'print one JSON document, a list with an object a hit')
    .option('--model <model>', 'the model that made the table', 'base')
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(findNearest);
}

async function findNearest(
  table: string,
  image: string | undefined,
  flags: SearchFlags,
): Promise<void> {
  const query = queryOf(image, flags);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt);
  const { signal } = interrupted;
  const { over, top: k, index, threads } = flags;
  const onNotice = (notice: string): void => console.error(notice);
  try {
    const model = await openModel(flags.model, { signal });
    const options = { model, over, k, index, threads, onNotice, signal };
    const found = await searchTable(table, query, options);
    if (flags.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else for (const place of found) console.log(placeLine(place));
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function queryOf(image: string | undefined, { photo, text, patch }: SearchFlags): SearchQuery {
  const asked = [photo, text, patch].filter((value) => value !== undefined);
  if (asked.length !== 1) {
    throw new RangeError('expected one of --photo, --text and --patch');
  }
  if ((patch === undefined) !== (image === undefined)) {
    throw new RangeError('expected an image with --patch, and only with it');
  }
  if (patch !== undefined && image !== undefined) return { kind: 'patch', file: image, ...patch };
  if (photo !== undefined) return { kind: 'photo', file: photo };
  return { kind: 'text', sentence: text! };
}

function placeLine({ input, cosine, x, y }: FoundPlace): string {
  const where = x === undefined ? '' : `  ${x},${y}`;
  return `${cosine.toFixed(4)}  ${input}${where}`;
}
