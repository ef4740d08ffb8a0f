import { InvalidArgumentError } from 'commander';

/** What may be written of a report: `<name>.report.json`, pictures, arrays, a page to read. */
export type ReportFormat = (typeof reportFormats)[number];

/** All that may be written of a report. */
export const reportFormats = ['json', 'png', 'npy', 'html'] as const;

/** What is written unless something else is asked for. */
export const defaultFormats: readonly ReportFormat[] = ['json', 'png', 'html'];

/** Reads `--format json,html`; for commander, which shows what an InvalidArgumentError says. */
export function parseFormats(list: string): readonly ReportFormat[] {
  const names = list.split(',').map((name) => name.trim());
  const formats = reportFormats.filter((format) => names.includes(format));
  const unknown = names.filter((name) => formats.every((format) => format !== name));
  if (unknown.length === 0) return formats;
  throw new InvalidArgumentError(
    `Expected some of ${reportFormats.join(', ')}, got "${unknown.join('", "')}".`,
  );
}
