// What an installation of @exifclip/splice takes on the disk, and what a browser loads for it, by
// whose it is; beside the budget, which must hold.
//
//   EXIFCLIP_WRITE=1 npm run consumers -- budget    writes the table into packages/splice/README.md

import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const { EXIFCLIP_REPOSITORY, EXIFCLIP_WRITE } = process.env;
const { build } = await import(join(EXIFCLIP_REPOSITORY, 'node_modules/vite/dist/node/index.js'));
/** Megabytes of 10⁶ bytes by row, of what is on the disk and of what is loaded, compressed. */
const budget = JSON.parse(readFileSync('budget.json', 'utf8'));

/** The first pattern that a folder of node_modules meets says whose it is. */
const INSTALLED = [
  ['ONNX Runtime, native, for all systems', /^onnxruntime-node\//],
  ['ONNX Runtime, WebAssembly', /^onnxruntime-(web|common)\//],
  ['sharp', /^(sharp|@img)\//],
  ['exifclip, the model', /^@exifclip\/models\/weights\//],
  ['exifclip, code and types', /^@exifclip\//],
  ['all else', /./],
];
/** Of the files that Vite wrote. What a photo in an odd format or `verify` needs is loaded by those. */
const LOADED = [
  ['ONNX Runtime, WebAssembly', ({ name }) => name.endsWith('.wasm')],
  [
    'ONNX Runtime, script',
    ({ modules }) => modules.some((path) => path.includes('onnxruntime-web')),
  ],
  [
    'exifclip, the model',
    ({ name }) =>
      /(patch-encoder-.*\.onnx|whitening.*\.safetensors|(calibration|config).*\.json)$/.test(name),
  ],
  ['exifclip, script', ({ atOnce }) => atOnce],
];

const installed = sumBy(INSTALLED, filesOf('../node_modules'), ([, pattern], { name }) =>
  pattern.test(name),
);
const loaded = sumBy(LOADED, await builtFiles(), ([, test], file) => test(file));
const lines = [
  '| on the disk, after `npm install` | MB | budget |',
  '|---|---|---|',
  ...rowsOf(installed, budget.installed, ({ bytes }) => bytes),
  '',
  '| loaded by a browser, built with Vite | MB | compressed | budget |',
  '|---|---|---|---|',
  ...rowsOf(
    loaded,
    budget.loaded,
    ({ zipped }) => zipped,
    ({ bytes }) => bytes,
  ),
];
console.log(lines.join('\n'));
if (EXIFCLIP_WRITE) writeTable(join(EXIFCLIP_REPOSITORY, 'packages/splice/README.md'));

/** One row a part, and the sum; what exceeds its budget is told and fails. */
function rowsOf(rows, allowed, measured, ...others) {
  const all = { name: 'all', bytes: 0, zipped: 0 };
  for (const { bytes, zipped } of rows)
    Object.assign(all, { bytes: all.bytes + bytes, zipped: all.zipped + zipped });
  return [...rows, all].map((row) => {
    const most = allowed[row.name];
    const size = measured(row);
    if (!(size / 1e6 <= most)) {
      console.error(`${row.name}: expected at most ${most} MB, got ${megabytes(size)}`);
      process.exitCode = 1;
    }
    const cells = [...others.map((other) => megabytes(other(row))), megabytes(size), most];
    return `| ${row.name} | ${cells.join(' | ')} |`;
  });
}

function sumBy(parts, files, belongs) {
  const rows = parts.map(([name]) => ({ name, bytes: 0, zipped: 0 }));
  for (const file of files) {
    const row = rows[parts.findIndex((part) => belongs(part, file))];
    if (!row) continue;
    row.bytes += file.bytes;
    row.zipped += file.zipped ?? 0;
  }
  return rows;
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(folder.length + 1), bytes: statSync(path).size }));
}

async function builtFiles() {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      write: false,
      reportCompressedSize: false,
      rollupOptions: { input: 'entry.js', preserveEntrySignatures: 'strict' },
    },
  });
  const chunks = new Map(output.map((file) => [file.fileName, file]));
  const entry = output.find((file) => file.isEntry);
  const atOnce = new Set([entry.fileName]);
  for (const name of atOnce) for (const next of chunks.get(name)?.imports ?? []) atOnce.add(next);
  return output.map((file) => {
    const content = Buffer.from(file.code ?? file.source);
    return {
      name: file.fileName,
      modules: Object.keys(file.modules ?? {}),
      atOnce: atOnce.has(file.fileName),
      bytes: content.length,
      zipped: gzipSync(content).length,
    };
  });
}

function writeTable(readme) {
  const text = readFileSync(readme, 'utf8');
  const marked = /(<!-- sizes -->\n)[\s\S]*?(\n<!-- \/sizes -->)/;
  if (!marked.test(text)) throw new Error(`${readme}: expected <!-- sizes --> … <!-- /sizes -->`);
  writeFileSync(
    `${readme}.new`,
    text.replace(marked, (_, before, after) => before + lines.join('\n') + after),
  );
  renameSync(`${readme}.new`, readme);
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(2);
}
