/** The entries below a level, under their full names. */
export function under<T>(record: Readonly<Record<string, T>>, level: string): Record<string, T> {
  const entries = Object.entries(record).filter(([name]) => name.startsWith(`${level}/`));
  return Object.fromEntries(entries);
}
