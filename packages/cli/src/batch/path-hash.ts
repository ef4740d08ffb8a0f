import { hash } from 'node:crypto';

/**
 * The first 64 bits of the SHA-256 of a path's UTF-8 bytes, as two words, the higher one first. Of
 * ten million paths two share them with a probability of 3e-6.
 */
export function pathHash(path: string): readonly [high: number, low: number] {
  const digest = hash('sha256', path, 'buffer');
  return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
}
