/**
 * The same entries in the order of their names' UTF-16 code units.
 *
 * A step adds up over all parameters where it clips gradients, and a sum of floats depends on the
 * order of its terms. A checkpoint keeps no order, so engines bring what they are given into this
 * one; otherwise a resumed run would leave the path of an uninterrupted one by rounding.
 */
export function sortByName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
