import type { GraphValue, ValueType } from './graph-value.ts';

/**
 * Computes a node whose inputs are all constants, as long as that makes no file larger.
 *
 * Sums, products, quotients and roots in double precision, rounded once, are what float32
 * arithmetic gives, so folding changes no bit of the result.
 *
 * @returns the elements of the output; undefined where the node has to stay
 */
export function foldConstants(
  operator: string,
  inputs: readonly GraphValue[],
  { type, shape }: ValueType,
): Float32Array | undefined {
  const compute = arithmetic[operator];
  if (compute === undefined || type !== 'float32') return undefined;
  const constants = inputs.map(({ constant }) => constant);
  if (!constants.every((elements) => elements instanceof Float32Array)) return undefined;
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size > Math.max(...constants.map((elements) => elements.length))) return undefined;
  const steps = inputs.map((input) => broadcastSteps(input.shape, shape));
  return Float32Array.from({ length: size }, (_, at) =>
    compute(...constants.map((elements, i) => elements[offset(at, shape, steps[i]!)]!)),
  );
}

const arithmetic: Readonly<Record<string, (...operands: number[]) => number>> = {
  Add: (a, b) => a! + b!,
  Sub: (a, b) => a! - b!,
  Mul: (a, b) => a! * b!,
  Div: (a, b) => a! / b!,
  Neg: (a) => -a!,
  Sqrt: (a) => Math.sqrt(a!),
  Reciprocal: (a) => 1 / a!,
};

/** How far an input moves for a step along each axis of the output; 0 where it is broadcast. */
function broadcastSteps(shape: readonly number[], output: readonly number[]): number[] {
  const missing = output.length - shape.length;
  let stride = 1;
  const steps = new Array<number>(output.length).fill(0);
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1) steps[axis + missing] = stride;
    stride *= shape[axis]!;
  }
  return steps;
}

/** Where an input keeps what goes into element `at` of the output. */
function offset(at: number, output: readonly number[], steps: readonly number[]): number {
  let rest = at;
  let sum = 0;
  for (let axis = output.length - 1; axis >= 0; axis -= 1) {
    sum += (rest % output[axis]!) * steps[axis]!;
    rest = Math.floor(rest / output[axis]!);
  }
  return sum;
}
