import { basename, isAbsolute } from 'node:path';

export interface CommandLineOptions {
  /** Arguments to leave out: a report of one image need not name the others. @defaultValue none */
  without?: readonly string[];
  /**
   * Whether files are named without their folders, which often bear somebody's name.
   * @defaultValue false
   */
  withoutFolders?: boolean;
}

/** The command as it was given, for reports. */
export function commandLine({
  without = [],
  withoutFolders = false,
}: CommandLineOptions = {}): string {
  const left = process.argv.slice(2).filter((argument) => !without.includes(argument));
  const named = left.map((argument) =>
    withoutFolders && isAbsolute(argument) ? basename(argument) : argument,
  );
  return ['exifclip', ...named.map(quoted)].join(' ');
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
