/** What reading a file threw, as an error of one line that names the file and says what is the matter. */
export function inputError(path: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new Error(`${path}: ${reasons[code ?? ''] ?? message}`, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'expected an image file, got a folder',
  EACCES: 'may not be read',
  ENOTDIR: 'there is no such file',
};
