import { fetchBytes } from './fetch-bytes.ts';
import type { ModelFiles } from './model-files.ts';

/** Reads a model folder from a URL. */
export function fetchModelFiles(folder: URL, fetchFile: typeof fetch = fetch): ModelFiles {
  const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  return {
    location: base.href,
    read: (file, { signal } = {}) => fetchBytes(new URL(file, base), { fetchFile, signal }),
  };
}
