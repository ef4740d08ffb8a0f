// Recall and speed of the approximate index against the exact one, on embeddings that look like
// ours: a mixture fitted to the bundled model's embeddings of simulated photos; the queries are
// real embeddings of other such photos.
// node packages/search/bench/recall.mjs --help (after npm run build)
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exactIndex, recallOf, searchExact } from '@exifclip/search';
import { loadIndex, usearchIndex } from '@exifclip/search/node';
import { exactSearch, MetricKind } from 'usearch';
import { fitMixture, sampleMixture } from './mixture.mjs';
import { photoEmbeddings } from './photo-embeddings.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    photos: { type: 'string', default: '400' },
    queries: { type: 'string', default: '200' },
    k: { type: 'string', default: '10' },
    precision: { type: 'string', default: 'f32,f16,i8' },
    connectivity: { type: 'string', default: '16' },
    'expansion-add': { type: 'string', default: '128' },
    expansion: { type: 'string', default: '32,64,128,256' },
    threads: { type: 'string', default: '0' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const patches = 16;
const chunkRows = 16_384;
const seed = 1;

if (values.help) {
  console.log(`node packages/search/bench/recall.mjs [options]
  --count N          embeddings (1000000)
  --photos N         simulated photos that the mixture is fitted to, 16 patches each (400)
  --queries N        photos beside those, a query each (200)
  --k N              hits (10)
  --precision P,…    how the index keeps numbers (f32,f16,i8)
  --connectivity N   neighbours in the graph (16)
  --expansion-add N  candidates while it is built (128)
  --expansion N,…    candidates while it is searched (32,64,128,256)
  --threads N        threads that build it, 0: one a core (0)
  --json FILE        also write the figures there`);
} else {
  await main();
}

async function main() {
  const [count, k] = [Number(values.count), Number(values.k)];
  const { embeddings, queries, dim } = await makeData(count);
  const chunks = () => chunksOf(embeddings, dim);
  const { hits: nearest } = await searchExact(queries, chunks(), { k });
  const exact = await measureExact(chunks(), queries, { k, dim });
  const native = measureNative(embeddings, queries, { k, dim });
  console.log(`\n${count} embeddings of ${dim}, ${queries.length} queries, ${k} hits, one thread`);
  console.log(
    `exact: ${exact.toFixed(2)} ms of CPU a query; usearch's own: ${native.toFixed(2)} ms`,
  );
  const header = 'precision  expansion   recall   ms/query  × exact  × native  build CPU s    MB';
  console.log(`\n${header}`);
  const rows = [];
  for (const precision of values.precision.split(',')) {
    for await (const row of measureIndex(precision, { chunks, queries, nearest, k, dim })) {
      const whole = {
        ...row,
        timesExact: exact / row.milliseconds,
        timesNative: native / row.milliseconds,
      };
      rows.push(whole);
      console.log(line(whole));
    }
  }
  const { connectivity, 'expansion-add': expansionAdd } = values;
  const setting = { count, dim, k, queries: queries.length, connectivity, expansionAdd };
  if (values.json) {
    const figures = { setting, exactMilliseconds: exact, nativeMilliseconds: native, rows };
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
}

async function makeData(count) {
  const [fitted, asked] = [Number(values.photos), Number(values.queries)];
  const photos = fitted + asked;
  const onProgress = (done) => done % 50 === 0 && console.error(`photo ${done} of ${photos}`);
  const { data, dim } = await photoEmbeddings({ photos, patches, seed, onProgress });
  const mixture = fitMixture(data.subarray(0, fitted * patches * dim), {
    photos: fitted,
    patches,
    dim,
  });
  const embeddings = sampleMixture(mixture, { count, patches, seed });
  const queries = Array.from({ length: asked }, (_, i) => {
    const row = (fitted + i) * patches + (i % patches);
    return data.slice(row * dim, (row + 1) * dim);
  });
  return { embeddings, queries, dim };
}

function* chunksOf(embeddings, dim) {
  const rows = embeddings.length / dim;
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(from + chunkRows, rows);
    const ids = Array.from({ length: to - from }, (_, i) => String(from + i));
    yield { ids, embeddings: embeddings.subarray(from * dim, to * dim) };
  }
}

async function measureExact(chunks, queries, { k, dim }) {
  const index = exactIndex({ dim });
  for (const chunk of chunks) await index.add(chunk);
  const some = queries.slice(0, 50);
  return cpuMilliseconds(some, (query) => index.search(query, { k }));
}

function measureNative(embeddings, queries, { k, dim }) {
  const some = queries.slice(0, 20);
  const started = process.cpuUsage();
  for (const query of some) exactSearch(embeddings, query, dim, k, MetricKind.Cos, 1);
  return spent(started) / some.length;
}

async function* measureIndex(precision, { chunks, queries, nearest, k, dim }) {
  const folder = mkdtempSync(join(tmpdir(), 'exifclip-recall-'));
  const path = join(folder, 'index');
  const { connectivity, 'expansion-add': expansionAdd, threads } = values;
  try {
    const started = process.cpuUsage();
    const built = await usearchIndex({
      dim,
      precision,
      connectivity: Number(connectivity),
      expansionAdd: Number(expansionAdd),
      threads: Number(threads),
    });
    let done = 0;
    for (const chunk of chunks()) {
      await built.add(chunk);
      if (++done % 10 === 0) console.error(`${precision}: ${built.size} added`);
    }
    const buildSeconds = spent(started) / 1000;
    await built.save(path);
    const megabytes = statSync(path).size / 1e6;
    for (const expansion of values.expansion.split(',').map(Number)) {
      const index = await loadIndex(path, { expansionSearch: expansion });
      const found = [];
      const milliseconds = await cpuMilliseconds(queries, async (query) => {
        found.push(await index.search(query, { k }));
      });
      const recall = recallOf(found, nearest);
      yield { precision, expansion, recall, milliseconds, buildSeconds, megabytes };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPU time a query: the machine may be busy with other things. */
async function cpuMilliseconds(queries, search) {
  const started = process.cpuUsage();
  for (const query of queries) await search(query);
  return spent(started) / queries.length;
}

function spent(started) {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function line(row) {
  const { precision, expansion, recall, milliseconds, timesExact, timesNative } = row;
  const { buildSeconds, megabytes } = row;
  return [
    precision.padEnd(9),
    String(expansion).padStart(11),
    recall.toFixed(4).padStart(9),
    milliseconds.toFixed(3).padStart(10),
    timesExact.toFixed(0).padStart(8),
    timesNative.toFixed(0).padStart(9),
    buildSeconds.toFixed(0).padStart(12),
    megabytes.toFixed(0).padStart(6),
  ].join('');
}
