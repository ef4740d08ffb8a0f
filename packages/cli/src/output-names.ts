import { basename, extname } from 'node:path';

/**
 * A name for the results of each input: its file name without the extension, and a number where
 * an earlier input has that name already (upper and lower case count as one: some disks do so).
 */
export function outputNames(inputs: readonly string[]): string[] {
  const taken = new Set<string>();
  return inputs.map((input) => {
    const stem = basename(input, extname(input));
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
