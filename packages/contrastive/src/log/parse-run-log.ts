/** What a log says of a step: its number, counted from 1, and scalars by name. */
export interface LoggedStep {
  readonly step: number;
  readonly scalars: Readonly<Record<string, number>>;
}

/**
 * The steps in the lines of `jsonLinesLogger`; `null` is what JSON makes of NaN. Lines that are no
 * such step are passed over.
 */
export function parseRunLog(text: string): LoggedStep[] {
  return text.split('\n').flatMap((line) => {
    const values = parseLine(line);
    if (typeof values?.step !== 'number') return [];
    const { step, ...rest } = values;
    const scalars = Object.entries(rest).flatMap(([name, value]) =>
      typeof value === 'number' || value === null ? [[name, value ?? Number.NaN] as const] : [],
    );
    return [{ step, scalars: Object.fromEntries(scalars) }];
  });
}

function parseLine(line: string): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown> | null;
  } catch {
    return undefined;
  }
}
