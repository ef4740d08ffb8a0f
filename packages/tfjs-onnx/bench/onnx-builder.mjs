// The least that is needed to write an ONNX graph by hand.
import onnxProto from 'onnx-proto';

const codes = { float32: 1, int64: 7 };

/** A graph that grows by one node a call of `op`, whose result is the name of the node's output. */
export function onnxBuilder() {
  const nodes = [];
  const constants = [];
  const inputs = [];
  let count = 0;

  const constant = (type, data, shape) => {
    const name = `c${count++}`;
    constants.push({ name, dataType: codes[type], dims: shape, rawData: bytesOf(data) });
    return name;
  };
  return {
    input(name, shape) {
      inputs.push(described(name, shape));
      return name;
    },
    floats: (data, shape) => constant('float32', data, shape),
    float: (value) => constant('float32', Float32Array.of(value), []),
    ints: (values) => constant('int64', BigInt64Array.from(values, BigInt), [values.length]),
    op(opType, input, attributes = {}) {
      const output = `v${count++}`;
      nodes.push({ opType, input, output: [output], attribute: attributesOf(attributes) });
      return output;
    },
    /** The file; the graph's outputs are given as value by name. */
    bytes(outputs) {
      const { ModelProto } = onnxProto.onnx;
      const named = Object.entries(outputs).map(([name, value]) => ({
        opType: 'Identity',
        input: [value],
        output: [name],
      }));
      const output = Object.keys(outputs).map((name) => described(name));
      const graph = { name: 'hand', node: [...nodes, ...named], initializer: constants };
      return ModelProto.encode(
        ModelProto.create({
          irVersion: 8,
          opsetImport: [{ domain: '', version: 17 }],
          graph: { ...graph, input: inputs, output },
        }),
      ).finish();
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function attributesOf(attributes) {
  return Object.entries(attributes).map(([name, value]) =>
    Array.isArray(value) ? { name, type: 7, ints: value } : { name, type: 2, i: value },
  );
}

function described(name, shape) {
  const dims = shape && { shape: { dim: shape.map((extent) => ({ dimValue: extent })) } };
  return { name, type: { tensorType: { elemType: codes.float32, ...dims } } };
}
