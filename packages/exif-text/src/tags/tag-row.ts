import type { CameraTag, ValueKind } from './camera-tag.ts';
import { isPrivateTag } from './is-private-tag.ts';

/** What a row of a table of tags says besides number, name and kind of value. */
interface RowExtras {
  /** Unit of the number. */
  unit?: string;
  /** exiftool's name. @defaultValue the name itself */
  exiftool?: string;
}

/** A function that makes rows of one directory's tags. */
export function tagRow(group: CameraTag['group']) {
  return (
    id: number,
    name: string,
    value: ValueKind,
    { unit, exiftool = name }: RowExtras = {},
  ): CameraTag => ({
    name,
    exiftool,
    id,
    group,
    value,
    ...(unit === undefined ? {} : { unit }),
    isPrivate: isPrivateTag(name),
  });
}
