import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { decodePng } from './decode-png.ts';
import { isBeyondCanvas } from './is-beyond-canvas.ts';

const WIDTH = 37;
const HEIGHT = 29;

describe('`decodePng` gives the stored pixels, as sharp does by other code,', () => {
  for (const channels of [1, 2, 3, 4] as const) {
    for (const bits of [8, 16] as const) {
      it(`of ${channels} channels of ${bits} bits, interlaced or not`, async () => {
        for (const progressive of [false, true]) {
          const file = await noise(channels, bits).png({ progressive }).toBuffer();
          expect(isBeyondCanvas(file)).toBe(bits === 16 || channels % 2 === 0);
          expect(await decodePng(file)).toEqual(await decodeImage(file));
        }
      });
    }
  }

  it('with a profile, a text and an orientation', async () => {
    const image = noise(4, 8).withIccProfile('p3').withMetadata({ orientation: 6 });
    const file = await image.png().toBuffer();
    expect(await decodePng(file)).toEqual(await decodeImage(file));
  });
});

describe('`decodePng` refuses', () => {
  it('a stream that inflates to more or less than the size accounts for', async () => {
    const file = await noise(4, 8).png().toBuffer();
    const resized = (height: number) => {
      const copy = new Uint8Array(file);
      new DataView(copy.buffer).setUint32(20, height);
      return copy;
    };
    await expect(decodePng(resized(28))).rejects.toThrow(
      'expected 4172 bytes of pixels in the PNG file, got more',
    );
    await expect(decodePng(resized(30))).rejects.toThrow('expected 4470 bytes of pixels');
  });

  it('a file cut at any place, and every damage but to what is not needed', async () => {
    const file = await noise(2, 16).png().toBuffer();
    for (let end = 8; end < file.length; end += 50) {
      await expect(decodePng(file.subarray(0, end))).rejects.toThrow('is cut short');
    }
    const whole = await decodePng(file);
    const random = generator(3);
    let refused = 0;
    for (let round = 0; round < 1000; round++) {
      const damaged = new Uint8Array(file);
      damaged[8 + Math.floor(random() * (file.length - 8))]! ^= 1 + Math.floor(random() * 255);
      // Every chunk has a checksum; those that change no stored pixel are not looked at.
      const decoded = await decodePng(damaged).catch(() => undefined);
      if (decoded) expect(decoded).toEqual(whole);
      else refused++;
    }
    expect(refused).toBeGreaterThan(900);
  });
});

function noise(channels: 1 | 2 | 3 | 4, bits: 8 | 16): Sharp {
  const random = generator(channels);
  const samples = new (bits === 8 ? Uint8Array : Uint16Array)(WIDTH * HEIGHT * channels);
  for (let i = 0; i < samples.length; i++) samples[i] = random() * 2 ** bits;
  const image = sharp(samples, { raw: { width: WIDTH, height: HEIGHT, channels } });
  const [grey, rgb] = bits === 8 ? (['b-w', 'srgb'] as const) : (['grey16', 'rgb16'] as const);
  return image.toColourspace(channels < 3 ? grey : rgb);
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
