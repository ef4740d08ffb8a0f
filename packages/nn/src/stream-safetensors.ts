import type { ReadOptions } from './byte-source.ts';
import { elementBytes } from './element-type.ts';
import { safetensorsLayout } from './safetensors-layout.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { tensorSize } from './tensor-size.ts';

export interface StreamSafetensorsOptions extends ReadOptions {
  /** Free-form strings, kept in the header. @defaultValue none */
  metadata?: Readonly<Record<string, string>>;
  /** Told after every tensor, in bytes of values. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * The bytes of a safetensors file in parts: the header, then one tensor after the other, each read
 * when its turn comes, so that no more than one is in memory. The bytes are those of
 * `writeSafetensors`.
 *
 * @throws RangeError when a name comes twice or is `__metadata__`, or a tensor's bytes do not fill
 * its shape
 */
export async function* streamSafetensors(
  tensors: Iterable<StoredTensor>,
  { metadata = {}, onProgress, signal }: StreamSafetensorsOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { start, ordered, dataBytes } = safetensorsLayout(tensors, metadata);
  yield start;
  let done = 0;
  for (const tensor of ordered) {
    signal?.throwIfAborted();
    const bytes = await tensor.bytes(signal === undefined ? {} : { signal });
    const expected = tensorSize(tensor.shape) * elementBytes[tensor.dtype];
    if (bytes.length !== expected) {
      throw new RangeError(
        `expected ${expected} bytes of "${tensor.name}" [${tensor.shape}], got ${bytes.length}`,
      );
    }
    if (bytes.length > 0) yield bytes;
    done += bytes.length;
    onProgress?.(done, dataBytes);
  }
}
