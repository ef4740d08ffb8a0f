import { readSafetensors, type SafetensorsFile } from '@exifclip/nn/safetensors';
import { CheckpointError } from './checkpoint-error.ts';
import type { JsonValue } from './json-value.ts';
import { stateChecksum } from './state-checksum.ts';
import type { TrainState } from './train-state.ts';

export interface ParseTrainStateOptions {
  /** What the bytes are called in error messages. @defaultValue 'checkpoint' */
  name?: string;
}

/**
 * The state that `serializeTrainState` wrote.
 *
 * @throws CheckpointError when the bytes are damaged or something else
 */
export function parseTrainState(
  bytes: Uint8Array,
  options: ParseTrainStateOptions = {},
): TrainState {
  const { name = 'checkpoint' } = options;
  const { tensors, metadata } = read(bytes, name);
  const arrays = Object.entries(tensors).map(([key, { data, shape }]) => {
    if (!(data instanceof Float32Array) || !/^(parameters|optimizer)\//.test(key)) {
      throw new CheckpointError(name, `expected parameters and optimizer in float32, got "${key}"`);
    }
    return [key, { data, shape }] as const;
  });
  const step = wholeNumber(metadata.step, 'step', name);
  const seed = wholeNumber(metadata.seed, 'seed', name);
  const state = { step, seed, arrays: Object.fromEntries(arrays) };
  const sum = stateChecksum(state.arrays);
  if ((metadata.crc32c ?? sum) !== sum) {
    throw new CheckpointError(name, `damaged: expected checksum ${metadata.crc32c}, got ${sum}`);
  }
  const position = readPosition(metadata.position, name);
  return position === undefined ? state : { ...state, position };
}

function read(bytes: Uint8Array, name: string): SafetensorsFile {
  try {
    return readSafetensors(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CheckpointError(name, `not a whole checkpoint: ${why}`, { cause });
  }
}

function readPosition(text: string | undefined, name: string): JsonValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new CheckpointError(name, `expected a position in JSON, got ${text}`, { cause });
  }
}

function wholeNumber(text: string | undefined, what: string, name: string): number {
  const value = Number(text ?? Number.NaN);
  if (!Number.isSafeInteger(value) || text === '') {
    throw new CheckpointError(name, `expected a whole ${what} in the metadata, got ${text}`);
  }
  return value;
}
