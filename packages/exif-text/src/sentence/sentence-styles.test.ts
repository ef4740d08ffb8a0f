import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { fnv1a } from '../fnv1a.ts';
import type { ExifTags } from '../tags/exif-tags.ts';
import { tagsFromExiftool } from '../tags/tags-from-exiftool.ts';
import { parseSentence } from './parse-sentence.ts';
import { type RenderSentenceOptions, renderSentence } from './render-sentence.ts';

const tags: ExifTags = tagsFromExiftool({
  Make: 'Canon',
  Model: 'Canon EOS 350D DIGITAL',
  Software: 'Digital Photo Professional 3.4',
  ExposureTime: '1/60',
  FNumber: 5.6,
  ExposureProgram: 'Program AE',
  ISO: '400, 0',
  ExposureCompensation: -0.33,
  Flash: 'Off, Did not fire',
  FocalLength: '50 mm',
  XResolution: '72.5',
  FocalPlaneXResolution: 3954.2,
  FocalPlaneResolutionUnit: 'cm',
  ColorSpace: 'Unknown (0x7)',
});

test('the style `plain` reads like the caption of a photo', () => {
  expect(renderSentence(tags, { style: 'plain' })).toBe(
    'Canon EOS 350D DIGITAL, software Digital Photo Professional 3.4, 1/60 s, f/5.6, ' +
      'exposure program program AE, ISO 400, exposure bias -0.33 EV, flash off, did not fire, ' +
      '50 mm, focal plane x resolution 3954, focal plane resolution unit cm, x resolution 72, ' +
      'unknown colors',
  );
});

test('the style `plain` joins make and model, and names what it has no phrase for', () => {
  const plain = (...pairs: [string, string][]): string =>
    renderSentence(
      pairs.map(([name, value]) => ({ name, value })),
      { style: 'plain' },
    );
  expect(plain(['Make', 'NIKON CORPORATION'], ['Model', 'NIKON D70'])).toBe('NIKON D70');
  expect(plain(['Make', 'Apple'], ['Model', 'iPhone 7'])).toBe('Apple iPhone 7');
  expect(plain(['Model', 'iPhone 7'], ['Make', 'Apple'])).toBe('Apple iPhone 7');
  expect(plain(['Make', 'Apple'])).toBe('Apple');
  expect(plain(['JpegQuality', '75'], ['Flash', 'No Flash'])).toBe('jpeg quality 75, no flash');
  expect(plain(['SubjectDistance', 'Unknown'])).toBe('unknown subject distance');
  expect(plain()).toBe('');
});

test('the style `paper` follows the published cleaning rules and keys', () => {
  expect(renderSentence(tags, { style: 'paper' })).toBe(
    'Make: Canon, Model: Unknown, Software: Unknown, ExposureTime: 1/60, FNumber: 5.6, ' +
      'ExposureProgram: ProgramAE, ISOSpeedRatings: 400, ExposureBiasValue: -1 EV, ' +
      'Flash: Off,Didnotfire, FocalLength: 50.0 mm, FocalPlaneXResolution: 3954 dots per cm, ' +
      'FocalPlaneResolutionUnit: cm, XResolution: 72 dots per inch, ColorSpace: Unknown7',
  );
});

test('the style `paper` decodes URLs, cuts quotients and keeps odd values from breaking it', () => {
  const paper = (name: string, value: string): string =>
    renderSentence([{ name, value }], { style: 'paper' });
  expect(paper('Model', 'NIKON+D70%2Fx')).toBe('Model: NIKOND70/x');
  expect(paper('Model', '100% sure')).toBe('Model: 100sure');
  expect(paper('XResolution', '4718592/65536')).toBe('XResolution: 72 dots per inch');
  expect(paper('ExposureBiasValue', '-2/3')).toBe('ExposureBiasValue: -1 EV');
  expect(paper('FocalLength', '5.83')).toBe('FocalLength: 5.8 mm');
  expect(paper('FocalLength', 'Unknown')).toBe('FocalLength: Unknown');
  expect(paper('Model', '()*')).toBe('');
});

test('the style `paper` can part the words of its keys', () => {
  const keys = renderSentence(tags, { style: 'paper', paperKeys: 'spaced' })
    .split(', ')
    .map((pair) => pair.split(':')[0]);
  expect(keys.slice(3, 8)).toEqual([
    'Exposure Time',
    'F-Number',
    'Exposure Program',
    'ISO Speed Ratings',
    'Exposure Bias Value',
  ]);
});

test('numbers keep as many digits as asked for, as fractions or not, with units or not', () => {
  const tagged = (numbers: RenderSentenceOptions['numbers']): string =>
    renderSentence(
      tags.filter(({ name }) => /Time|Number|Sens|Length|FocalPlaneX|Make/.test(name)),
      { numbers: numbers! },
    );
  expect(tagged({})).toBe(
    'Make: Canon, ExposureTime: 1/60, FNumber: 5.6, PhotographicSensitivity: 400, FocalLength: 50, FocalPlaneXResolution: 3954',
  );
  expect(tagged({ digits: 1, fractions: 'decimal', units: true })).toBe(
    'Make: Canon, ExposureTime: 0.02 s, FNumber: 6, PhotographicSensitivity: 400, FocalLength: 50 mm, FocalPlaneXResolution: 4000',
  );
  expect(tagged({ digits: 2 })).toContain('ExposureTime: 1/60');
  expect(tagged({ fractions: 'decimal' })).toContain('ExposureTime: 0.0167');
  const version = [{ name: 'ExifVersion', value: '0230' }];
  expect(renderSentence(version, { numbers: { digits: 1 } })).toBe('ExifVersion: 0230');
});

test('order is the record’s, the tables’ or drawn from a seed', () => {
  const mixed = [
    { name: 'JpegQuality', value: '75' },
    { name: 'FNumber', value: '8' },
    { name: 'Make', value: 'Canon' },
  ];
  const names = (options: RenderSentenceOptions): string[] =>
    parseSentence(renderSentence(mixed, options)).map(({ name }) => name);
  expect(names({})).toEqual(['JpegQuality', 'FNumber', 'Make']);
  expect(names({ order: 'canonical' })).toEqual(['Make', 'FNumber', 'JpegQuality']);
  const drawn = Array.from({ length: 60 }, (_, seed) =>
    names({ order: 'shuffled', seed }).join(' '),
  );
  expect(new Set(drawn).size).toBe(6);
  expect(names({ order: 'shuffled', seed: 5 })).toEqual(names({ order: 'shuffled', seed: 5 }));
});

test('dropout leaves out its share of the tags, and one stays at least', () => {
  const counts = Array.from(
    { length: 400 },
    (_, seed) => parseSentence(renderSentence(tags, { dropout: 0.3, seed })).length,
  );
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  expect(mean / tags.length).toBeGreaterThan(0.67);
  expect(mean / tags.length).toBeLessThan(0.73);
  for (let seed = 0; seed < 20; seed++) {
    expect(parseSentence(renderSentence(tags, { dropout: 1, seed }))).toHaveLength(1);
  }
  expect(renderSentence([], { dropout: 1 })).toBe('');
});

test('settings that are none are refused with what was expected', () => {
  const wrong: [object, string][] = [
    [{ style: 'poem' }, 'expected the style tags, plain or paper, got "poem"'],
    [{ order: 'random' }, 'expected the order record, canonical or shuffled, got "random"'],
    [{ dropout: Number.NaN }, 'expected a dropout of 0…1, got NaN'],
    [{ dropout: 1.5 }, 'expected a dropout of 0…1, got 1.5'],
    [{ seed: 0.5 }, 'expected a whole number as seed, got 0.5'],
    [{ numbers: { digits: 0 } }, 'expected 1…15 significant digits, got 0'],
  ];
  for (const [options, message] of wrong) {
    expect(() => renderSentence(tags, options)).toThrow(new RangeError(message));
  }
});

const data = sharedData();
describe.skipIf(!data)('on the records of 1,052 photos', () => {
  const lines = data ? readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n') : [];
  const records = lines.map((line) => tagsFromExiftool(JSON.parse(line).exif));
  const rendered = (options: RenderSentenceOptions): string[] =>
    records.map((record) => renderSentence(record, options));
  const digest = (sentences: readonly string[]): string => fnv1a(sentences.join('\n')).toString(16);

  test('every style says the same as when these digests were taken', () => {
    expect(records).toHaveLength(1052);
    expect({
      tags: digest(rendered({})),
      plain: digest(rendered({ style: 'plain' })),
      paper: digest(rendered({ style: 'paper' })),
      shuffled: digest(rendered({ order: 'shuffled', seed: 1, dropout: 0.2 })),
    }).toMatchInlineSnapshot(`
      {
        "paper": "eca65feb",
        "plain": "137d9fb3",
        "shuffled": "17a25272",
        "tags": "bc633702",
      }
    `);
  });

  test('record order is canonical order, and shuffling loses nothing', () => {
    const sorted = (sentence: string): string[] =>
      parseSentence(sentence)
        .map(({ name, value }) => `${name} ${value}`)
        .sort();
    const plain = rendered({});
    expect(rendered({ order: 'canonical' })).toEqual(plain);
    for (const [i, sentence] of rendered({ order: 'shuffled', seed: 3 }).entries()) {
      expect(sorted(sentence)).toEqual(sorted(plain[i]!));
    }
  });

  test('`paper` values are short and plain, `plain` sentences free of gaps', () => {
    for (const sentence of rendered({ style: 'paper' })) {
      for (const { value } of parseSentence(sentence)) {
        expect(value).toMatch(/^([a-zA-Z0-9.,/-]{1,20}|-?\d+(\.\d)? (mm|EV|dots per \w+))$/);
      }
    }
    for (const sentence of rendered({ style: 'plain' })) {
      expect(sentence).not.toMatch(/undefined|\{\}| {2}|, ,|^,|,$/);
    }
  });

  test('no style says a date', () => {
    const all = (['tags', 'plain', 'paper'] as const).flatMap((style) => rendered({ style }));
    expect(all.filter((text) => /\d{4}[:-]\d\d[:-]\d\d/.test(text))).toEqual([]);
  });
});
