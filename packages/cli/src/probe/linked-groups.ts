/**
 * Groups items that share something, directly or through others.
 *
 * @param keys what each item has, at least one key
 * @returns the name of each item's group: one of the group's keys
 */
export function linkedGroups(keys: readonly (readonly string[])[]): string[] {
  const parents = new Map<string, string>();
  for (const [first, ...others] of keys) {
    for (const other of others) {
      const [a, b] = [root(parents, first!), root(parents, other)];
      if (a !== b) parents.set(b, a);
    }
  }
  return keys.map(([first]) => root(parents, first!));
}

function root(parents: ReadonlyMap<string, string>, key: string): string {
  let found = key;
  for (let next = parents.get(found); next !== undefined; next = parents.get(found)) found = next;
  return found;
}
