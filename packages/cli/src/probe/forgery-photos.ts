import type { ForgeryEntry } from '@exifclip/datasets';

/**
 * The photos that are in an image, as far as its name tells: CASIA names host and donor of a splice
 * (`Sp_D_NNN_A_txt0033_txt0025_0135`) and the authentic photo itself (`Au_txt_0033`). Of other sets
 * every image counts as a photo by itself.
 */
export function forgeryPhotos({ dataset, id }: ForgeryEntry): string[] {
  if (!/^casia/i.test(dataset)) return [`${dataset} ${id}`];
  const names = [...id.matchAll(/([a-z]{3})_?(\d{4,5})(?=_|\.|$)/g)];
  const photos = names.map(([, subject, number]) => `${dataset} ${subject}${number}`);
  return photos.length > 0 ? photos : [`${dataset} ${id}`];
}
