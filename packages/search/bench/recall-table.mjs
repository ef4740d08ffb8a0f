// The table of recall in the package's README, from figures that recall.mjs wrote as JSON.
// node packages/search/bench/recall-table.mjs figures.json [more.json …]
import { readFileSync, writeFileSync } from 'node:fs';

const readme = new URL('../README.md', import.meta.url);
const marks = /(<!-- recall -->\n)[\s\S]*?(<!-- end -->)/;
const files = process.argv.slice(2);
if (files.length === 0) throw new TypeError('expected files that recall.mjs --json wrote');

const all = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const text = readFileSync(readme, 'utf8');
if (!marks.test(text)) throw new RangeError('README.md: expected <!-- recall --> … <!-- end -->');
writeFileSync(
  readme,
  text.replace(marks, (_, start, end) => `${start}\n${section(all)}\n\n${end}`),
);

function section(figures) {
  const { setting, exactMilliseconds, nativeMilliseconds } = figures[0];
  const { count, dim, queries, k, connectivity, expansionAdd } = setting;
  const head = [
    ...['precision', '`expansionSearch`', `recall@${k}`, 'CPU a query', 'exact / this'],
    ...['usearch exact / this', 'CPU to build', 'file'],
  ];
  const rows = figures.flatMap(({ rows: each }) => each.map(cells));
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `${count.toLocaleString('en')} embeddings of ${dim} numbers, ${queries} queries, \`connectivity\` ${connectivity}, \`expansionAdd\` ${expansionAdd}. The exact index takes ${exactMilliseconds.toFixed(0)} ms of CPU a query, usearch's own comparison with all, in native code, ${nativeMilliseconds.toFixed(0)} ms. CPU time: read ratios.

${table.join('\n')}`;
}

function cells(row) {
  const { precision, expansion, recall, milliseconds, timesExact, timesNative } = row;
  return [
    precision,
    String(expansion),
    recall.toFixed(4),
    `${milliseconds.toFixed(2)} ms`,
    `${timesExact.toFixed(0)} ×`,
    `${timesNative.toFixed(0)} ×`,
    `${row.buildSeconds.toFixed(0)} s`,
    `${row.megabytes.toFixed(0)} MB`,
  ];
}
