/** The command as it was given, for reports. */
export function commandLine(): string {
  return ['exifclip', ...process.argv.slice(2).map(quoted)].join(' ');
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
