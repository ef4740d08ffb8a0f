import { expect, test } from 'vitest';
import { fetchBytes } from './fetch-bytes.ts';

const refuse = () => Promise.reject(new TypeError('fetch was called'));

test('`fetchBytes` reads data: URLs, as bundlers make them, without fetching', async () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
  const base64 = Buffer.from(bytes).toString('base64');
  const coded = new URL(`data:application/octet-stream;base64,${base64}`);
  expect(await fetchBytes(coded, { fetchFile: refuse })).toEqual(bytes);
  const plain = new URL('data:application/json,{%22a%22:%20%22%C3%A4%22}');
  const text = await fetchBytes(plain, { fetchFile: refuse });
  expect(JSON.parse(new TextDecoder().decode(text))).toEqual({ a: 'ä' });
});

test('`fetchBytes` names what could not be fetched, and passes an abort on', async () => {
  const url = new URL('https://example.invalid/model/config.json');
  const missing = async () => new Response('', { status: 404 });
  await expect(fetchBytes(url, { fetchFile: missing })).rejects.toThrow(/config\.json.*404/);
  await expect(fetchBytes(url, { fetchFile: refuse })).rejects.toThrow('could not be fetched');
  const signal = AbortSignal.abort(new Error('enough'));
  const aborted = () => Promise.reject(signal.reason as Error);
  await expect(fetchBytes(url, { fetchFile: aborted, signal })).rejects.toThrow('enough');
});
