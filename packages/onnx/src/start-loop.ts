import type { OnnxLoop } from './onnx-loop.ts';
import type { InferenceSession, OrtModule, Tensor } from './runtime.ts';
import type { TensorData, TensorValue } from './tensor-value.ts';
import { toFeeds } from './to-feeds.ts';
import { toValue } from './to-value.ts';

/** A session of ONNX Runtime with what goes with it. */
export interface LoadedSession {
  readonly ort: OrtModule;
  readonly session: InferenceSession;
  /** What the model is called in errors. */
  readonly name: string;
  /** Whether a run writes into tensors that it is given; WebAssembly keeps its own memory. */
  readonly writesInPlace: boolean;
  assertUsable(): void;
}

/** See `OnnxSession.loop`. */
export function startLoop(
  loaded: LoadedSession,
  start: Readonly<Record<string, TensorValue>>,
  successors: Readonly<Record<string, string>>,
): OnnxLoop {
  const { ort, session, name } = loaded;
  const kept = Object.keys(successors);
  assertSuccessors(loaded, kept, Object.values(successors));
  const others = session.inputNames.filter((input) => !kept.includes(input));
  const results = session.outputNames.filter(
    (output) => !Object.values(successors).includes(output),
  );
  let current: Record<string, Tensor> = toFeeds(ort, session, copies(start), name, kept);
  let spare: Record<string, Tensor | null> = emptied(loaded, current);
  let running = false;
  let disposed = false;

  const assertFree = (): void => {
    loaded.assertUsable();
    if (disposed) throw new Error(`${name}: a loop was used after dispose`);
    if (running) throw new Error(`${name}: expected one run of a loop at a time`);
  };
  return {
    async run(inputs) {
      assertFree();
      const feeds = { ...toFeeds(ort, session, inputs, name, others), ...current };
      const fetches: Record<string, Tensor | null> = {};
      for (const output of results) fetches[output] = null;
      for (const input of kept) fetches[successors[input]!] = spare[input]!;
      running = true;
      try {
        const outputs = (await session.run(feeds, fetches)) as Record<string, Tensor>;
        if (loaded.writesInPlace) spare = current;
        current = Object.fromEntries(kept.map((input) => [input, outputs[successors[input]!]!]));
        return Object.fromEntries(results.map((output) => [output, toValue(outputs[output]!)]));
      } finally {
        running = false;
      }
    },
    async read() {
      assertFree();
      return copies(
        Object.fromEntries(kept.map((input) => [input, toValue(current[input]!)] as const)),
      );
    },
    async dispose() {
      disposed = true;
      current = {};
      spare = {};
    },
  };
}

function assertSuccessors(
  { session, name }: LoadedSession,
  inputs: readonly string[],
  outputs: readonly string[],
): void {
  const unknown = [
    ...inputs.filter((input) => !session.inputNames.includes(input)),
    ...outputs.filter((output) => !session.outputNames.includes(output)),
  ];
  if (unknown.length > 0) {
    throw new TypeError(`${name}: expected names of inputs and outputs, got ${unknown.join(', ')}`);
  }
  if (new Set(outputs).size < outputs.length) {
    throw new TypeError(`${name}: expected a successor of its own for each input`);
  }
  for (const [i, input] of inputs.entries()) {
    const taken = session.inputMetadata[session.inputNames.indexOf(input)]!;
    const given = session.outputMetadata[session.outputNames.indexOf(outputs[i]!)]!;
    if (describe(taken) !== describe(given)) {
      throw new TypeError(
        `${name}: expected a successor of input ${input}, ${describe(taken)}, got ${outputs[i]}, ${describe(given)}`,
      );
    }
  }
}

function describe(value: InferenceSession.ValueMetadata): string {
  return value.isTensor ? `${value.type} [${value.shape.join(', ')}]` : 'no tensor';
}

function copies(values: Readonly<Record<string, TensorValue>>): Record<string, TensorValue> {
  return Object.fromEntries(
    Object.entries(values).map(([key, { data, shape }]) => [
      key,
      { data: data.slice() as TensorData, shape: [...shape] },
    ]),
  );
}

/** Tensors of the same types and shapes to write into, where the runtime does that. */
function emptied(
  { ort, writesInPlace }: LoadedSession,
  tensors: Readonly<Record<string, Tensor>>,
): Record<string, Tensor | null> {
  return Object.fromEntries(
    Object.entries(tensors).map(([key, { type, data, dims }]) => [
      key,
      writesInPlace ? new ort.Tensor(type, (data as TensorData).slice() as TensorData, dims) : null,
    ]),
  );
}
