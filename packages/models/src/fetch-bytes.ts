import { ModelFolderError } from './model-folder-error.ts';

export interface FetchBytesOptions {
  /** What fetches. @defaultValue the platform's `fetch` */
  fetchFile?: typeof fetch | undefined;
  /** Stops reading. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads what a URL leads to. Bundlers put small files into `data:` URLs; those are read here and
 * not fetched, since a strict Content-Security-Policy forbids it.
 *
 * @throws ModelFolderError that names the URL when it cannot be read
 */
export async function fetchBytes(
  url: URL,
  { fetchFile = fetch, signal }: FetchBytesOptions = {},
): Promise<Uint8Array> {
  if (url.protocol === 'data:') return dataOf(url);
  const response = await fetchFile(url, signal === undefined ? {} : { signal }).catch(
    (cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new ModelFolderError(url.href, 'could not be fetched', { cause });
    },
  );
  if (!response.ok) {
    throw new ModelFolderError(url.href, `could not be fetched: status ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function dataOf({ href }: URL): Uint8Array {
  const comma = href.indexOf(',');
  const body = decodeURIComponent(href.slice(comma + 1));
  if (!href.slice(0, comma).endsWith(';base64')) return new TextEncoder().encode(body);
  return Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
}
