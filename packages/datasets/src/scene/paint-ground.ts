import type { RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import type { Polygon } from '../splice/polygon.ts';
import { fractalNoise } from './fractal-noise.ts';
import { paintShape } from './paint-shape.ts';
import { hsvColour } from './scene-colour.ts';

/** Paints ranges of hills, each nearer, darker and rougher than the one before; in place. */
export function paintGround(image: RasterImage, horizon: number, random: Random): void {
  const { width, height } = image;
  const ranges = 4;
  const grain = fractalNoise(width, height, random, { scale: height / 4, roughness: 0.85 });
  const patches = fractalNoise(width, height, random, { roughness: 0.5, stretch: 3 });
  for (let i = 0; i < ranges; i += 1) {
    const nearness = (i + 1) / ranges;
    const top = horizon + (height - horizon) * (i / ranges) ** 1.3;
    const outline = hillside(width, height, top, height * 0.12 * (1.2 - nearness), random);
    const hue = random.uniform(0.08, 0.36);
    const base = hsvColour(hue, 0.15 + 0.35 * nearness, 0.72 - 0.35 * nearness * random.next());
    const dry = hsvColour(hue - 0.06, 0.3, 0.6);
    const contrast = 6 + 24 * nearness;
    // Every range wears the same cloth, turned another way.
    const turnX = (x: number): number => (i & 1 ? width - 1 - x : x);
    const turnY = (y: number): number => (i & 2 ? height - 1 - y : y);
    paintShape(image, outline, (x, y) => {
      const at = turnY(y) * width + turnX(x);
      const light = contrast * grain[at]!;
      const share = 1 / (1 + Math.exp(-3 * patches[at]!));
      return [
        base[0] + share * (dry[0] - base[0]) + light,
        base[1] + share * (dry[1] - base[1]) + light,
        base[2] + share * (dry[2] - base[2]) + 0.7 * light,
      ];
    });
  }
}

function hillside(
  width: number,
  height: number,
  top: number,
  relief: number,
  random: Random,
): Polygon {
  const points = Math.max(2, Math.ceil(width / 3));
  const ridge = fractalNoise(points + 1, 1, random, { scale: points / 2, roughness: 0.5 });
  const outline = Array.from(ridge, (rise, i) => ({
    x: (i * width) / points,
    y: top - relief * rise,
  }));
  return [...outline, { x: width, y: height }, { x: 0, y: height }];
}
