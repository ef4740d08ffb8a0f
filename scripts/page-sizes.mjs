// What a visitor of examples/page downloads, by where it comes from; a table for its README.
//
//   node scripts/page-sizes.mjs examples/page/dist           prints it
//   node scripts/page-sizes.mjs examples/page/dist --write   writes it into examples/page/README.md

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The first pattern that a path meets says where it belongs. */
const PARTS = [
  ['ONNX Runtime, WebAssembly', /\.wasm$/],
  ['model: patches', /patch-encoder|whitening|calibration|config/],
  ['model: sentences, for EXIF against pixels', /text-encoder|metadata-reference/],
  ['worker: all packages, with ONNX Runtime’s script', /worker-[^/]*\.js$/],
  ['the page itself', /./],
];

function main(folder, ...flags) {
  if (folder === undefined) throw new TypeError('expected the folder of the built page');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    // The bundler copies rounded weights as well, which the page does not fetch.
    .filter((entry) => entry.isFile() && !/\.float16[.-]/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const rows = PARTS.map(([name]) => ({ name, bytes: 0, zipped: 0 }));
  for (const file of files) {
    const content = readFileSync(file);
    const row = rows[PARTS.findIndex(([, pattern]) => pattern.test(file.slice(folder.length)))];
    row.bytes += content.length;
    row.zipped += gzipSync(content).length;
  }
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  rows.push({ name: 'all', bytes: total('bytes'), zipped: total('zipped') });
  const lines = [
    '| what | bytes | by gzip |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.name} | ${count(row.bytes)} | ${count(row.zipped)} |`),
  ];
  console.log(lines.join('\n'));
  if (flags.includes('--write')) writeTable(lines);
}

function writeTable(lines) {
  const readme = new URL('../examples/page/README.md', import.meta.url);
  const text = readFileSync(readme, 'utf8').replace(
    /(<!-- sizes -->\n)[\s\S]*?(<!-- \/sizes -->)/,
    (_, start, end) => `${start}\n${lines.join('\n')}\n\n${end}`,
  );
  writeFileSync(readme, text);
}

function count(bytes) {
  return bytes.toLocaleString('en');
}

main(...process.argv.slice(2));
