import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jpegFile, tiffFile } from '../test/tiff-file.ts';
import { parseSentence, readExifTags, renderSentence, tagsFromExiftool } from './index.ts';

const bytes = jpegFile(
  tiffFile([
    { id: 0x010f, type: 2, value: 'Canon' },
    { id: 0x0110, type: 2, value: 'Canon EOS 350D' },
    { id: 0x829a, type: 5, value: [1, 60] },
    { id: 0x9209, type: 3, value: [16] },
  ]),
);
const record = {
  Make: 'Canon',
  Model: 'Canon EOS 350D',
  ExposureTime: '1/60',
  Flash: 'Off, Did not fire',
};

test('the example of the README runs', () => {
  // #region readme
  const tags = readExifTags(bytes); // of JPEG, TIFF, PNG, WebP or HEIC; [] where there is no EXIF
  const sentence = renderSentence([...tags, { name: 'JpegQuality', value: '75' }]);
  // 'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60, Flash: Off, Did not fire, JpegQuality: 75'

  const sameTags = tagsFromExiftool(record); // one line of exiftool's JSON
  const again = parseSentence(sentence);
  // #endregion readme
  expect(sentence).toBe(
    'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60, Flash: Off, Did not fire, JpegQuality: 75',
  );
  expect(sameTags).toEqual(tags);
  expect(again).toHaveLength(5);
});

test('the README shows that example', () => {
  const source = readFileSync(new URL('./readme.test.ts', import.meta.url), 'utf8');
  const [, region] = /#region readme\n(.*?)\n *\/\/ #endregion/s.exec(source) ?? [];
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region!.replace(/^ {2}/gm, ''));
});
