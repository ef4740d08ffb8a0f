/**
 * The lines of a log that still hold for a run which has made `steps` steps: those of later steps
 * are of a process that was killed after its last checkpoint, and come again. A last line without
 * an end is the half of one. Lines that name no step stay.
 *
 * @param text JSON lines
 */
export function linesUntil(text: string, steps: number): string {
  const lines = text.split('\n');
  const unfinished = lines.pop();
  return lines
    .filter((line) => !(stepOf(line) > steps))
    .map((line) => `${line}\n`)
    .concat(unfinished !== undefined && stepOf(unfinished) <= steps ? [`${unfinished}\n`] : [])
    .join('');
}

/** NaN where a line names none. */
function stepOf(line: string): number {
  try {
    const { step } = JSON.parse(line) as { step?: unknown };
    return typeof step === 'number' ? step : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
