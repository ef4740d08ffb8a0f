import { expect, test } from 'vitest';
import { fnv1a } from './fnv1a.ts';

test('`fnv1a` agrees with the published test vectors', () => {
  // FNV test suite, 32-bit FNV-1a
  expect(fnv1a('')).toBe(0x811c9dc5);
  expect(fnv1a('a')).toBe(0xe40c292c);
  expect(fnv1a('foobar')).toBe(0xbf9cf968);
});

test('`fnv1a` hashes the UTF-8 bytes of any text', () => {
  for (const text of ['é', 'FUJIFILM 富士', '📷', 'a≈b']) {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
    expect(fnv1a(text)).toBe(hash >>> 0);
  }
});

test('`fnv1a` goes on from the hash of a prefix', () => {
  expect(fnv1a('bar', fnv1a('foo'))).toBe(fnv1a('foobar'));
});
