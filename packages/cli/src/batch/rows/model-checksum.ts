import { hash } from 'node:crypto';
import type { Model } from '@exifclip/models';

/** Tells a model from another one of its name: of the files that decide on rows. */
export function modelChecksum({ config: { files } }: Model): string {
  const deciding = ['patch-encoder.onnx', 'whitening.safetensors', 'calibration.json'];
  return hash('sha256', deciding.map((name) => files[name]?.sha256 ?? 'none').join(' '));
}
