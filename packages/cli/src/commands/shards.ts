import { join } from 'node:path';
import { Command, Option } from 'commander';
import { parseCount, parseShare } from '../parse-number.ts';
import { openSource } from '../photos/open-source.ts';
import { shardsReport } from '../photos/shards-report.ts';
import { writeShardsOf } from '../photos/write-shards-of.ts';

interface ShardsFlags {
  out: string;
  crops: number;
  cropSize: number;
  valShare: number;
  minTags: number;
  style: 'tags' | 'plain' | 'paper';
  maxMegabytes: number;
  seed: number;
  images?: string;
  yfccExif?: string;
}

/** `exifclip shards`: photos in, lossless crops with their EXIF in tar files out. */
export function shardsCommand(): Command {
  return new Command('shards')
    .description(
      'cut photos into lossless squares and pack them, with their EXIF, into tar files to train on',
    )
    .argument(
      '<source>',
      'folder of photos, photo manifest (.jsonl), table (.parquet, .csv), or with --yfcc-exif the metadata of YFCC100M',
    )
    .requiredOption('-o, --out <folder>', 'folder of the shards; run again, it goes on')
    .option('--images <folder>', 'where the images are that a table or YFCC100M names')
    .option('--yfcc-exif <file>', 'the EXIF file of YFCC100M')
    .option('--crops <n>', 'squares of a photo, at most', parseCount(1), 2)
    .option(
      '--crop-size <pixels>',
      'largest side of a square, a multiple of 16',
      parseCount(16),
      512,
    )
    .option('--val-share <x>', 'share of the photos kept for validation', parseShare, 0.1)
    .option('--min-tags <n>', 'fewest camera tags of a photo', parseCount(1), 1)
    .addOption(
      new Option('--style <style>', 'how the sentences in .txt read')
        .choices(['tags', 'plain', 'paper'])
        .default('tags'),
    )
    .option('--max-megabytes <n>', 'largest size of a tar file', parseCount(1), 500)
    .option('--seed <n>', 'seed of places and split', parseCount(0), 1)
    .action(makeShards);
}

async function makeShards(sourcePath: string, flags: ShardsFlags): Promise<void> {
  const { out, crops, style, maxMegabytes, minTags, images, yfccExif, ...options } = flags;
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted; run again, it goes on')));
  const source = await openSource(sourcePath, { minTags, images, yfccExif, cacheFolder: out });
  const summary = await writeShardsOf(source, out, {
    ...options,
    cropsPerPhoto: crops,
    sentenceStyle: style,
    maxShardBytes: maxMegabytes * 1e6,
    signal: interrupted.signal,
  });
  console.log(shardsReport(summary, join(out, 'left-out.jsonl')));
}
