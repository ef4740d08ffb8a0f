import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { CAMERA_TAGS } from '../tags/camera-tags.ts';
import type { ExifTags } from '../tags/exif-tags.ts';
import { NAMED_TAGS } from '../tags/named-tags.ts';
import { tagsFromExiftool } from '../tags/tags-from-exiftool.ts';
import { readExifTags } from './read-exif-tags.ts';

type ExiftoolRecord = Record<string, string | number> & { SourceFile: string };

/** Tags on which the two routes may differ, `file tag`, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'jpg/tests/11-tests.jpg RelatedImageWidth':
    'its writer misplaced it in IFD0, where exifreader knows it not',
  'jpg/tests/11-tests.jpg RelatedImageHeight':
    'its writer misplaced it in IFD0, where exifreader knows it not',
};

const data = sharedData();
describe.skipIf(!data)('on the sample files', () => {
  const folder = `${data}/exif-samples`;
  const records: ExiftoolRecord[] = data
    ? JSON.parse(readFileSync(`${folder}/exiftool.json`, 'utf8'))
    : [];

  /** `file tag` of each difference, and how many tags were compared. */
  function compare(names: readonly string[]): { differences: string[]; total: number } {
    let total = 0;
    const differences: string[] = [];
    for (const record of records) {
      const read = byName(readExifTags(readFileSync(`${folder}/${record.SourceFile}`), { names }));
      const printed = byName(tagsFromExiftool(record, { names }));
      for (const name of new Set([...read.keys(), ...printed.keys()])) {
        total += 1;
        if (read.get(name) !== printed.get(name)) {
          differences.push(`${record.SourceFile} ${name}`);
        }
      }
    }
    return { differences, total };
  }

  test('`readExifTags` of a file and `tagsFromExiftool` of its record are the same camera tags', () => {
    const exif = CAMERA_TAGS.filter(({ group }) => group !== 'File');
    const { differences, total } = compare([...exif.map(({ name }) => name), 'FileType']);
    expect(total).toBeGreaterThan(1900);
    expect(differences).toEqual([]);
    for (const record of records) {
      const read = readExifTags(readFileSync(`${folder}/${record.SourceFile}`));
      expect(read, record.SourceFile).toEqual(tagsFromExiftool(record));
    }
  });

  test('they are the same tags too where layout and private tags are asked for by name', () => {
    // The samples' record leaves positions out.
    const named = NAMED_TAGS.filter(({ group }) => group !== 'GPS').map(({ name }) => name);
    const { differences, total } = compare(named);
    const share = 1 - differences.length / total;
    console.info(`exiftool agreement: ${(100 * share).toFixed(2)} % of ${total} named tags`);
    expect(total).toBeGreaterThan(300);
    expect(differences).toEqual(Object.keys(EXCEPTIONS));
  });

  test('no tag of any sample holds a date', () => {
    const values = records.flatMap((record) => [...byName(tagsFromExiftool(record)).values()]);
    expect(values.filter((value) => /\d{4}[:-]\d\d[:-]\d\d/.test(value))).toEqual([]);
  });
});

test('`tagsFromExiftool` takes keys with and without group, words and codes', () => {
  const words = tagsFromExiftool({ Make: 'Canon', ISO: 100, Flash: 'Off, Did not fire' });
  const grouped = { 'ExifIFD:Flash': 16, 'ExifIFD:ISO': '100', 'IFD0:Make': 'Canon', 'GPS:ISO': 1 };
  expect(tagsFromExiftool(grouped)).toEqual(words);
  expect(tagsFromExiftool({})).toEqual([]);
});

test('`tagsFromExiftool` keeps derived tags only when asked', () => {
  const record = {
    Make: 'Canon',
    EncodingProcess: 'Baseline DCT, Huffman coding',
    BitsPerSample: 8,
  };
  expect(tagsFromExiftool(record)).toHaveLength(1);
  expect(tagsFromExiftool(record, { includeDerived: true })).toHaveLength(3);
});

function byName(tags: ExifTags): Map<string, string> {
  return new Map(tags.map(({ name, value }) => [name, value]));
}
