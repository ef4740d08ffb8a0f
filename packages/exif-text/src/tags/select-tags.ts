import type { CameraTag } from './camera-tag.ts';
import { CAMERA_TAGS } from './camera-tags.ts';
import { NAMED_TAGS } from './named-tags.ts';

export interface SelectTagsOptions {
  /**
   * Only tags by these names, of `CAMERA_TAGS` and `NAMED_TAGS`. Derived and private tags (who,
   * where, when) come when they are named here, and otherwise never.
   * @defaultValue all of `CAMERA_TAGS` that are EXIF
   */
  names?: readonly string[];
  /**
   * With the tags that a decoder derives from the file itself (group `File`), such as
   * EncodingProcess and FileType. They are not EXIF.
   * @defaultValue false
   */
  includeDerived?: boolean;
}

/**
 * The rows of the tables that the options ask for, in canonical order.
 *
 * @throws RangeError for a name that no table has
 */
export function selectTags({
  names,
  includeDerived = false,
}: SelectTagsOptions): readonly CameraTag[] {
  if (!names) return CAMERA_TAGS.filter(({ group }) => group !== 'File' || includeDerived);
  const all = [...CAMERA_TAGS, ...NAMED_TAGS];
  const unknown = names.filter((name) => all.every((tag) => tag.name !== name));
  if (unknown.length > 0) {
    throw new RangeError(
      `expected names of tags as the Exif standard spells them, such as "FocalLength", got "${unknown.join('", "')}"`,
    );
  }
  return all.filter(
    ({ name, group }) => names.includes(name) || (group === 'File' && includeDerived),
  );
}
