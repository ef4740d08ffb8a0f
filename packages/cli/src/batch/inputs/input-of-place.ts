import { readFile } from 'node:fs/promises';
import { readRange } from '@exifclip/datasets/files';
import type { RowInput } from '../rows/row-maker.ts';
import type { InputPlace } from './input-place.ts';

/** An input whose bytes are read from the disk when they are asked for. */
export function inputOfPlace({ path, member }: InputPlace): RowInput {
  if (member === undefined) return { path, bytes: () => readFile(path) };
  const { archive, offset, size } = member;
  return { path, bytes: () => readRange(archive, offset, size) };
}
