// What tslab does with a cell: its types are checked by tslab's own TypeScript, which reads no
// `exports`, and what comes out is run with `require`.

const { createConverter } = require('tslab/dist/converter');

const converter = createConverter();
const cells = [
  `import { createSpliceDetector } from '@exifclip/splice';
   const detector = await createSpliceDetector();
   const report = await detector.analyze(process.env.EXIFCLIP_REPOSITORY + '/docs/demo.jpg', { maxPatches: 100 });
   await detector.dispose();
   const score: number = report.score;`,
  `import { renderReport } from '@exifclip/splice/report'; typeof renderReport`,
  `import { train } from '@exifclip/contrastive'; import { writeShards } from '@exifclip/datasets/node';`,
];
const problems = [];
for (const cell of cells) {
  const { diagnostics, output } = converter.convert('', cell);
  problems.push(...diagnostics.map(({ messageText }) => messageText));
  console.log(`${output === undefined ? 0 : output.length} characters`);
}
converter.close();
const wrong = createConverter();
const found = wrong.convert(
  '',
  `import { createSpliceDetector } from '@exifclip/splice';
  const detector: string = createSpliceDetector;`,
).diagnostics;
wrong.close();
if (found.length === 0) problems.push('expected a wrong type to be found');
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
