import type { GreyImage } from './central-grey.ts';

/** Shortest side that is looked at: a shorter one has too few frequencies to compare with. */
const shortestSide = 128;

/**
 * How strongly an image repeats itself in the way interpolation leaves behind: enlarging gives
 * every new pixel one of a few sets of weights in turn, so that second differences are periodic
 * (Gallagher, "Detection of linear and cubic interpolation in JPEG compressed images", 2005).
 *
 * The mean second difference of every column (and row) is taken to frequencies; the highest peak
 * counts, in units of the median of its surroundings. Periods that a camera and a JPEG have by
 * themselves (2, 4 and 8 pixels, and their multiples of frequency) are left out. Images shrunk
 * with a proper filter hardly show it.
 *
 * @returns about 3 for an image that was not resized; 0 when it is smaller than 128 pixels a side
 */
export function resamplingPeak(image: GreyImage): number {
  if (Math.min(image.width, image.height) < shortestSide) return 0;
  const { across, down } = secondDifferences(image);
  return Math.max(highestPeak(across), highestPeak(down));
}

function secondDifferences({ data, width, height }: GreyImage) {
  const across = new Float64Array(width - 2);
  const down = new Float64Array(height - 2);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      const twice = 2 * data[i]!;
      across[x - 1]! += Math.abs(twice - data[i - 1]! - data[i + 1]!);
      down[y - 1]! += Math.abs(twice - data[i - width]! - data[i + width]!);
    }
  }
  return { across, down };
}

/** Frequencies a side whose median a peak is compared with. */
const surroundings = 24;

function highestPeak(values: Float64Array): number {
  const magnitudes = spectrum(logRatios(values));
  const length = values.length;
  let highest = 0;
  // Slow changes are those of the picture.
  for (let k = Math.ceil(length / 16); k < magnitudes.length; k++) {
    if (isOwnPeriod(k / length, 1.5 / length)) continue;
    const near = magnitudes.slice(Math.max(1, k - surroundings), k + surroundings + 1).sort();
    const floor = near[near.length >> 1]!;
    if (floor > 0) highest = Math.max(highest, magnitudes[k]! / floor);
  }
  return highest;
}

/** A value over its neighbours' mean, so that bright edges and dark areas weigh alike. */
function logRatios(values: Float64Array): Float64Array {
  const logs = values.map((value) => Math.log(value + 1));
  return logs.map((value, i) => {
    const before = logs[Math.max(0, i - 1)]!;
    const after = logs[Math.min(logs.length - 1, i + 1)]!;
    return value - (before + value + after) / 3;
  });
}

/** Whether a frequency, in cycles a pixel, is a multiple of an eighth. */
function isOwnPeriod(frequency: number, tolerance: number): boolean {
  const nearest = Math.round(frequency * 8) / 8;
  return Math.abs(frequency - nearest) <= tolerance;
}

/** Magnitudes of the frequencies 0…half; a Hann window keeps peaks narrow. */
function spectrum(values: Float64Array): Float64Array {
  const length = values.length;
  const cosine = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
  const windowed = values.map((value, i) => value * (1 - cosine[i]!));
  const quarter = Float64Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * i) / length));
  return Float64Array.from({ length: Math.floor(length / 2) }, (_, k) => {
    let real = 0;
    let imaginary = 0;
    for (let i = 0, turn = 0; i < length; i++) {
      real += windowed[i]! * cosine[turn]!;
      imaginary += windowed[i]! * quarter[turn]!;
      turn += k;
      if (turn >= length) turn -= length;
    }
    return Math.hypot(real, imaginary);
  });
}
