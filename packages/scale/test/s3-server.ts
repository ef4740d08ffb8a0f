import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpServer, startHttp } from './http-server.ts';

/** A store in memory that speaks as much of S3 as the tests need, path-style, unsigned. */
export interface S3Server extends HttpServer {
  /** Bytes by `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** What it was asked, `GET /bucket/key?query`. */
  readonly asked: string[];
  /** How many of the next requests it answers with 503. */
  busy: number;
}

const pageLength = 3;

/** Starts such a store; its listings come in pages of three objects. */
export async function startS3(): Promise<S3Server> {
  const state = { objects: new Map<string, Buffer>(), asked: [] as string[], busy: 0 };
  const server = await startHttp(async (request, response) => {
    state.asked.push(`${request.method} ${request.url}`);
    if (state.busy > 0) {
      state.busy -= 1;
      sendError(response, 503, 'SlowDown');
      return;
    }
    await answer(state.objects, request, response);
  });
  return Object.assign(state, server);
}

async function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://store');
  const name = decodeURIComponent(url.pathname.slice(1));
  if (url.searchParams.get('list-type') === '2') {
    sendListing(objects, name.replace(/\/$/, ''), url.searchParams, response);
  } else if (request.method === 'PUT') {
    const bytes = Buffer.concat((await request.toArray()) as Buffer[]);
    objects.set(name, bytes);
    response.writeHead(200, { etag: etagOf(bytes) }).end();
  } else if (request.method === 'DELETE') {
    objects.delete(name);
    response.writeHead(204).end();
  } else {
    const bytes = objects.get(name);
    if (bytes === undefined) sendError(response, 404, 'NoSuchKey');
    else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  }
}

function sendListing(
  objects: Map<string, Buffer>,
  bucket: string,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
  const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort();
  const start = Number(query.get('continuation-token') ?? 0);
  const page = names.slice(start, start + pageLength);
  const next = start + page.length;
  const contents = page.map((name) => {
    const size = objects.get(name)!.length;
    return `<Contents><Key>${escaped(name.slice(bucket.length + 1))}</Key><Size>${size}</Size></Contents>`;
  });
  const more = next < names.length;
  const token = more ? `<NextContinuationToken>${next}</NextContinuationToken>` : '';
  const truncated = `<IsTruncated>${more}</IsTruncated>`;
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><ListBucketResult>${truncated}${token}${contents.join('')}</ListBucketResult>`,
  );
}

function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
