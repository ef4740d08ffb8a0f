/**
 * Outside Node there are no paths.
 *
 * @throws TypeError always
 */
export async function readPath(path: string | URL, _signal?: AbortSignal): Promise<Uint8Array> {
  throw new TypeError(
    `expected an image as bytes, Blob or pixels, got the path ${String(path)}, which only Node can read`,
  );
}
