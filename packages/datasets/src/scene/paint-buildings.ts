import type { RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import type { Polygon } from '../splice/polygon.ts';
import { fractalNoise } from './fractal-noise.ts';
import { type Paint, paintShape } from './paint-shape.ts';
import { type Colour, mutedColour } from './scene-colour.ts';

/** Paints houses with plaster or bricks, roofs and rows of windows on the horizon; in place. */
export function paintBuildings(image: RasterImage, horizon: number, random: Random): void {
  const { width, height } = image;
  const grain = fractalNoise(width, height, random, { scale: height / 6, roughness: 0.75 });
  const count = 2 + random.integer(3);
  for (let i = 0; i < count; i += 1) {
    const w = width * random.uniform(0.1, 0.26);
    const h = height * random.uniform(0.15, 0.42);
    const x = random.uniform(-0.1 * width, width - w / 2);
    const y = horizon + height * random.uniform(0.02, 0.14) - h;
    // A slight slant of the uprights, as in any photo not taken with a spirit level.
    const slant = random.uniform(-0.03, 0.03) * h;
    const paint = wallPaint(mutedColour(random), width, grain, random);
    paintShape(image, slanted(x, y, w, h, slant), paint);
    paintRoof(image, { x: x + slant, y, w, h }, width, grain, random);
    paintWindows(image, { x, y, w, h }, slant, random);
  }
}

interface House {
  x: number;
  y: number;
  w: number;
  h: number;
}

function slanted(x: number, y: number, w: number, h: number, slant: number): Polygon {
  return [
    { x: x + slant, y },
    { x: x + w + slant, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
  ];
}

function wallPaint(wall: Colour, width: number, grain: Float32Array, random: Random): Paint {
  const brick = Math.round(random.uniform(4, 9));
  const isBrick = random.chance(0.5);
  const roughness = random.uniform(3, 10);
  return (x, y) => {
    const course = Math.floor(y / brick);
    const isJoint = y % brick === 0 || (x + (course & 1) * brick) % (2 * brick) === 0;
    const joint = isBrick && isJoint ? 22 : 0;
    const light = roughness * grain[y * width + x]! + joint;
    return [wall[0] + light, wall[1] + light, wall[2] + light];
  };
}

function paintRoof(
  image: RasterImage,
  { x, y, w, h }: House,
  width: number,
  grain: Float32Array,
  random: Random,
): void {
  const peak = { x: x + w * random.uniform(0.3, 0.7), y: y - h * random.uniform(0.1, 0.3) };
  const roof = mutedColour(random);
  const tile = random.uniform(3, 6);
  paintShape(image, [peak, { x: x + w * 1.05, y }, { x: x - w * 0.05, y }], (px, py) => {
    const light = 14 * Math.sin((2 * Math.PI * py) / tile) + 8 * grain[py * width + px]!;
    return [0.8 * roof[0] + light, 0.7 * roof[1] + light, 0.7 * roof[2] + light];
  });
}

function paintWindows(image: RasterImage, house: House, slant: number, random: Random): void {
  const columns = 2 + random.integer(4);
  const rows = 2 + random.integer(4);
  const w = (house.w / columns) * 0.5;
  const h = (house.h / rows) * 0.55;
  for (let i = 0; i < columns * rows; i += 1) {
    const x = house.x + (((i % columns) + 0.5) * house.w) / columns - w / 2;
    const y = house.y + ((Math.floor(i / columns) + 0.5) * house.h) / rows - h / 2;
    const lean = slant * (1 - (y - house.y) / house.h);
    const glass = random.uniform(20, 110);
    const frame = random.uniform(140, 235);
    paintShape(image, slanted(x + lean, y, w, h, 0), () => [frame, frame, 0.95 * frame]);
    for (const side of [0.08, 0.54]) {
      const pane = slanted(x + lean + side * w, y + 0.08 * h, 0.38 * w, 0.84 * h, 0);
      paintShape(image, pane, (_, py) => {
        // Glass mirrors the sky: brighter towards the top.
        const sky = glass + (40 * (y + h - py)) / h;
        return [0.85 * sky, 0.95 * sky, 1.1 * sky];
      });
    }
  }
}
