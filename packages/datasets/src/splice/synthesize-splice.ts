import type { RasterImage } from '@exifclip/image';
import { readMask } from '../benchmarks/read-mask.ts';
import { applyChain } from '../chain/apply-chain.ts';
import type { ProcessingOptions } from '../chain/apply-step.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import { resizeImage } from '../chain/resize-image.ts';
import { createRandom } from '../random/random.ts';
import { donorRegion, type SpliceRegion } from './donor-region.ts';
import { type Blend, pasteCutout } from './paste-cutout.ts';
import type { Point } from './polygon.ts';
import type { SplicedImage } from './splice-images.ts';

export interface SynthesizeSpliceOptions extends Omit<ProcessingOptions, 'random'> {
  /** Decides on all that is not given. @defaultValue 0 */
  seed?: number | string;
  /** What is cut out of the donor. @defaultValue a blob, a stroke or like colours, drawn */
  region?: SpliceRegion;
  /** Its area as a share of the host, above 0 and at most 0.5. @defaultValue drawn, 0.04…0.3 */
  areaShare?: number;
  /** Where its upper left corner comes to lie, in pixels of the host. @defaultValue drawn, inside */
  at?: Point;
  /** What the donor is scaled by first. @defaultValue 1 */
  donorScale?: number;
  /** Edits of the donor, after scaling. @defaultValue `[]` */
  donorChain?: readonly ProcessingStep[];
  /** How the seam is hidden. @defaultValue drawn: nothing, a feather of up to 1.5 pixels, gradient */
  blend?: Blend;
  /** Edits of the whole; the mask follows its resizing. @defaultValue `[]` */
  chain?: readonly ProcessingStep[];
}

/** What was done, as plain values for a manifest. */
export interface SpliceRecord {
  seed: number | string;
  region: SpliceRegion['kind'];
  /** Spliced pixels as a share of the result. */
  areaShare: number;
  /** Upper left corner in the host and in the scaled donor, and size, in pixels. */
  at: Point;
  donorAt: Point;
  width: number;
  height: number;
  donorScale: number;
  blend: Blend;
  donorChain: readonly ProcessingStep[];
  chain: readonly ProcessingStep[];
}

/** An image with a pasted part, where that is, and how it came there. */
export interface SynthesizedSplice extends SplicedImage {
  record: SpliceRecord;
}

/**
 * Makes a forgery: a region of one photo, perhaps scaled and processed, pasted into another and the
 * whole processed. The same photos and options give the same forgery.
 *
 * @throws RangeError for an area, a scale or a mask out of its range
 */
export async function synthesizeSplice(
  host: RasterImage,
  donor: RasterImage,
  options: SynthesizeSpliceOptions = {},
): Promise<SynthesizedSplice> {
  const { seed = 0, donorScale = 1, donorChain = [], chain = [] } = options;
  const random = createRandom(seed, 'splice');
  const {
    region = { kind: random.pick(['polygon', 'brush', 'similar'] as const) },
    areaShare = random.logUniform(0.04, 0.3),
    blend = drawBlend(random),
  } = options;
  if (!(areaShare > 0 && areaShare <= 0.5)) {
    throw new RangeError(`expected an area share above 0 and at most 0.5, got ${areaShare}`);
  }
  const scaled = donorScale === 1 ? donor : resizeImage(donor, donorScale, 'bicubic');
  const processing = { ...options, random };
  const source = await applyChain(scaled, donorChain, processing);
  const area = areaShare * host.width * host.height;
  const part = donorRegion(source, region, area, host, random);
  const at = options.at ?? {
    x: random.integer(host.width - part.width + 1),
    y: random.integer(host.height - part.height + 1),
  };
  const pasted = pasteCutout(host, source, part, at, blend);
  const image = await applyChain(pasted.image, chain, processing);
  const mask = followResize(pasted.mask, image);
  const spliced = mask.data.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  const record: SpliceRecord = {
    seed,
    region: region.kind,
    areaShare: spliced / mask.data.length,
    at,
    donorAt: { x: part.x, y: part.y },
    width: part.width,
    height: part.height,
    donorScale,
    blend,
    donorChain,
    chain,
  };
  return { image, mask, record };
}

function drawBlend(random: ReturnType<typeof createRandom>): Blend {
  const kind = random.pick(['none', 'feather', 'gradient'] as const);
  return kind === 'feather' ? { kind, sigma: random.uniform(0.3, 1.5) } : { kind };
}

function followResize(mask: SplicedImage['mask'], image: RasterImage): SplicedImage['mask'] {
  const [height, width] = mask.shape as [number, number];
  if (width === image.width && height === image.height) return mask;
  const data = Uint8Array.from({ length: 3 * mask.data.length }, (_, i) => mask.data[(i / 3) | 0]!);
  const truth = readMask({ data, width, height, channels: 3 }, image, {
    spliced: 'white',
    stretch: true,
  });
  return { data: truth.data.map((value) => 255 * value), shape: truth.shape };
}
