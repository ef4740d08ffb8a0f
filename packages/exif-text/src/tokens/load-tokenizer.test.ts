import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exifTokenizer } from './exif-tokenizer.ts';
import { exifTokenizerJson } from './exif-tokenizer-json.ts';
import { loadHubTokenizer } from './load-hub-tokenizer.ts';
import { loadTokenizer } from './load-tokenizer.node.ts';
import { tokenizerFromJson } from './tokenizer-from-json.ts';
import { TokenizerLoadError } from './tokenizer-load-error.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exifclip-tokenizer-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

test('`loadTokenizer` says which file of a folder is missing or damaged', async () => {
  const reason = async (): Promise<string> => {
    const error: unknown = await loadTokenizer(folder).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(TokenizerLoadError);
    expect((error as TokenizerLoadError).source).toBe(folder);
    return (error as Error).message.slice(folder.length + 2);
  };
  expect(await reason()).toBe('expected a file tokenizer.json in the folder, found none');
  put('tokenizer.json', '{"model":');
  expect(await reason()).toMatch(/^expected JSON in tokenizer.json, got: SyntaxError/);
  put('tokenizer.json', '[]');
  expect(await reason()).toMatch(/^expected the contents of a tokenizer.json, got: /);
  put('tokenizer.json', '7');
  expect(await reason()).toBe('expected a JSON object in tokenizer.json, got another value');
});

test('`loadTokenizer` does without a configuration', async () => {
  put('tokenizer.json', JSON.stringify(exifTokenizerJson()));
  const tokenizer = await loadTokenizer(folder);
  const { vocabularySize, padId } = exifTokenizer();
  expect(tokenizer).toMatchObject({ id: folder, vocabularySize, padId, maxLength: 512 });
  put('tokenizer_config.json', '{"model_max_length": 1e30, "pad_token": "[SEP]"}');
  expect(await loadTokenizer(folder)).toMatchObject({ padId: 3, maxLength: 512 });
  put('tokenizer_config.json', '{"model_max_length": 77}');
  expect(await loadTokenizer(folder)).toMatchObject({ padId: 0, maxLength: 77 });
});

test('`tokenizerFromJson` refuses what is no tokenizer', () => {
  for (const contents of [{}, { model: { type: 'Telepathy' } }, { model: null }]) {
    expect(() => tokenizerFromJson(contents, { id: 'mine' })).toThrow(
      /^mine: expected the contents of a tokenizer.json, got: /,
    );
  }
});

test('`loadHubTokenizer` says what to do where the hub is not to be asked', async () => {
  const error: unknown = await loadHubTokenizer('exifclip-tests/no-such-model', {
    allowDownload: false,
  }).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TokenizerLoadError);
  expect((error as Error).message).toBe(
    'exifclip-tests/no-such-model: expected a tokenizer in the cache, got none, and downloads are ' +
      'not allowed; load it once while online, or give its folder to loadTokenizer',
  );
});
