export { blobSource } from './blob-source.ts';
export type { ByteSource, ReadOptions } from './byte-source.ts';
export { bytesSource } from './bytes-source.ts';
export type { ElementType } from './element-type.ts';
export { encodeValues, type NarrowFloat } from './encode-values.ts';
export { type OpenSafetensors, openSafetensors } from './open-safetensors.ts';
export {
  type ReadSafetensorsOptions,
  readSafetensors,
  type SafetensorsFile,
} from './read-safetensors.ts';
export { readValues } from './read-values.ts';
export { SafetensorsError } from './safetensors-error.ts';
export { storedArray } from './stored-array.ts';
export type { StoredTensor } from './stored-tensor.ts';
export { type StreamSafetensorsOptions, streamSafetensors } from './stream-safetensors.ts';
export type { WeightArray, WeightValues } from './weight-array.ts';
export { writeSafetensors } from './write-safetensors.ts';
