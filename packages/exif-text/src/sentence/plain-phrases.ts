import type { ExifTag, ExifTags } from '../tags/exif-tags.ts';
import { PLAIN_TEMPLATES } from './plain-templates.ts';

/**
 * The tags as phrases for people: `Canon EOS 350D`, `1/60 s`, `f/5.6`, `ISO 400`, `50 mm`,
 * `flash off, did not fire`. Make and model become one phrase; a tag without a phrase of its own
 * is its name in words and its value, `jpeg quality 75`.
 */
export function plainPhrases(tags: ExifTags): readonly string[] {
  const make = tags.find(({ name }) => name === 'Make')?.value;
  const model = tags.find(({ name }) => name === 'Model')?.value;
  const both = make !== undefined && model !== undefined;
  return tags
    .filter(({ name }) => !(both && name === 'Model'))
    .map((tag) => (both && tag.name === 'Make' ? cameraName(make, model) : phrase(tag)));
}

/** Most models begin with their make, in full or by its first word. */
function cameraName(make: string, model: string): string {
  const [brand = ''] = make.toLowerCase().split(/[\s,]/);
  return model.toLowerCase().startsWith(brand) ? model : `${make} ${model}`;
}

function phrase({ name, value }: ExifTag): string {
  return PLAIN_TEMPLATES[name]?.(value) ?? `${words(name)} ${value}`;
}

/** `GaussianBlur` as `gaussian blur`, `JPEGQuality` as `jpeg quality`. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').toLowerCase();
}
