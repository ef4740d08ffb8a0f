import { open, readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { openRowMaker, RowMaker, TableRow } from 'exifclip/batch';
import type {
  FromRowProcess,
  MakeRequest,
  OpenRequest,
  RowBytes,
  ToRowProcess,
} from './row-process-messages.ts';

// The entry of a child process that makes rows: one that dies, hangs or runs out of memory over a
// file takes nothing with it but that file's turn.

let maker: RowMaker | undefined;

// A signal to the whole group, such as Ctrl-C, is for the parent, which lets the file be finished.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (message: ToRowProcess) => {
  answer(message).then(send, (error: unknown) => {
    send({ error: error instanceof Error ? error.message : String(error) });
  });
});
watchParent();

async function answer(message: ToRowProcess): Promise<FromRowProcess> {
  if ('make' in message) return { row: await makeRow(message.make) };
  maker = await openMaker(message.open);
  return { opened: { settings: maker.settings, columns: maker.columns } };
}

async function openMaker({ job, options, threads, rowMaker }: OpenRequest): Promise<RowMaker> {
  const module = (await import(rowMaker ?? 'exifclip/batch')) as {
    openRowMaker?: typeof openRowMaker;
  };
  if (typeof module.openRowMaker !== 'function') {
    throw new TypeError(`${rowMaker}: expected an exported function openRowMaker, got none`);
  }
  return module.openRowMaker(job, { ...options, threads, onFallback: console.error });
}

function makeRow({ path, source }: MakeRequest): Promise<TableRow> {
  return maker!.make({ path, bytes: () => readBytes(source) });
}

async function readBytes(source: RowBytes): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes;
  if (!('offset' in source)) return readFile(source.file);
  const file = await open(source.file);
  try {
    const bytes = new Uint8Array(source.size);
    const { bytesRead } = await file.read(bytes, 0, source.size, source.offset);
    if (bytesRead === source.size) return bytes;
    throw new Error(`expected ${source.size} bytes in ${source.file}, got ${bytesRead}`);
  } finally {
    await file.close();
  }
}

function send(message: FromRowProcess): void {
  process.send?.(message);
}

/** A process that hangs over a file does not see its parent go; a thread of its own does. */
function watchParent(): void {
  const code = `setInterval(() => {
    if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
  }, 1000);`;
  new Worker(code, { eval: true, execArgv: [] }).unref();
}
