import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { contentTypeOf } from './content-type-of.ts';

export interface SiteServer {
  /** Of the site's own folder on the server: `http://127.0.0.1:<port>/some/folder/`. */
  address: string;
  /** All that was asked for so far, whoever asked. */
  requests: string[];
  close(): Promise<void>;
}

/**
 * Serves a folder as a plain file server would, not at its root, with no header but the type. Any
 * page may read its answers, so that nothing but the page's own policy stops it.
 */
export async function serveSite(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SiteServer> {
  const base = '/some/folder/';
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    const file = path === base ? 'index.html' : path.slice(base.length);
    const found = path.startsWith(base) ? readFile(join(folder, normalize(file))) : undefined;
    const open = { ...headers, 'access-control-allow-origin': '*' };
    Promise.resolve(found ?? Promise.reject(new Error('elsewhere'))).then(
      (content) =>
        response.writeHead(200, { ...open, 'content-type': contentTypeOf(file) }).end(content),
      () => response.writeHead(404, open).end(`no ${path}`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${base}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
