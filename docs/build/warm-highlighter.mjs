// The highlighter gives a line half a second and leaves the rest of it plain. Where the machine is
// busy, its first lines take longer than that, since every pattern is compiled when it is first used.

const SAMPLES = {
  ts: `import { readFile, type Stats } from 'node:fs/promises'; // a comment
/** Text. */
export const report = await detector.analyze(await readFile('photo.jpg'), { signal: stop.signal });
for (const [kind, { score = 0.5 }] of pictures) if (!done) console.log(\`\${kind}\`, score ?? null);
const encoder: PatchEncoder = { dim: 6, encode: async ({ data, shape }) => data[0]! as number };
try { values[i % 3]! += value ** 2 / 1e-4; } catch (error) { throw new RangeError(String(error)); }
function localize<T extends DenseArray>(cells: T[]): Promise<void> { return cells.map((c) => c); }`,
  sh: `A=1 npm ci && npm run demo -- --out "$HOME/run" 'a b' *.jpg > results.json # a comment
npx --no-install exifclip localize photo.jpg --model run/model | head \\
  --lines 2`,
  json: '{ "steps": 200, "text": "bag", "mask": null, "seeds": [1, 2] }',
};
const MOST = 20;

/**
 * Lets the highlighter see samples, until twice the same comes out, before the first block of code.
 *
 * @param {{ options: { highlight: (code: string, language: string) => string } }} parser
 */
export function warmHighlighter(parser) {
  const { highlight } = parser.options;
  let warm = false;
  parser.options.highlight = (code, language) => {
    if (!warm)
      for (const [known, sample] of Object.entries(SAMPLES)) settle(highlight, sample, known);
    warm = true;
    return highlight(code, language);
  };
}

function settle(highlight, sample, language) {
  let before;
  for (let i = 0, after = highlight(sample, language); i < MOST && after !== before; i += 1) {
    before = after;
    after = highlight(sample, language);
  }
}
