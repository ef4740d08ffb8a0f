import type { TrainingPhoto } from '@exifclip/datasets';

/** What a tag of a photo says, or an empty string. */
export function tagOf({ tags }: Pick<TrainingPhoto, 'tags'>, name: string): string {
  return tags.find((tag) => tag.name === name)?.value ?? '';
}
