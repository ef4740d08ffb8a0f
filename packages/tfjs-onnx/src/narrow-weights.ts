import { encodeValues } from '@exifclip/nn/safetensors';
import onnxProto, { type onnx } from 'onnx-proto';
import { elementTypeCodes } from './element-type.ts';

/**
 * The same graph with its large weights stored as float16, about half of the bytes.
 *
 * A node a weight makes float32 of it again, which ONNX Runtime does once, as it loads the graph: it
 * computes in float32, as fast as before. Tensors of fewer than 1,024 elements stay as they are.
 *
 * @param model - the bytes of an .onnx file, such as `trace` makes
 * @returns the bytes of another; the input is left alone
 * @throws RangeError when the bytes are no ONNX model, or a weight is beyond float16's 65,504 or not
 *   finite
 */
export function narrowWeights(model: Uint8Array): Uint8Array {
  const { ModelProto } = onnxProto.onnx;
  const decoded = decodeModel(model);
  const { graph } = decoded;
  const large = new Set((graph.initializer ?? []).filter(isLarge));
  const initializer = graph.initializer?.map((tensor) =>
    large.has(tensor) ? narrowTensor(tensor) : tensor,
  );
  const node = [...Array.from(large, widen), ...graph.node!];
  const narrowed = { ...decoded, graph: { ...graph, initializer: initializer ?? [], node } };
  return ModelProto.encode(narrowed).finish().slice();
}

/** Smaller tensors are not worth a node. */
const fewestElements = 1024;
const float16Code = 10;
const float16Max = 65504;

function decodeModel(model: Uint8Array): onnx.IModelProto & { graph: onnx.IGraphProto } {
  const what = `expected an ONNX model with a graph, got ${model.length} bytes of something else`;
  let decoded: onnx.IModelProto;
  try {
    decoded = onnxProto.onnx.ModelProto.decode(model);
  } catch (cause) {
    throw new RangeError(what, { cause });
  }
  const { graph } = decoded;
  if (!graph?.node?.length) throw new RangeError(what);
  return { ...decoded, graph };
}

function isLarge({ dataType, rawData }: onnx.ITensorProto): boolean {
  return dataType === elementTypeCodes.float32 && (rawData?.length ?? 0) >= 4 * fewestElements;
}

function narrowTensor({ name, dims, rawData }: onnx.ITensorProto): onnx.ITensorProto {
  const values = new Float32Array(Uint8Array.from(rawData!).buffer);
  const wide = values.findIndex((value) => !(Math.abs(value) <= float16Max));
  if (wide >= 0) {
    throw new RangeError(`weight ${name} holds ${values[wide]} at ${wide}, beyond float16`);
  }
  return {
    name: storedName(name!),
    dataType: float16Code,
    dims: dims ?? [],
    rawData: encodeValues(values, 'float16'),
  };
}

/** The node that gives a weight the name and the type that the graph knows. */
function widen({ name }: onnx.ITensorProto): onnx.INodeProto {
  const { INT: type } = onnxProto.onnx.AttributeProto.AttributeType;
  const attribute = [{ name: 'to', type, i: elementTypeCodes.float32 }];
  return { opType: 'Cast', name: name!, input: [storedName(name!)], output: [name!], attribute };
}

function storedName(name: string): string {
  return `${name}/float16`;
}
