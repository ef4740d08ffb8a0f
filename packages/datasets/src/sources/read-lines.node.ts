import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * The lines of a text file, without their ends; the last may lack one. A file of any length is
 * read in parts; one compressed by gzip is decompressed on the way.
 *
 * @throws Error for a file compressed by bzip2, which Node cannot read: decompress it first
 */
export async function* readLines(path: string): AsyncGenerator<string, void, undefined> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(3);
    await file.read(start, 0, 3, 0);
    if (start.toString('latin1') === 'BZh') {
      throw new Error(
        `${path}: expected text or gzip, got bzip2: decompress it with \`bzip2 -dk\``,
      );
    }
    const bytes = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 2 ** 20 });
    const isGzip = start[0] === 0x1f && start[1] === 0x8b;
    yield* linesOf(isGzip ? bytes.pipe(createGunzip()) : bytes);
  } finally {
    await file.close();
  }
}

async function* linesOf(bytes: Readable): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
