// docs/evaluation.md: every method and baseline on every forgery set of the test data, and on
// synthetic splices of its validation photos, which are also made worse step by step
// (docs/pictures/robustness.svg). Goes on where an interrupted run stopped.
//
//   npm run build && node scripts/evaluation-doc.mjs [--out DIR] [--limit N] [--synthetic-limit N]
//     [--robustness-limit N] [--sets a,b,…] [--model M]
//
// The data is looked for in EXIFCLIP_DATA, by default ../shared/data.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const repository = resolve(import.meta.dirname, '..');
const data = resolve(process.env.EXIFCLIP_DATA ?? join(repository, '../shared/data'));
const command = join(repository, 'packages/cli/bin/exifclip.js');

const { values: flags } = parseArgs({
  options: {
    out: { type: 'string', default: join(tmpdir(), 'exifclip-evaluation') },
    limit: { type: 'string' },
    'synthetic-limit': { type: 'string' },
    'robustness-limit': { type: 'string', default: '12' },
    sets: { type: 'string', default: 'columbia-mini,vipp_dst,imd2020,casia1,synthetic,robustness' },
    model: { type: 'string', default: 'base' },
    threads: { type: 'string', default: '0' },
  },
});

const photos = ['--photos', '$EXIFCLIP_DATA/photos/photos.jsonl'];

/** Sets that no manifest lists. */
const made = {
  synthetic: ['--dataset', 'synthetic', ...photos],
  robustness: ['--dataset', 'synthetic/uncompressed', ...photos],
};
const sweep = [
  '--methods',
  'traced-region,exponential-region,mean-shift',
  '--robustness',
  'jpeg,resize',
];

/** What is evaluated, with `$EXIFCLIP_DATA` for the data. */
function argumentsOf(set) {
  const source = made[set] ?? ['--manifest', `$EXIFCLIP_DATA/splice/${set}/index.jsonl`];
  const model = flags.model === 'base' ? [] : ['--model', flags.model];
  const limit = flags[`${set}-limit`] ?? flags.limit;
  const worse = set === 'robustness' ? sweep : [];
  return ['evaluate', ...source, ...model, ...(limit ? ['--limit', limit] : []), ...worse];
}

function evaluate(set) {
  const out = join(flags.out, set);
  const given = argumentsOf(set).map((word) => word.replace('$EXIFCLIP_DATA', data));
  const args = [command, ...given, '--out', out, '--threads', flags.threads];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
}

function section(set) {
  console.error(`evaluating ${set}`);
  const document = evaluate(set);
  const title = set === 'robustness' ? 'Robustness' : set;
  const body = set === 'robustness' ? robustness(document) : accuracy(document);
  return [`## ${title}`, '', '```sh', `exifclip ${argumentsOf(set).join(' ')}`, '```', '', ...body];
}

function accuracy(document) {
  const groups = Object.entries(document.datasets);
  const tables =
    groups.length === 0
      ? table(document, document.defaultMethod)
      : groups.flatMap(([name, summary]) => [
          `### ${name}`,
          '',
          ...table(summary, document.defaultMethod),
        ]);
  return [
    `${document.images} images with model \`${document.model}\`. ${leftOut(document.skipped)}`,
    '',
    ...tables,
  ];
}

function robustness(document) {
  const chart = join(repository, 'docs/pictures/robustness.svg');
  copyFileSync(join(flags.out, 'robustness/robustness.svg'), chart);
  const names = Object.keys(document.methods);
  const rows = [['as spliced', document], ...Object.entries(document.robustness)].map(
    ([name, { methods }]) => [name, ...names.map((method) => interval(methods[method].pMap))],
  );
  return [
    `p-mAP of ${document.images / 2} splices that were made worse as a whole.`,
    '',
    '![p-mAP against JPEG quality and size](pictures/robustness.svg)',
    '',
    ...markdownTable(['then', ...names], rows),
  ];
}

function leftOut(skipped) {
  if (skipped.length === 0) return 'None was left out.';
  return `Left out: ${skipped.map(({ id, why }) => `${id} (${why})`).join('; ')}.`;
}

function table({ methods, differences, chance }, defaultMethod) {
  const rows = Object.entries(methods).map(([name, summary]) => {
    const { kind, pMap, ap, bestF1, rocAuc, mcc, ciou, detection } = summary;
    const bold = name === defaultMethod ? `**${name}**` : name;
    return [
      kind === 'baseline' ? `${bold} (baseline)` : bold,
      interval(pMap),
      ...[ap, bestF1, rocAuc, mcc, ciou].map((metric) => metric?.mean.toFixed(3) ?? '–'),
      detection ? `${detection.ap.toFixed(3)} / ${detection.auc.toFixed(3)}` : '–',
      difference(differences[name]),
    ];
  });
  const free = ['chance', interval(chance.pMap), '', '', chance.rocAuc?.mean.toFixed(3) ?? '–'];
  const head = [
    ...['method', 'p-mAP', 'AP as it is', 'best F1', 'AUC', 'MCC', 'cIoU'],
    ...['detection AP / AUC', 'default less this: 90 %, 95 %'],
  ];
  const last = [...free, '', '', '', ''];
  return markdownTable(head, [...rows, last]);
}

function markdownTable(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .concat('');
}

function interval(value) {
  if (!value) return '–';
  return `${value.mean.toFixed(3)} [${value.low.toFixed(3)}, ${value.high.toFixed(3)}]`;
}

function difference(found) {
  if (!found) return '';
  const sign = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
  const { mean, low90, high90, low95, high95 } = found;
  return `${sign(mean)} [${sign(low90)}, ${sign(high90)}], [${sign(low95)}, ${sign(high95)}]`;
}

const head = `# Evaluation

Made by \`node scripts/evaluation-doc.mjs\`, which runs the commands below one after the other; nothing
here is typed by hand. All methods see the same patches, at most 1,000 an image, encoded once; the
baselines need no model.

- **p-mAP** is the mean over spliced images of the average precision of the map or of the inverted
  map, whichever is better, with its 95 % bootstrap interval; best F1, AUC, MCC (at 0.5) and cIoU
  take the better of the two as well. **AP as it is** does not: the method must also know which part
  is the spliced one.
- **chance** is what a random map as smooth as the methods' scores by the same rules.
- **detection** tells spliced from authentic images by one score each; it needs both.
- **default less this** is the mean difference in p-mAP on the same images, with its paired
  bootstrap intervals.

`;

if (!existsSync(data)) throw new Error(`expected test data in ${data}; set EXIFCLIP_DATA`);
const sections = flags.sets.split(',').flatMap(section);
writeFileSync(join(repository, 'docs/evaluation.md'), `${head}${sections.join('\n').trimEnd()}\n`);
