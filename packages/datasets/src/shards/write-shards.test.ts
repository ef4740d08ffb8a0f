import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { photosFromFolder } from '../sources/photos-from-folder.node.ts';
import { photosFromShards } from './photos-from-shards.node.ts';
import { shardPhotos } from './shard-photos.node.ts';
import { writeShards } from './write-shards.node.ts';

test('x', async () => {
  const out = await mkdtemp(join(tmpdir(), 'exifclip-D-'));
  const s = photosFromFolder(sharedData()! + '/exif-samples');
  const summary = await writeShards(s, out, {
    maxShardSamples: 20,
    onLeftOut: (x) => console.log(x),
  });
  console.log(summary, await readdir(out));
  console.log(await readFile(join(out, 'index.json'), 'utf8'));
  const photos = await shardPhotos(out);
  console.log(
    photos.length,
    (await photos[0]!.crops()).map((c) => [c.width, c.height]),
  );
  let n = 0;
  for await (const r of photosFromShards(out, { verify: true })) n += r.cuts!.length;
  console.log(n);
  expect(n).toBe(summary.samples);
  const { execFileSync } = await import('node:child_process');
  console.log(
    execFileSync('tar', ['tvf', join(out, 'train-000000.tar')])
      .toString()
      .slice(0, 500),
  );
  console.log(
    execFileSync('tar', ['xOf', join(out, 'train-000000.tar'), '--wildcards', '*-0.json'])
      .toString()
      .slice(0, 1500),
  );
  await rm(out, { recursive: true });
});
