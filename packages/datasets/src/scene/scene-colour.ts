import type { Random } from '../random/random.ts';

/** Red, green and blue of 0…255. */
export type Colour = readonly [number, number, number];

/**
 * A colour from hue (in turns), saturation and value of 0…1.
 *
 * @see A. R. Smith, "Color gamut transform pairs" (1978)
 */
export function hsvColour(hue: number, saturation: number, value: number): Colour {
  const channel = (offset: number): number => {
    const k = (((offset + hue * 6) % 6) + 6) % 6;
    return 255 * (value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}

/** A muted colour, as most things outdoors have. */
export function mutedColour(random: Random): Colour {
  return hsvColour(random.next(), random.uniform(0.03, 0.32), random.uniform(0.25, 0.9));
}
