import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A server that answers the requests of the Hugging Face hub's client for one model. */
export interface HubServer {
  /** Its address. */
  readonly endpoint: string;
  /** What it was asked, `GET /path`. */
  readonly asked: string[];
  /** What it does to files on their way. */
  alter: (file: string, bytes: Buffer) => Buffer;
  close(): Promise<void>;
}

const commit = '0123456789abcdef0123456789abcdef01234567';

/** Serves the files of a folder as the model `owner/name`, for the hub itself is a network away. */
export async function startHubServer(folder: string): Promise<HubServer> {
  const server = createServer((request, response) => {
    hub.asked.push(`${request.method} ${request.url}`);
    answer(folder, hub, request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => sendMissing(response),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: HubServer = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    alter: (_file, bytes) => bytes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return hub;
}

interface Answer {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer | string;
}

async function answer(folder: string, hub: HubServer, request: IncomingMessage): Promise<Answer> {
  const [path = ''] = (request.url ?? '').split('?');
  const file = /^\/owner\/name\/resolve\/main\/(.+)$/.exec(path)?.[1];
  if (file !== undefined) {
    const bytes = hub.alter(file, await readFile(join(folder, file)));
    return sendFile(file, bytes, request.headers.range);
  }
  if (path.startsWith('/api/models/owner/name/tree/')) {
    const names = await readdir(folder);
    return sendJson(names.map((name) => ({ type: 'file', path: name, size: 1, oid: name })));
  }
  if (!path.startsWith('/api/models/owner/name/paths-info/')) throw new Error('no such model');
  const chunks = (await request.toArray()) as Buffer[];
  const { paths } = JSON.parse(Buffer.concat(chunks).toString()) as { paths: string[] };
  const lastCommit = { id: commit, title: 'weights', date: '2026-01-01' };
  return sendJson(
    paths.map((name) => {
      const oid = createHash('sha1').update(name).digest('hex');
      return { type: 'file', path: name, oid, size: 1, lastCommit };
    }),
  );
}

function sendJson(value: unknown): Answer {
  const headers = { 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(value) };
}

/** The client asks for the first byte to learn the size, and then for all. */
function sendFile(name: string, bytes: Buffer, range: string | undefined): Answer {
  const headers = { etag: `"${name}"`, 'content-type': 'application/octet-stream' };
  if (range !== 'bytes=0-0') {
    return { status: 200, headers: { ...headers, 'content-length': bytes.length }, body: bytes };
  }
  const size = { 'content-range': `bytes 0-0/${bytes.length}` };
  return { status: 206, headers: { ...headers, ...size }, body: bytes.subarray(0, 1) };
}

function sendMissing(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: 'not found' }));
}
