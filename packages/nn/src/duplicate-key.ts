/** A string, or a bracket that opens or closes an object or a list. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g;
const colon = /\s*:/y;

/**
 * The first name that one object of a JSON text gives twice: `JSON.parse` would keep the last and
 * say nothing.
 *
 * @param json a text that `JSON.parse` takes
 */
export function duplicateKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: found, index } of json.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(undefined);
    else if (found === '}' || found === ']') open.pop();
    else {
      colon.lastIndex = index + found.length;
      if (!colon.test(json)) continue;
      const key = JSON.parse(found) as string;
      const keys = open.at(-1)!;
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return undefined;
}
