import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readmeRegions } from '../../../test/readme-regions.ts';
import { jpegFile, tiffFile } from '../test/tiff-file.ts';
import {
  countTags,
  exifTokenizer,
  frequentTags,
  parseSentence,
  readExifTags,
  readExifTagsFrom,
  renderSentence,
  tagsFromExiftool,
  widenTokens,
} from './index.ts';
import { loadTokenizer, readExifTagsOfFile } from './node.ts';
import { exifTokenizerJson } from './tokens/exif-tokenizer-json.ts';

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
const folder = mkdtempSync(join(tmpdir(), 'exifclip-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the first example of the README runs', () => {
  // #region
  const tags = readExifTags(bytes); // of JPEG, TIFF, PNG, WebP or HEIC; [] where there is no EXIF
  const sentence = renderSentence([...tags, { name: 'JpegQuality', value: '75' }]);
  // 'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60, Flash: Off, Did not fire, JpegQuality: 75'

  const sameTags = tagsFromExiftool(record); // one line of exiftool's JSON
  const again = parseSentence(sentence);
  // #endregion
  expect(sentence).toBe(
    'Make: Canon, Model: Canon EOS 350D, ExposureTime: 1/60, Flash: Off, Did not fire, JpegQuality: 75',
  );
  expect(sameTags).toEqual(tags);
  expect(again).toHaveLength(5);
});

test('the examples of reading and rendering run', async () => {
  const path = join(folder, 'photo.jpg');
  writeFileSync(path, bytes);
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const corpus = [readExifTags(bytes)];
  // #region
  const tags = await readExifTagsFrom(file); // a File of a page, a Blob, or your own { size, read }
  const same = await readExifTagsOfFile(path); // from ./node
  const dates = await readExifTagsOfFile(path, { names: ['DateTimeOriginal'] }); // only by name
  // #endregion
  // #region
  const plain = renderSentence(tags, { style: 'plain' });
  // 'Canon EOS 350D, 1/60 s, flash off, did not fire'
  const paper = renderSentence(tags, { style: 'paper' });
  // 'Make: Canon, Model: CanonEOS350D, ExposureTime: 1/60, Flash: Off,Didnotfire'
  const names = frequentTags(countTags(corpus), { minShare: 0.49 });
  const varied = renderSentence(tags, { names, order: 'shuffled', dropout: 0.2, seed: 7 });
  // #endregion
  expect(same).toEqual(tags);
  expect(dates).toEqual([]);
  expect(plain).toBe('Canon EOS 350D, 1/60 s, flash off, did not fire');
  expect(paper).toBe('Make: Canon, Model: CanonEOS350D, ExposureTime: 1/60, Flash: Off,Didnotfire');
  expect(parseSentence(varied).length).toBeLessThanOrEqual(4);
});

test('the example of tokens runs', async () => {
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(exifTokenizerJson()));
  const sentences = ['Make: Canon, Model: Canon EOS 350D', 'Make: Apple'];
  // #region
  const tokenizer = exifTokenizer(); // the embedded vocabulary; nothing is fetched
  const { inputIds, attentionMask } = tokenizer.encode(sentences); // Int32Array, [2, longest]
  const wide = widenTokens(tokenizer.encode(sentences, { pad: 'max', maxLength: 128 })); // 64 bits
  const first = tokenizer.decode(inputIds.data.subarray(0, inputIds.shape[1]));
  const bert = await loadTokenizer(folder); // from ./node: a folder with a tokenizer.json
  // #endregion
  expect(first).toBe(sentences[0]);
  expect(attentionMask.shape).toEqual(inputIds.shape);
  expect(wide.inputIds.shape).toEqual([2, 128]);
  expect(bert.vocabularySize).toBe(tokenizer.vocabularySize);
});

test('the README shows these examples', () => {
  const { readme, regions } = readmeRegions(import.meta.url, '../README.md');
  expect(regions).toHaveLength(4);
  for (const region of regions) expect(readme).toContain(region);
});
