import { resolve } from 'node:path';
import { type FindInputsReport, findInputs } from 'exifclip/batch';
import type { InputReference } from '../jobs/input-reference.ts';

/**
 * The local inputs that arguments name, as every command finds them, with absolute paths: workers
 * run elsewhere. What a list names that is not local is given as it stands.
 */
export async function* localInputs(
  names: readonly string[],
  report: FindInputsReport,
): AsyncGenerator<InputReference, void, undefined> {
  for await (const { path, member } of findInputs(names, { report })) {
    if (member === undefined) yield isRemote(path) ? path : resolve(path);
    else {
      const archive = resolve(member.archive);
      yield { path: resolve(path), member: { ...member, archive } };
    }
  }
}

function isRemote(path: string): boolean {
  return /^[a-z][\w+.-]*:\/\//i.test(path);
}
