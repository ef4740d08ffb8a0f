import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { contentTypeOf } from './content-type-of.ts';

export interface ServePageOptions {
  /** Headers of every answer. */
  headers: Readonly<Record<string, string>>;
  /** What is served under `/files/`, beside the folder. */
  files: Readonly<Record<string, Uint8Array>>;
}

export interface PageServer {
  /** `http://127.0.0.1:<port>`, which browsers take for a secure context. */
  origin: string;
  close(): Promise<void>;
}

const DOCUMENT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>exifclip test</title>
<link rel="icon" href="data:,"></head>
<body><script type="module" src="/start.js"></script></body></html>
`;

/** Hands the exports of the entry to the test; a failure to load is told, not waited for. */
const START = `import('./entry.js').then(
  (entry) => { globalThis.pageEntry = { entry }; },
  (error) => { globalThis.pageEntry = { error: String(error?.stack ?? error) }; },
);
`;

/** Serves a built page, with a document around it, from a free port of this machine. */
export async function servePage(folder: string, options: ServePageOptions): Promise<PageServer> {
  const { headers, files } = options;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    contentAt(path, folder, files).then(
      (content) =>
        answer(response, 200, content, {
          ...headers,
          'content-type': contentTypeOf(path === '/' ? 'page.html' : path),
        }),
      () => answer(response, 404, `no ${path}`, headers),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function contentAt(
  path: string,
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Uint8Array | string> {
  if (path === '/') return DOCUMENT;
  if (path === '/start.js') return START;
  const file = path.startsWith('/files/') ? files[path.slice('/files/'.length)] : undefined;
  return file ?? readFile(join(folder, normalize(path)));
}

function answer(
  response: ServerResponse,
  status: number,
  content: Uint8Array | string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, headers).end(content);
}
