import { applyChain, type ProcessingStep, type TrainingPhoto } from '@exifclip/datasets';
import type { RasterImage } from '@exifclip/image';
import { type PixelReader, predictTags } from '@exifclip/models';
import { tagOf } from '../photos/tag-of.ts';
import { bootstrapGroups, type Estimate } from './bootstrap-groups.ts';

/** How often `predictTags` puts the true value of a tag first. */
export interface TagReading {
  tag: string;
  /** Values to choose from. */
  candidates: number;
  /** Images that were read. */
  images: number;
  /** Share of them whose true value came first. */
  accuracy: Estimate;
  /** The share that always naming the most frequent value would get. */
  guess: number;
}

export interface TagReadingsOptions {
  /** Patches an image. */
  maxPatches: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

interface Reading {
  tag: string;
  group: string;
  truth: string;
  isRight: boolean;
}

/** Qualities that a JPEG is told apart by; with them photos are saved again. */
const qualities = ['50', '65', '80', '95'];

/**
 * Reads the make of every photo that names one, among all their makes, and the quality at which it
 * was last saved, of a first crop each.
 */
export async function tagReadings(
  photos: readonly TrainingPhoto[],
  reader: PixelReader,
  { maxPatches, onProgress, signal }: TagReadingsOptions,
): Promise<TagReading[]> {
  const makes = distinctMakes(photos);
  const candidates: Record<string, readonly string[]> = { Make: makes, JpegQuality: qualities };
  const first = async (image: RasterImage, tag: string): Promise<string> => {
    const options = { maxPatches, signal };
    const ranked = await predictTags(reader, image, { [tag]: candidates[tag]! }, options);
    return ranked[tag]![0]!.value;
  };
  const readings: Reading[] = [];
  for (const [i, photo] of photos.entries()) {
    const { group } = photo;
    const make = tagOf(photo, 'Make');
    const image = (await photo.crops())[0]!;
    if (make !== '') {
      const isRight = (await first(image, 'Make')).toLowerCase() === make.toLowerCase();
      readings.push({ tag: 'Make', group, truth: make.toLowerCase(), isRight });
    }
    for (const quality of qualities) {
      const saved = await applyChain(image, [jpeg(quality)]);
      const isSo = (await first(saved, 'JpegQuality')) === quality;
      readings.push({ tag: 'JpegQuality', group, truth: quality, isRight: isSo });
    }
    onProgress?.(i + 1, photos.length);
  }
  return Object.entries(candidates).flatMap(([tag, values]) => {
    const own = readings.filter((reading) => reading.tag === tag);
    return own.length === 0 ? [] : [summary(tag, values.length, own)];
  });
}

function distinctMakes(photos: readonly TrainingPhoto[]): string[] {
  const makes = photos.map((photo) => tagOf(photo, 'Make')).filter((make) => make !== '');
  return [...new Map(makes.map((make) => [make.toLowerCase(), make])).values()];
}

function jpeg(quality: string): ProcessingStep {
  return { kind: 'jpeg', quality: Number(quality), chromaSubsampling: '4:2:0' };
}

function summary(tag: string, candidates: number, readings: readonly Reading[]): TagReading {
  const accuracy = bootstrapGroups(
    readings.map(({ group }) => group),
    (weights) => {
      let [right, total] = [0, 0];
      for (const [i, { isRight }] of readings.entries()) {
        total += weights[i]!;
        if (isRight) right += weights[i]!;
      }
      return right / total;
    },
  )!;
  const counts = new Map<string, number>();
  for (const { truth } of readings) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  const guess = Math.max(...counts.values()) / readings.length;
  return { tag, candidates, images: readings.length, accuracy, guess };
}
