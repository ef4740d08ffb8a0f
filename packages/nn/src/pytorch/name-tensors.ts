import { type FoundTensor, findTensors } from './find-tensors.ts';
import { PickleProblem } from './pickle-problem.ts';
import type { PickleValue } from './pickle-value.ts';

/** Under which key training scripts keep the state dictionary of the model. */
const stateKeys = ['model', 'state_dict', 'model_state_dict', 'module', 'net', 'weights'];

/**
 * The tensors of a checkpoint by name: those of the model's state dictionary by their names in it,
 * others (an optimiser's) by all the keys that lead to them, with dots between.
 *
 * @throws PickleProblem when two tensors have one name even so
 */
export function nameTensors(root: PickleValue): Map<string, FoundTensor> {
  const found = findTensors(root);
  const stateKey = stateKeys.find((key) => root instanceof Map && root.get(key) instanceof Map);
  const named = new Map<string, FoundTensor>();
  for (const entry of found) {
    const [first, ...rest] = entry.path;
    const inner = first === stateKey && rest.length > 0 ? rest : entry.path;
    const short = inner.join('.');
    const name = named.has(short) ? entry.path.join('.') : short;
    if (named.has(name)) throw new PickleProblem(`has two tensors named ${name.slice(0, 200)}`);
    named.set(name, entry);
  }
  return named;
}
