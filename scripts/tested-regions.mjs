// The parts of tests and examples that documents may show: between `// #region` and
// `// #endregion`, in files that a test runs.

/** @param {string} source of a TypeScript file @returns {string[]} without common indentation */
export function testedRegions(source) {
  const found = source.matchAll(/^ *\/\/ #region\b.*\n([\s\S]*?)^ *\/\/ #endregion\b/gm);
  return [...found].map(([, region]) => withoutIndent(region));
}

/** @param {string} text */
export function withoutIndent(text) {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}
