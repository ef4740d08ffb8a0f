import { join } from 'node:path';
import type { ReportFormat } from '../../report-format.ts';

/** Files that are written of each input beside its row. */
export interface RowFiles {
  /** The folder to write to; inputs lie in it as their paths say. */
  folder: string;
  /** What is written, of `localize`. @defaultValue json, png and html */
  formats?: readonly ReportFormat[] | undefined;
  /** The command that was given, for reports. @defaultValue `'exifclip'` */
  command?: string | undefined;
}

/**
 * What the names of an input's files begin with: its path inside the folder, never above it. Two
 * inputs have the same only where one is called as the other is written.
 */
export function rowFileStem(folder: string, input: string): string {
  const parts = input.replace('!/', '/').split(/[/\\]/);
  const inside = parts.filter((part) => part !== '' && part !== '.');
  return join(folder, ...inside.map((part) => (part === '..' ? '__' : part.replaceAll(':', '_'))));
}
