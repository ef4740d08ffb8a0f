import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { randomFrom } from '../../test/random.ts';
import { renderSentence, SENTENCE_STYLES } from '../sentence/render-sentence.ts';
import { tagsFromExiftool } from '../tags/tags-from-exiftool.ts';
import { exifTokenizer } from './exif-tokenizer.ts';
import { loadTokenizer } from './load-tokenizer.node.ts';
import { widenTokens } from './widen-tokens.ts';

const tokenizer = exifTokenizer();
const [pad, unknown, start, end] = [0, 1, 2, 3];

/** Texts and their tokens by the Rust library `tokenizers` 0.23.2; see scripts/oracle-tokens.py. */
const oracle: { text: string; exif: number[]; bert: number[] }[] = JSON.parse(
  readFileSync(new URL('../fixtures/token-oracle.json', import.meta.url), 'utf8'),
);

test('the embedded vocabulary gives the tokens that the Rust library gives', () => {
  for (const { text, exif } of oracle) {
    expect([...tokenizer.encode([text]).inputIds.data], text).toEqual(exif);
  }
});

test('a batch is padded to its longest row, or to a maximum, and masked', () => {
  const { inputIds, attentionMask } = tokenizer.encode(['Make: Canon', '', 'Flash']);
  const longest = inputIds.shape[1]!;
  expect(inputIds.shape).toEqual([3, longest]);
  expect([...inputIds.data.slice(longest, longest + 3)]).toEqual([start, end, pad]);
  expect([...attentionMask.data.slice(longest, longest + 3)]).toEqual([1, 1, 0]);
  expect(attentionMask.data.slice(0, longest).every((bit) => bit === 1)).toBe(true);
  const fixed = tokenizer.encode(['Make: Canon'], { pad: 'max', maxLength: 40 });
  expect(fixed.inputIds.shape).toEqual([1, 40]);
  expect(fixed.attentionMask.data.reduce((sum, bit) => sum + bit, 0)).toBe(longest);
});

test('no texts are no rows', () => {
  const empty = { data: new Int32Array(), shape: [0, 0] };
  expect(tokenizer.encode([], { pad: 'max' })).toEqual({ inputIds: empty, attentionMask: empty });
});

test('a long text loses its end and keeps its special tokens', () => {
  const text = 'Software: x1 '.repeat(100_000);
  const { inputIds } = tokenizer.encode([text]);
  expect(inputIds.shape).toEqual([1, tokenizer.maxLength]);
  expect([inputIds.data[0], inputIds.data.at(-1)]).toEqual([start, end]);
  const whole = tokenizer.encode([text.slice(0, 200)]).inputIds.data;
  const cut = tokenizer.encode([text.slice(0, 200)], { maxLength: 8 }).inputIds.data;
  expect([...cut]).toEqual([...whole.slice(0, 7), end]);
});

test('a maximum that leaves no room is refused', () => {
  for (const maxLength of [2, 0, -1, 4.5, Number.NaN, 513]) {
    expect(() => tokenizer.encode(['Make: Canon'], { maxLength })).toThrow(
      new RangeError(`exif: expected a maxLength of 3…512 tokens, got ${maxLength}`),
    );
  }
});

test('`decode` gives back any text of printable ASCII, which never holds an unknown word', () => {
  const random = randomFrom(7);
  for (let round = 0; round < 500; round++) {
    const words = Array.from({ length: 1 + 12 * random() }, () =>
      Array.from({ length: 1 + 20 * random() }, () =>
        String.fromCharCode(0x21 + Math.floor(94 * random())),
      ).join(''),
    );
    const text = words.join(' ');
    const { data } = tokenizer.encode([text]).inputIds;
    expect(data.includes(unknown)).toBe(false);
    expect(tokenizer.decode(data)).toBe(text);
  }
});

test('what the vocabulary lacks is unknown, a word at a time; accents go', () => {
  const ids = [...tokenizer.encode(['Software: Ωmega x']).inputIds.data];
  expect(ids.filter((id) => id === unknown)).toHaveLength(1);
  expect(tokenizer.decode(ids)).toBe('Software: x');
  expect(tokenizer.decode(tokenizer.encode(['Café']).inputIds.data)).toBe('Cafe');
  expect(tokenizer.decode([])).toBe('');
});

test('`widenTokens` makes integers of 64 bits, which `decode` takes too', () => {
  const batch = tokenizer.encode(['Make: Canon', 'Flash']);
  const wide = widenTokens(batch);
  expect(wide.inputIds.data).toEqual(BigInt64Array.from(batch.inputIds.data, BigInt));
  expect(wide.attentionMask.shape).toEqual(batch.attentionMask.shape);
  const row = wide.inputIds.data.slice(0, wide.inputIds.shape[1]);
  expect(tokenizer.decode(row)).toBe('Make: Canon');
});

const data = sharedData();
describe.skipIf(!data)('on real records', () => {
  const lines = data ? readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n') : [];
  const records = lines.map((line) => JSON.parse(line)).filter(({ split }) => split === 'val');

  test('every sentence of photos that the vocabulary never saw comes back, in few tokens', () => {
    let [tokens, words] = [0, 0];
    for (const style of SENTENCE_STYLES) {
      for (const { exif } of records) {
        const sentence = renderSentence(tagsFromExiftool(exif), { style });
        const { data: ids } = tokenizer.encode([sentence]).inputIds;
        expect(tokenizer.decode(ids)).toBe(sentence);
        tokens += ids.length - 2;
        words += sentence.split(' ').length;
      }
    }
    console.info(`${(tokens / words).toFixed(2)} tokens a word in ${records.length} photos`);
    expect(tokens / words).toBeLessThan(3);
  });

  test('`loadTokenizer` gives the tokens of BERT that the Rust library gives', async () => {
    const bert = await loadTokenizer(`${data}/models/distilbert-random-tiny`);
    expect(bert).toMatchObject({ vocabularySize: 30522, padId: 0, maxLength: 512 });
    for (const { text, bert: expected } of oracle) {
      expect([...bert.encode([text]).inputIds.data], text).toEqual(expected);
    }
    const { data: ids } = bert.encode(['Make: Canon, Model: EOS 350D']).inputIds;
    expect(bert.decode(ids)).toBe('make : canon, model : eos 350d');
  });
});
