/**
 * The command as it was given, for reports.
 *
 * @param without - arguments to leave out: a report of one image need not name the others
 */
export function commandLine(without: readonly string[] = []): string {
  const left = process.argv.slice(2).filter((argument) => !without.includes(argument));
  return ['exifclip', ...left.map(quoted)].join(' ');
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
