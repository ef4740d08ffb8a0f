import { type FileHandle, open, rename } from 'node:fs/promises';
import type { SkippedPhoto, SkipReason } from '../sources/skipped-photo.ts';

/** A file that lists what is left out, in the order of the source. */
export interface LeftOutList {
  /** Takes note; what comes earlier in the source may still follow. */
  add(skipped: SkippedPhoto): void;
  /** Writes what lies before an entry of the source, all of which is known by now. */
  writeUntil(position: number): Promise<void>;
  /** Counts by reason. */
  counts(): Readonly<Partial<Record<SkipReason, number>>>;
  /** Writes the rest and puts the file into its place; or gives it up. */
  close(isWhole: boolean): Promise<void>;
}

/** Begins `left-out.jsonl`: name, reason and detail, one JSON object a line. */
export async function openLeftOutList(
  path: string,
  onLeftOut?: (skipped: SkippedPhoto) => void,
): Promise<LeftOutList> {
  const temporary = `${path}.tmp`;
  const file: FileHandle = await open(temporary, 'w');
  const counts = new Map<SkipReason, number>();
  let waiting: SkippedPhoto[] = [];

  const writeUntil = async (position: number): Promise<void> => {
    const ready = waiting.filter((skipped) => skipped.position <= position);
    if (ready.length === 0) return;
    waiting = waiting.filter((skipped) => skipped.position > position);
    ready.sort((a, b) => a.position - b.position);
    for (const skipped of ready) {
      counts.set(skipped.reason, (counts.get(skipped.reason) ?? 0) + 1);
      onLeftOut?.(skipped);
    }
    await file.appendFile(ready.map(line).join(''));
  };
  return {
    add: (skipped) => {
      waiting.push(skipped);
    },
    writeUntil,
    counts: () => Object.fromEntries(counts),
    close: async (isWhole) => {
      if (isWhole) await writeUntil(Number.POSITIVE_INFINITY);
      await file.close();
      if (isWhole) await rename(temporary, path);
    },
  };
}

function line({ name, reason, detail }: SkippedPhoto): string {
  return `${JSON.stringify({ name, reason, detail })}\n`;
}
