import { rowNorms } from './row-norms.ts';

/**
 * A query as cosines take it: of length 1, in double precision.
 *
 * @throws RangeError when it is not `dim` finite numbers, or zero
 */
export function unitQuery(query: Float32Array, dim: number): Float64Array {
  if (query.length !== dim) {
    throw new RangeError(`expected a query of ${dim} numbers, got ${query.length}`);
  }
  const [norm = 0] = rowNorms(query, dim);
  if (norm === 0) {
    throw new RangeError('expected a query of finite numbers that are not all zero');
  }
  return Float64Array.from(query, (value) => value / norm);
}
