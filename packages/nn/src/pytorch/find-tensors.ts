import { PickleProblem } from './pickle-problem.ts';
import type { PickleValue } from './pickle-value.ts';
import { TensorRecipe } from './tensor-recipe.ts';

/** A tensor in a checkpoint's content. */
export interface FoundTensor {
  /** The keys and positions that lead to it. */
  path: readonly string[];
  tensor: TensorRecipe;
}

const deepest = 64;
const longestPath = 2000;

/**
 * All tensors within dictionaries, lists and tuples, in the order of the file. A container that is
 * there twice (or within itself) is looked into once, so that the work grows with the file only.
 *
 * @throws PickleProblem when containers lie more than 64 deep
 */
export function findTensors(root: PickleValue): FoundTensor[] {
  const found: FoundTensor[] = [];
  const seen = new Set<PickleValue>();
  const visit = (value: PickleValue, path: readonly string[]): void => {
    if (value instanceof TensorRecipe) {
      found.push({ path, tensor: value });
      return;
    }
    const children = childrenOf(value);
    if (children === undefined || seen.has(value)) return;
    seen.add(value);
    if (path.length >= deepest) throw new PickleProblem(`has containers more than ${deepest} deep`);
    for (const [key, child] of children) {
      if (typeof child !== 'object' || child === null) continue;
      visit(child, [...path, keyText(key)]);
    }
  };
  visit(root, []);
  return found;
}

function childrenOf(value: PickleValue): Iterable<[PickleValue, PickleValue]> | undefined {
  if (value instanceof Map) return value.entries();
  return Array.isArray(value) ? value.entries() : undefined;
}

function keyText(key: PickleValue): string {
  const text = typeof key === 'string' ? key : String(typeof key === 'object' ? 'object' : key);
  if (text.length <= longestPath) return text;
  throw new PickleProblem(`has a name of ${text.length} characters`);
}
