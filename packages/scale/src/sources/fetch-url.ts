import { defaultFetchLimits, type FetchLimits } from './fetch-limits.ts';
import { readLimited, tooLarge } from './read-limited.ts';
import { SourceUnavailableError } from './source-unavailable-error.ts';

const maxRedirects = 5;
const redirects = [301, 302, 303, 307, 308];
const passing = [408, 425, 429, 500, 502, 503, 504];

/**
 * Downloads what an address leads to, once.
 *
 * @throws SourceUnavailableError when the server cannot be reached in time, or says that it is busy
 * @throws Error when it refuses, sends too much, or leads in circles or out of https
 */
export async function fetchUrl(
  url: string,
  {
    maxBytes = defaultFetchLimits.maxBytes,
    timeout = defaultFetchLimits.timeout,
    signal,
  }: Pick<FetchLimits, 'maxBytes' | 'timeout'> & { signal?: AbortSignal | undefined } = {},
): Promise<Uint8Array> {
  const late = AbortSignal.timeout(timeout * 1000);
  const stop = signal === undefined ? late : AbortSignal.any([late, signal]);
  try {
    const response = await follow(new URL(url), stop);
    if (Number(response.headers.get('content-length')) > maxBytes) {
      await response.body?.cancel();
      throw tooLarge(maxBytes);
    }
    return await readLimited(response.body ?? noBytes(), maxBytes);
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) throw new SourceUnavailableError(`it did not come within ${timeout} s`);
    throw isNetworkError(error) ? new SourceUnavailableError(networkReason(error)) : error;
  }
}

async function follow(first: URL, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await fetch(url, { redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    const { status } = response;
    if (passing.includes(status)) throw new SourceUnavailableError(`the server said ${status}`);
    const location = response.headers.get('location');
    if (!redirects.includes(status) || location === null) {
      throw new Error(`expected a file, the server said ${status}`);
    }
    url = nextUrl(url, location);
  }
  throw new Error(`expected a file after at most ${maxRedirects} redirects, got another one`);
}

function nextUrl(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new Error('it redirects to what is no address');
  const to = new URL(location, from);
  const isAllowed =
    to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (!isAllowed) throw new Error(`expected a redirect within ${from.protocol} or to https`);
  return to;
}

/** What Node's fetch throws when a connection fails: a TypeError with the cause. */
function isNetworkError(error: unknown): error is TypeError {
  return (
    error instanceof TypeError && (error.cause !== undefined || error.message === 'terminated')
  );
}

function networkReason({ message, cause }: TypeError): string {
  const { code, message: detail } = (cause ?? {}) as NodeJS.ErrnoException;
  return `the connection failed: ${code ?? detail ?? message}`;
}

async function* noBytes(): AsyncGenerator<Uint8Array, void, undefined> {}
