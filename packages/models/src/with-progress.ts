interface ProgressOptions {
  file: string;
  onProgress: ((file: string, done: number, total: number) => void) | undefined;
  signal: AbortSignal | undefined;
}

/** What the hub's client asks for to learn a file's size. */
const probe = 'bytes=0-0';

/**
 * A `fetch` for one file of the hub's client that stops at a signal and tells of what comes in. The
 * client asks for the file's size first, and then for its bytes in one request or several.
 */
export function withProgress(
  fetchFile: typeof fetch,
  { file, onProgress, signal }: ProgressOptions,
): typeof fetch {
  let done = 0;
  let total = 0;
  return async (input, init) => {
    const response = await fetchFile(input, signal === undefined ? init : { ...init, signal });
    if (onProgress === undefined || !response.ok || init?.method === 'POST') return response;
    if (new Headers(init?.headers).get('range') === probe) {
      total = sizeOf(response.headers);
      return response;
    }
    const { body, status, statusText, headers } = response;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        done += part.length;
        onProgress(file, Math.min(done, total), total);
        controller.enqueue(part);
      },
    });
    return new Response(body?.pipeThrough(counter) ?? null, { status, statusText, headers });
  };
}

function sizeOf(headers: Headers): number {
  const range = headers.get('content-range')?.split('/')[1];
  return Number(headers.get('x-linked-size') ?? range ?? 0);
}
