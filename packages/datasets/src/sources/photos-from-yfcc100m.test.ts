import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { renderSentence } from '@exifclip/exif-text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseYfccExif } from './parse-yfcc-exif.ts';
import type { PhotoRecord } from './photo-record.ts';
import { type PhotosFromYfcc100mOptions, photosFromYfcc100m } from './photos-from-yfcc100m.node.ts';
import { publishedTags } from './published-tags.ts';
import type { SkippedPhoto } from './skipped-photo.ts';

/** A record as metadata-extractor prints it, encoded as the dataset is. */
const RECORD = [
  'Exif+IFD0.Make:NIKON+CORPORATION',
  'Exif+IFD0.Model:NIKON+D80',
  'Exif+IFD0.Orientation:Top%2C+left+side+%28Horizontal+%2F+normal%29',
  'Exif+IFD0.X+Resolution:300+dots+per+inch',
  'Exif+IFD0.Resolution+Unit:Inch',
  'Exif+IFD0.Artist:Somebody',
  'Exif+IFD0.Date%2FTime:2008%3A01%3A02+03%3A04%3A05',
  'Exif+SubIFD.Exposure+Time:10%2F600+sec',
  'Exif+SubIFD.F-Number:F5.6',
  'Exif+SubIFD.Exposure+Program:Aperture+priority',
  'Exif+SubIFD.ISO+Speed+Ratings:400',
  'Exif+SubIFD.Exif+Version:2.21',
  'Exif+SubIFD.Exposure+Bias+Value:-1%2F3+EV',
  'Exif+SubIFD.White+Balance:Daylight',
  'Exif+SubIFD.White+Balance+Mode:Manual+white+balance',
  'Exif+SubIFD.Flash:Flash+did+not+fire%2C+auto',
  'Exif+SubIFD.Focal+Length:50.0+mm',
  'Exif+SubIFD.Focal+Length+35:75mm',
  'Exif+SubIFD.Exif+Image+Width:3872+pixels',
  'Exif+SubIFD.Sensing+Method:One-chip+color+area+sensor',
  'Exif+SubIFD.Focal+Plane+X+Resolution:1%2F4232+inches',
  'Exif+Thumbnail.X+Resolution:72+dots+per+inch',
  'Nikon+Makernote.Camera+Serial+Number:NO%3D+1234',
  'GPS.GPS+Latitude:1%B0+2%27',
].join(',');

/** The 25 fields of today's file; `fields` 23 are those of the first release. */
function datasetLine(
  id: string,
  { user = 'u@N00', hash = '', marker = 0, fields = 25 } = {},
): string {
  const named = [user, 'nick', 'taken', 'uploaded', 'camera', 'title', 'text', 'tags', 'machine'];
  const rest = [
    '1.5',
    '2.5',
    '16',
    'page',
    'download',
    'licence',
    'url',
    '1',
    '2',
    's',
    'so',
    'jpg',
  ];
  const front = fields === 25 ? ['0', id, hash] : [id];
  return [...front, ...named, ...rest, `${marker}`].join('\t');
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-yfcc-'));
  await mkdir(join(folder, 'images/b75/c2d'), { recursive: true });
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  await write('images/101.jpg', 'one');
  await write('images/b75/c2d/b75c2d5c.jpg', 'two');
  await write('images/104.png', 'four');
  const lines = [
    datasetLine('101'),
    datasetLine('102', { hash: 'b75c2d5c', user: 'v@N00' }),
    datasetLine('103', { marker: 1 }),
    datasetLine('104'),
    datasetLine('105'),
    'half a line',
  ];
  await write('dataset', `${lines.join('\n')}\n`);
  await write(
    'first',
    lines
      .slice(0, 1)
      .concat(datasetLine('104', { fields: 23 }))
      .join('\n'),
  );
  const exif = [
    '99\t',
    `101\t${RECORD}`,
    `102\t${RECORD}`,
    `103\t`,
    '104\tExif+IFD0.Make:Canon',
    '105\t',
  ];
  await write('exif', `${exif.join('\n')}\n`);
  await writeFile(join(folder, 'exif.gz'), gzipSync(`${exif.join('\n')}\n`));
  await write('exif.bz2', 'BZh91AY');
});
afterAll(() => rm(folder, { recursive: true }));

async function read(
  options: Partial<PhotosFromYfcc100mOptions>,
): Promise<{ photos: PhotoRecord[]; skipped: SkippedPhoto[] }> {
  const photos: PhotoRecord[] = [];
  const skipped: SkippedPhoto[] = [];
  const source = photosFromYfcc100m({
    dataset: join(folder, 'dataset'),
    exif: join(folder, 'exif'),
    images: join(folder, 'images'),
    onSkip: (skip) => skipped.push(skip),
    ...options,
  });
  for await (const photo of source) photos.push(photo);
  return { photos, skipped };
}

test('photos are joined by id, found by id or hash, and what cannot be given is counted', async () => {
  const { photos, skipped } = await read({});
  expect(photos.map(({ id }) => id)).toEqual(['101', '102', '104']);
  const texts = photos.map(async ({ bytes }) => Buffer.from(await bytes()).toString());
  expect(await Promise.all(texts)).toEqual(['one', 'two', 'four']);
  expect(skipped.map(({ name, reason }) => [name, reason])).toEqual([
    ['103', 'video'],
    ['105', 'image not found'],
    ['', 'broken record'],
  ]);
  expect(photos[0]!.group).toBe(photos[2]!.group);
  expect(photos[0]!.group).not.toBe(photos[1]!.group);
  expect(JSON.stringify(photos)).not.toContain('N00');
});

test('tags have the canonical names and values, and nothing private', async () => {
  const { photos } = await read({});
  expect(renderSentence(photos[0]!.tags)).toBe(
    'Make: NIKON CORPORATION, Model: NIKON D80, ExposureTime: 1/60, FNumber: 5.6, ExposureProgram: Aperture-priority AE, PhotographicSensitivity: 400, ExposureBiasValue: -0.33, LightSource: Daylight, Flash: Flash did not fire, auto, WhiteBalance: Manual, FocalLength: 50, FocalLengthIn35mmFilm: 75, SensingMethod: One-chip color area, FocalPlaneXResolution: 4232, PixelXDimension: 3872, Orientation: Horizontal (normal), XResolution: 300, ResolutionUnit: inches, ExifVersion: 0221',
  );
});

test('a file compressed by gzip is read, one by bzip2 is refused with what to do', async () => {
  expect((await read({ exif: join(folder, 'exif.gz') })).photos).toHaveLength(3);
  await expect(read({ exif: join(folder, 'exif.bz2') })).rejects.toThrow(/bzip2 -dk/);
});

test('without the dataset file, all photos of the EXIF file are looked for, each its own group', async () => {
  const { dataset: _, ...options } = {
    dataset: '',
    exif: join(folder, 'exif'),
    images: join(folder, 'images'),
  };
  const photos: PhotoRecord[] = [];
  for await (const photo of photosFromYfcc100m(options)) photos.push(photo);
  expect(photos.map(({ id, group }) => [id, group])).toEqual([
    ['101', '101'],
    ['104', '104'],
  ]);
});

test('lines of the first release, without line number and hash, are read too', async () => {
  const { photos } = await read({ dataset: join(folder, 'first') });
  expect(photos.map(({ id }) => id)).toEqual(['101', '104']);
});

test('records of ten items and fewer are left out where the paper’s rule is asked for', async () => {
  const { photos, skipped } = await read({ minItems: 11 });
  expect(photos.map(({ id }) => id)).toEqual(['101', '102']);
  expect(skipped.find(({ name }) => name === '104')).toMatchObject({
    reason: 'without usable EXIF',
    detail: '1 items of at least 11',
  });
});

describe('the published cleaning', () => {
  // Values worked out by hand from the rules in METHOD.md and the published script.
  test.each([
    ['Exif+SubIFD.Exposure+Bias+Value:-1%2F3+EV', 'ExposureBiasValue', '-1 EV'],
    ['Exif+SubIFD.Exposure+Bias+Value:2%2F3+EV', 'ExposureBiasValue', '0 EV'],
    ['Exif+SubIFD.Exposure+Bias+Value:0.33+EV', 'ExposureBiasValue', '0.33 EV'],
    ['Exif+IFD0.X+Resolution:72+dots+per+inch', 'XResolution', '72 dots per inch'],
    ['Exif+IFD0.X+Resolution:720000%2F10000+dots+per+inch', 'XResolution', '72 dots per inch'],
    ['Exif+SubIFD.Focal+Plane+X+Resolution:1%2F0+inches', 'FocalPlaneXResolution', '1 inches'],
    ['Exif+SubIFD.Focal+Length:6.25+mm', 'FocalLength', '6.2 mm'],
    ['Exif+SubIFD.Focal+Length:6.75+mm', 'FocalLength', '6.8 mm'],
    ['Exif+SubIFD.Focal+Length:5.799999+mm', 'FocalLength', '5.8 mm'],
    ['Exif+SubIFD.Focal+Length:unknown', 'FocalLength', 'Unknown'],
    ['Exif+SubIFD.ISO+Speed+Ratings:100+200', 'ISOSpeedRatings', '100'],
    ['Exif+SubIFD.F-Number:F2.8', 'FNumber', 'F2.8'],
    ['Exif+IFD0.Model:Canon+EOS+350D', 'Model', 'CanonEOS350D'],
    ['Exif+IFD0.Model:Canon+EOS+350D+DIGITAL', 'Model', 'Unknown'],
    ['Exif+IFD0.Make:EASTMAN+KODAK+COMPANY%2C', 'Make', 'Unknown'],
    ['Exif+IFD0.Software:1%252C2%2B3', 'Software', '1,23'],
  ])('%s becomes %s: %s', (field, name, value) => {
    expect(publishedTags(parseYfccExif(field))).toEqual([{ name, value }]);
  });

  test('names of people, dates, places, thumbnails and makers’ notes stay out', async () => {
    const { photos } = await read({ values: 'published' });
    const names = photos[0]!.tags.map(({ name }) => name);
    expect(names).toContain('FocalLength35');
    expect(names.join()).not.toMatch(/Artist|Date|GPS|Serial/);
    expect(photos[0]!.tags.find(({ name }) => name === 'XResolution')?.value).toBe(
      '300 dots per inch',
    );
  });

  test('what is no item is passed over', () => {
    expect(parseYfccExif('')).toEqual([]);
    expect(parseYfccExif(',,:,a.b,a:b,%ZZ.%:%')).toEqual([
      { category: '%ZZ', tag: '%', value: '%' },
    ]);
    const field = 'Exif+SubIFD.Focal+Length:50.0+mm';
    expect(parseYfccExif(field)).toEqual([
      { category: 'Exif SubIFD', tag: 'Focal Length', value: '50.0 mm' },
    ]);
  });
});
