import { normalize } from 'node:path';
import { folderInputs } from './folder-inputs.ts';
import { globPattern } from './glob-pattern.ts';
import type { InputPlace } from './input-place.ts';
import type { FindInputsReport } from './left-out.ts';

/** The files that a glob names, in the order of their paths; hidden ones are never among them. */
export async function* globInputs(
  glob: string,
  report: FindInputsReport,
): AsyncGenerator<InputPlace, void, undefined> {
  const { folder, pattern } = globPattern(normalize(glob));
  const quiet: FindInputsReport = {
    // What is beside a glob was not asked for.
    leftOut: () => undefined,
    problem: (path, reason) => report.problem(path, reason),
  };
  let found = false;
  for await (const place of folderInputs(folder, quiet, (path) => pattern.test(path))) {
    found = true;
    yield place;
  }
  if (!found) report.problem(glob, 'no file matches');
}
