import { readFileSync } from 'node:fs';

/**
 * The regions of a test (`// #region` … `// #endregion`) and the README that shows them, without
 * indentation, so that `expect(readme).toContain(region)` holds an example to what was run.
 *
 * @param test the URL of the test, `import.meta.url`
 * @param readme path of the README from there
 */
export function readmeRegions(test: string, readme: string): { readme: string; regions: string[] } {
  const source = readFileSync(new URL(test), 'utf8');
  const found = source.matchAll(/\/\/ #region\n([\s\S]*?) *\/\/ #endregion/g);
  const regions = [...found].map(([, region]) => region!.replace(/^ {2}/gm, '').trimEnd());
  return { readme: readFileSync(new URL(readme, test), 'utf8'), regions };
}
