import sharp from 'sharp';
import { expect, test } from 'vitest';
import { tiffFile } from '../../test/tiff-file.ts';
import { readExifTags } from '../read/read-exif-tags.ts';
import { renderSentence } from '../sentence/render-sentence.ts';
import { CAMERA_TAGS } from './camera-tags.ts';
import { NAMED_TAGS } from './named-tags.ts';
import { tagsFromExiftool } from './tags-from-exiftool.ts';

const utf16 = (text: string): number[] =>
  [...text, '\0'].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]);
const comment = (set: string, content: readonly number[]): number[] => [
  ...[...set.padEnd(8, '\0')].map((letter) => letter.charCodeAt(0)),
  ...content,
];
const bytes = tiffFile([
  { id: 0x010f, type: 2, value: 'Canon' },
  { id: 0x0132, type: 2, value: '2005:08:13 09:47:23' },
  { id: 0x013b, type: 2, value: 'Jane Doe' },
  { id: 0x9c9b, type: 7, value: utf16('Über') },
  { id: 0x9286, type: 7, value: comment('ASCII', [0x68, 0x69, 0, 0x78]) },
]);

test('names and numbers are unique across both tables, a number within its directory', () => {
  const all = [...CAMERA_TAGS, ...NAMED_TAGS];
  const read = all.filter(({ id }) => id >= 0);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ exiftool }) => exiftool)).size).toBe(all.length);
  expect(new Set(read.map(({ group, id }) => `${group === 'GPS'} ${id}`)).size).toBe(read.length);
});

test('a private tag is read only where it is asked for by its name', () => {
  expect(readExifTags(bytes)).toEqual([{ name: 'Make', value: 'Canon' }]);
  expect(readExifTags(bytes, { includeDerived: true }).map(({ name }) => name)).toEqual([
    'Make',
    'FileType',
  ]);
  const names = ['UserComment', 'Artist', 'DateTime', 'XPTitle'];
  const tags = readExifTags(bytes, { names });
  expect(tags).toEqual([
    { name: 'DateTime', value: '2005:08:13 09:47:23' },
    { name: 'Artist', value: 'Jane Doe' },
    { name: 'XPTitle', value: 'Über' },
    { name: 'UserComment', value: 'hi' },
  ]);
  expect(renderSentence(tags)).toBe('');
  expect(renderSentence(tags, { names: ['Artist'] })).toBe('Artist: Jane Doe');
});

test('comments are decoded from the character set that they name', () => {
  const read = (value: readonly number[]): string | undefined =>
    readExifTags(tiffFile([{ id: 0x9286, type: 7, value }]), { names: ['UserComment'] })[0]?.value;
  expect(read(comment('UNICODE', utf16('né')))).toBe('né');
  expect(read(comment('UNICODE', [0, 0x6e, 0, 0xe9]))).toBe('né');
  expect(read(comment('', [0x68, 0x69]))).toBe('hi');
  expect(read(comment('ASCII', []))).toBeUndefined();
  expect(read([65])).toBeUndefined();
});

test('a position is read in degrees, and is not mistaken for the tags that share its numbers', async () => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .withExif({
      IFD0: { Make: 'Canon' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 2700/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 3954/100',
        GPSAltitude: '355/10',
      },
    })
    .jpeg()
    .toBuffer();
  const names = NAMED_TAGS.filter(({ group }) => group === 'GPS').map(({ name }) => name);
  const position = [
    { name: 'GPSLatitudeRef', value: 'N' },
    { name: 'GPSLatitude', value: '51.5075' },
    { name: 'GPSLongitudeRef', value: 'W' },
    { name: 'GPSLongitude', value: '0.12765' },
    { name: 'GPSAltitude', value: '35.5' },
  ];
  expect(readExifTags(photo, { names: ['InteroperabilityIndex', ...names] })).toEqual(position);
  expect(JSON.stringify(readExifTags(photo))).not.toContain('GPS');
  expect(
    tagsFromExiftool(
      { 'GPS:GPSLatitude': `51 deg 30' 27.00"`, 'GPS:GPSAltitude': '35.5 m' },
      { names },
    ),
  ).toEqual([position[1], position[4]]);
});

test('a name that no table has is refused', () => {
  expect(() => readExifTags(bytes, { names: ['Make', 'Aperture'] })).toThrow(
    new RangeError(
      'expected names of tags as the Exif standard spells them, such as "FocalLength", got "Aperture"',
    ),
  );
});
