import type { InferenceSession, OrtModule, Tensor } from './runtime.ts';
import type { TensorData, TensorValue } from './tensor-value.ts';

/**
 * Checks the inputs against what the graph declares, and wraps them for ONNX Runtime.
 *
 * @param wanted the inputs that have to be there; all of the graph's unless said otherwise
 * @throws TypeError when one is missing, unknown, or not of the declared type and shape
 */
export function toFeeds(
  ort: OrtModule,
  session: InferenceSession,
  inputs: Readonly<Record<string, TensorValue>>,
  name: string,
  wanted: readonly string[] = session.inputNames,
): Record<string, Tensor> {
  for (const key of Object.keys(inputs)) {
    if (!wanted.includes(key)) {
      throw new TypeError(`${name}: expected inputs ${wanted.join(', ')}, got ${key}`);
    }
  }
  const feeds: Record<string, Tensor> = {};
  session.inputNames.forEach((key, position) => {
    if (!wanted.includes(key)) return;
    const value = inputs[key];
    if (value === undefined) throw new TypeError(`${name}: expected an input ${key}, got none`);
    const what = `${name}: input ${key}`;
    const type = elementType(value.data, what);
    assertDeclared(session.inputMetadata[position], type, value.shape, what);
    assertFilled(value, what);
    feeds[key] = new ort.Tensor(type, value.data, value.shape);
  });
  return feeds;
}

function elementType(data: TensorData, what: string): 'float32' | 'int32' | 'uint8' | 'int64' {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array) return 'uint8';
  if (data instanceof BigInt64Array) return 'int64';
  const got = Object.prototype.toString.call(data).slice(8, -1);
  throw new TypeError(
    `${what}: expected a Float32Array, Int32Array, Uint8Array or BigInt64Array, got ${got}`,
  );
}

function assertDeclared(
  declared: InferenceSession.ValueMetadata | undefined,
  type: string,
  shape: readonly number[],
  what: string,
): void {
  if (!declared?.isTensor) return;
  if (declared.type !== type) {
    throw new TypeError(`${what}: expected ${declared.type} data, got ${type}`);
  }
  // A graph that leaves a shape open declares [], and so does a scalar.
  if (declared.shape.length === 0) return;
  const fits =
    shape.length === declared.shape.length &&
    declared.shape.every((extent, axis) => typeof extent === 'string' || extent === shape[axis]);
  if (!fits) {
    throw new TypeError(
      `${what}: expected the shape [${declared.shape.join(', ')}], got [${shape.join(', ')}]`,
    );
  }
}

function assertFilled({ data, shape }: TensorValue, what: string): void {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size === data.length) return;
  throw new TypeError(
    `${what}: expected ${size} elements for [${shape.join(', ')}], got ${data.length}`,
  );
}
