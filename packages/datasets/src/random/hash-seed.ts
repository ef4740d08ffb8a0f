/** What a random stream is named by: numbers and words, in order. */
export type SeedPart = number | string;

/**
 * Four well mixed 32-bit words from the parts of a seed. Parts are told apart by kind and length,
 * so `('1')`, `(1)` and `('1', '')` differ.
 *
 * @throws TypeError for a number that is not finite
 */
export function hashSeed(parts: readonly SeedPart[]): [number, number, number, number] {
  const text = parts.map(seedText).join('|');
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  const sum = a ^ b ^ c ^ d;
  return [avalanche(a ^ sum), avalanche(b + sum), avalanche(c ^ (sum >>> 7)), avalanche(d - sum)];
}

function seedText(part: SeedPart): string {
  if (typeof part === 'string') return `s${part.length}:${part}`;
  if (!Number.isFinite(part)) {
    throw new TypeError(`expected a seed of finite numbers and strings, got ${part}`);
  }
  return `n${part}`;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function avalanche(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
