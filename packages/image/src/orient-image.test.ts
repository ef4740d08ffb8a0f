import { describe, expect, it } from 'vitest';
import { orientImage } from './orient-image.ts';
import type { RasterImage } from './raster-image.ts';

/** What the eye should see: 2 columns, 3 rows. */
const UPRIGHT = ['ab', 'cd', 'ef'];

/** How a camera stores it under each orientation (Exif 3.0, tag 0x0112: where row 0 and column 0 lie). */
const STORED: Record<number, string[]> = {
  1: ['ab', 'cd', 'ef'], // top, left
  2: ['ba', 'dc', 'fe'], // top, right
  3: ['fe', 'dc', 'ba'], // bottom, right
  4: ['ef', 'cd', 'ab'], // bottom, left
  5: ['ace', 'bdf'], // left, top
  6: ['bdf', 'ace'], // right, top
  7: ['fdb', 'eca'], // right, bottom
  8: ['eca', 'fdb'], // left, bottom
};

describe('`orientImage`', () => {
  for (const [orientation, rows] of Object.entries(STORED)) {
    it(`turns a picture stored with orientation ${orientation} upright`, () => {
      expect(orientImage(picture(rows), Number(orientation))).toEqual(picture(UPRIGHT));
    });
  }

  it('refuses values that are no orientation', () => {
    for (const orientation of [0, 9, 1.5, Number.NaN]) {
      expect(() => orientImage(picture(UPRIGHT), orientation)).toThrow(
        new RangeError(`expected an EXIF orientation of 1 to 8, got ${orientation}`),
      );
    }
  });
});

/** One pixel a letter, its three channels told apart. */
function picture(rows: string[]): RasterImage {
  const codes = [...rows.join('')].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return [code, code + 50, code + 100];
  });
  return {
    data: Uint8Array.from(codes),
    width: rows[0]!.length,
    height: rows.length,
    channels: 3,
  };
}
