import type { Random } from '../random/random.ts';

export interface FractalNoiseOptions {
  /** Size of the largest clouds in pixels. @defaultValue the longer side */
  scale?: number;
  /** How much weaker each halving of the size is: 0.5 is smooth, 0.8 rough. @defaultValue 0.6 */
  roughness?: number;
  /** How much longer the clouds are along a row than down a column. @defaultValue 1 */
  stretch?: number;
}

/**
 * Noise with detail at every scale, about 1/f: smoothly interpolated random lattices, each half as
 * coarse as the one before, down to single pixels.
 *
 * @returns `height * width` values, of mean about 0 and standard deviation 1, row-major
 */
export function fractalNoise(
  width: number,
  height: number,
  random: Random,
  { scale = Math.max(width, height), roughness = 0.6, stretch = 1 }: FractalNoiseOptions = {},
): Float32Array {
  const sum = new Float32Array(width * height);
  let weight = 1;
  let power = 0;
  for (let cell = scale; cell >= 1; cell /= 2) {
    addLattice(sum, width, { across: cell * stretch, down: cell, weight }, random);
    // Variance of smooth interpolation between uniform numbers of −1…1.
    power += weight * weight * LATTICE_VARIANCE;
    weight *= roughness;
  }
  const gain = power > 0 ? 1 / Math.sqrt(power) : 0;
  for (let i = 0; i < sum.length; i += 1) sum[i] = sum[i]! * gain;
  return sum;
}

/** (1/3 of a uniform's variance) times (26/35)², the mean of a²+(1−a)² over a smooth step, squared. */
const LATTICE_VARIANCE = (1 / 3) * (26 / 35) ** 2;

function addLattice(
  sum: Float32Array,
  width: number,
  { across, down, weight }: { across: number; down: number; weight: number },
  random: Random,
): void {
  const height = sum.length / width;
  const columns = Math.ceil(width / across) + 3;
  const rows = Math.ceil(height / down) + 3;
  const lattice = Float32Array.from({ length: columns * rows }, () => random.uniform(-1, 1));
  const shiftX = random.next();
  const shiftY = random.next();
  const cells = Int32Array.from({ length: width }, (_, x) => Math.floor(x / across + shiftX));
  const steps = Float32Array.from(cells, (cell, x) => smooth(x / across + shiftX - cell));
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y += 1) {
    const v = y / down + shiftY;
    const b = smooth(v - Math.floor(v));
    const row = Math.floor(v) * columns;
    for (let i = 0; i < columns; i += 1) {
      const upper = lattice[row + i]!;
      line[i] = weight * (upper + b * (lattice[row + i + columns]! - upper));
    }
    for (let x = 0, to = y * width; x < width; x += 1, to += 1) {
      const left = line[cells[x]!]!;
      sum[to] = sum[to]! + left + steps[x]! * (line[cells[x]! + 1]! - left);
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
