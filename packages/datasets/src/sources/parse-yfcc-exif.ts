/** One item of an EXIF record of YFCC100M, decoded: `Exif SubIFD`, `Focal Length`, `50.0 mm`. */
export interface YfccExifItem {
  category: string;
  tag: string;
  value: string;
}

/**
 * Decodes the EXIF field of a line of `yfcc100m_exif`: items separated by commas, each
 * `category.tag:value`, all three URL-encoded, such as `Exif+SubIFD.Focal+Length:50.0+mm`. A photo
 * without EXIF has an empty field. What is no such item is passed over.
 *
 * @see the dataset's README, "Expansion packs"
 */
export function parseYfccExif(field: string): readonly YfccExifItem[] {
  return field.split(',').flatMap((item) => {
    const [key = '', value] = item.split(':');
    const [category = '', tag] = key.split('.');
    if (tag === undefined || value === undefined) return [];
    return [{ category: urlDecoded(category), tag: urlDecoded(tag), value: urlDecoded(value) }];
  });
}

/** Twice, as the published code does: values were encoded twice in places. */
function urlDecoded(text: string): string {
  return decodedOnce(decodedOnce(text).replaceAll('+', ' '));
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a per cent sign of its own
  }
}
