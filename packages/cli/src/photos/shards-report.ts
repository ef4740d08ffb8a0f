import type { ShardsSummary } from '@exifclip/datasets/node';

/** What a folder of shards holds and what was left out, for a person. */
export function shardsReport(
  { photos, samples, shards, bytes, train, val, withoutExif, leftOut }: ShardsSummary,
  list: string,
): string {
  const reasons = Object.entries(leftOut).sort(([, a], [, b]) => b - a);
  const count = reasons.reduce((sum, [, number]) => sum + number, 0);
  const megabytes = (bytes / 1e6).toFixed(0);
  return [
    `${photos} photos (${train.photos} to train on, ${val.photos} to validate on) in ${samples} crops, ` +
      `${shards} tar files, ${megabytes} MB; ${withoutExif} photos have no usable EXIF`,
    ...(count === 0
      ? ['nothing was left out']
      : [
          `left out: ${count}`,
          ...reasons.map(([reason, number]) => `  ${String(number).padStart(6)}  ${reason}`),
          `each by name and reason: ${list}`,
        ]),
  ].join('\n');
}
