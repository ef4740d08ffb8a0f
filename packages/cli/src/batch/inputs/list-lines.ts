import { createReadStream } from 'node:fs';
import { inputError } from '../../input-error.ts';
import type { FindInputsReport } from './left-out.ts';

/**
 * The paths of a list, one a line, or parted by zero bytes as `find -print0` writes them, which lets
 * names hold line breaks; read in parts, however long it is. `-` is standard input.
 */
export async function* listLines(
  path: string,
  report: FindInputsReport,
): AsyncGenerator<string, void, undefined> {
  const bytes = path === '-' ? process.stdin : createReadStream(path);
  const decoder = new TextDecoder();
  let rest = '';
  let end: RegExp | string | undefined;
  try {
    for await (const chunk of bytes) {
      rest += decoder.decode(chunk as Uint8Array, { stream: true });
      // The first one decides: a line break may be part of a name where zeros part them.
      if (rest.includes('\0')) end ??= '\0';
      else if (rest.includes('\n')) end ??= /\r?\n/;
      if (end === undefined) continue;
      const lines = rest.split(end);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    rest += decoder.decode();
    const last = end === '\0' ? rest : rest.replace(/\r$/, '');
    if (last !== '') yield last;
  } catch (cause) {
    report.problem(path, inputError(path, cause).message);
  }
}
