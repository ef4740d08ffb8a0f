import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpServer, startHttp } from '../../test/http-server.ts';
import { fetchUrl } from './fetch-url.ts';
import { SourceUnavailableError } from './source-unavailable-error.ts';

let server: HttpServer;

beforeAll(async () => {
  server = await startHttp((request, response) => {
    const [, kind, value] = (request.url ?? '').split('/');
    if (kind === 'status') response.writeHead(Number(value)).end('no');
    else if (kind === 'hops') {
      const left = Number(value);
      const location = left > 1 ? `/hops/${left - 1}` : '/file';
      response.writeHead(302, { location }).end();
    } else if (kind === 'to') {
      response.writeHead(302, { location: decodeURIComponent(value!) }).end();
    } else if (kind === 'said') response.writeHead(200, { 'content-length': 1000 }).end('x');
    else if (kind === 'unsaid') {
      response.writeHead(200);
      const more = (): void => {
        while (response.write(Buffer.alloc(1000)));
        response.once('drain', more);
      };
      more();
    } else if (kind === 'broken') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    } else if (kind === 'file') response.end('bytes');
    // Anything else is never answered.
  });
});
afterAll(() => server.close());

const text = async (path: string): Promise<string> =>
  new TextDecoder().decode(await fetchUrl(`${server.url}${path}`));

test('`fetchUrl` gives the bytes, after redirects too', async () => {
  expect(await text('/file')).toBe('bytes');
  expect(await text('/hops/5')).toBe('bytes');
});

test('`fetchUrl` follows five redirects and no more, and only to where it may', async () => {
  await expect(text('/hops/6')).rejects.toThrow('at most 5 redirects');
  const to = (location: string) => text(`/to/${encodeURIComponent(location)}`);
  await expect(to('file:///etc/passwd')).rejects.toThrow('a redirect within http: or to https');
  await expect(to('http://[')).rejects.toThrow('what is no address');
});

test('`fetchUrl` tells what will stay so from what may pass', async () => {
  for (const status of [400, 401, 403, 404, 410]) {
    const error = await text(`/status/${status}`).catch((caught: unknown) => caught);
    expect(error).not.toBeInstanceOf(SourceUnavailableError);
    expect((error as Error).message).toBe(`expected a file, the server said ${status}`);
  }
  for (const status of [408, 429, 500, 502, 503, 504]) {
    await expect(text(`/status/${status}`)).rejects.toThrow(SourceUnavailableError);
  }
  await expect(text('/broken/')).rejects.toThrow(SourceUnavailableError);
  await expect(fetchUrl('http://127.0.0.1:1/')).rejects.toThrow(/connection failed|bad port/);
});

test('`fetchUrl` gives up on what is too large, whether the server says so or not', async () => {
  const options = { maxBytes: 999 };
  for (const path of ['/said/', '/unsaid/']) {
    await expect(fetchUrl(server.url + path, options)).rejects.toThrow(
      'expected at most 999 bytes, got more',
    );
  }
});

test('`fetchUrl` gives up on what takes too long, and when told to', async () => {
  const slow = fetchUrl(`${server.url}/never/`, { timeout: 0.1 });
  await expect(slow).rejects.toThrow(new SourceUnavailableError('it did not come within 0.1 s'));
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(fetchUrl(`${server.url}/file`, { signal })).rejects.toThrow('stopped');
});
