import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import type { ExifTags } from './exif-tags.ts';
import { readExifTags } from './read-exif-tags.ts';
import { tagsFromExiftool } from './tags-from-exiftool.ts';

type ExiftoolRecord = Record<string, string | number> & { SourceFile: string };

/** Tags on which the two routes may differ, `file tag`, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

const data = sharedData();
describe.skipIf(!data)('on the sample files', () => {
  const folder = `${data}/exif-samples`;

  test('`readExifTags` of a file and `tagsFromExiftool` of its record are the same tags', () => {
    const records: ExiftoolRecord[] = JSON.parse(readFileSync(`${folder}/exiftool.json`, 'utf8'));
    let total = 0;
    const differences: string[] = [];
    for (const record of records) {
      const read = byName(readExifTags(readFileSync(`${folder}/${record.SourceFile}`)));
      const printed = byName(tagsFromExiftool(record));
      for (const name of new Set([...read.keys(), ...printed.keys()])) {
        total += 1;
        if (read.get(name) !== printed.get(name)) differences.push(`${record.SourceFile} ${name}`);
      }
      expect([...read.keys()], record.SourceFile).toEqual([...printed.keys()]);
    }
    const share = 1 - differences.length / total;
    console.info(`exiftool agreement: ${(100 * share).toFixed(2)} % of ${total} tags`);
    expect(total).toBeGreaterThan(1800);
    expect(share).toBeGreaterThanOrEqual(0.98);
    expect(differences).toEqual(Object.keys(EXCEPTIONS));
  });

  test('no tag of any sample holds a date', () => {
    const records: ExiftoolRecord[] = JSON.parse(readFileSync(`${folder}/exiftool.json`, 'utf8'));
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
