import { broadcast, broadcastLike } from '../broadcast.ts';
import { castValue } from '../cast-value.ts';
import { addNode, type Graph } from '../graph.ts';
import type { GraphValue, ValueType } from '../graph-value.ts';
import type { Recorder, Recorders } from '../recorder.ts';
import type { TracedTensor } from '../traced-tensor.ts';
import { uniformValue } from '../uniform-tensor.ts';

const arithmetic: Readonly<Record<string, string>> = {
  Add: 'Add',
  Sub: 'Sub',
  Multiply: 'Mul',
  RealDiv: 'Div',
  Maximum: 'Max',
  Minimum: 'Min',
  Pow: 'Pow',
};

const comparisons: Readonly<Record<string, string>> = {
  Equal: 'Equal',
  Greater: 'Greater',
  GreaterEqual: 'GreaterOrEqual',
  Less: 'Less',
  LessEqual: 'LessOrEqual',
  LogicalAnd: 'And',
  LogicalOr: 'Or',
};

const notEqual: Recorder<'a' | 'b'> = ({ graph, inputs: { a, b } }) =>
  broadcast(graph, [a, b], 'bool', (values, output) =>
    addNode(graph, 'Not', [addNode(graph, 'Equal', values, output)], output),
  );

const squaredDifference: Recorder<'a' | 'b'> = ({ graph, inputs: { a, b } }) =>
  broadcast(graph, [a, b], a.dtype, (values, output) => {
    const difference = addNode(graph, 'Sub', values, output);
    return addNode(graph, 'Mul', [difference, difference], output);
  });

const floorDiv: Recorder<'a' | 'b'> = ({ graph, inputs: { a, b } }) =>
  broadcast(graph, [a, b], a.dtype, (values, output) => flooredQuotient(graph, values, output));

/** What is left of a when it is divided by b and the quotient rounded down. */
const mod: Recorder<'a' | 'b'> = ({ graph, inputs: { a, b } }) =>
  broadcast(graph, [a, b], a.dtype, (values, output) => {
    const whole = flooredQuotient(graph, values, output);
    const multiple = addNode(graph, 'Mul', [whole, values[1]!], output);
    return addNode(graph, 'Sub', [values[0]!, multiple], output);
  });

const addN: Recorder = ({ graph, list }) =>
  list.reduce((sum, term) =>
    broadcast(graph, [sum, term], sum.dtype, (values, output) =>
      addNode(graph, 'Add', values, output),
    ),
  );

const select: Recorder<'condition' | 't' | 'e'> = ({ graph, inputs: { condition, t, e } }) =>
  broadcast(graph, [condition, t, e], t.dtype, (values, output) =>
    addNode(graph, 'Where', values, output),
  );

export const binaryRecorders: Recorders = {
  ...Object.fromEntries(
    Object.entries(arithmetic).map(([kernel, operator]) => [kernel, arithmeticOf(operator)]),
  ),
  ...Object.fromEntries(
    Object.entries(comparisons).map(([kernel, operator]) => [kernel, comparisonOf(operator)]),
  ),
  NotEqual: notEqual,
  SquaredDifference: squaredDifference,
  FloorDiv: floorDiv,
  Mod: mod,
  AddN: addN,
  Select: select,
};

function arithmeticOf(operator: string): Recorder<'a' | 'b'> {
  return ({ graph, inputs: { a, b } }) =>
    withoutEffect(graph, operator, a, b) ??
    broadcast(graph, [a, b], a.dtype, (values, output) => addNode(graph, operator, values, output));
}

function comparisonOf(operator: string): Recorder<'a' | 'b'> {
  return ({ graph, inputs: { a, b } }) =>
    broadcast(graph, [a, b], 'bool', (values, output) => addNode(graph, operator, values, output));
}

const neutral: Readonly<Record<string, number>> = { Mul: 1, Div: 1, Add: 0, Sub: 0 };

/** Multiplying by a uniform 1 or adding a uniform 0 (tfjs's gradients are full of both). */
function withoutEffect(
  graph: Graph,
  operator: string,
  a: TracedTensor,
  b: TracedTensor,
): TracedTensor | undefined {
  const number = neutral[operator];
  if (number === undefined) return undefined;
  if (uniformValue(b) === number) return broadcastLike(graph, a, b);
  const commutes = operator === 'Mul' || operator === 'Add';
  return commutes && uniformValue(a) === number ? broadcastLike(graph, b, a) : undefined;
}

function flooredQuotient(
  graph: Graph,
  values: readonly GraphValue[],
  output: ValueType,
): GraphValue {
  // ONNX divides integers towards zero, tfjs's floorDiv rounds down.
  const floats = values.map((value) => castValue(graph, value, 'float32'));
  const float = { type: 'float32' as const, shape: output.shape };
  const quotient = addNode(graph, 'Div', floats, float);
  return castValue(graph, addNode(graph, 'Floor', [quotient], float), output.type);
}
