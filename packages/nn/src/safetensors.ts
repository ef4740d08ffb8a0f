export {
  type ReadSafetensorsOptions,
  readSafetensors,
  type SafetensorsFile,
} from './read-safetensors.ts';
export type { SafetensorsArray, SafetensorsValues } from './safetensors-array.ts';
export { SafetensorsError } from './safetensors-error.ts';
export { writeSafetensors } from './write-safetensors.ts';
