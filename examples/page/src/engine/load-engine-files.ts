import { openModelFiles } from '@exifclip/models';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
// oxlint-disable-next-line import/default -- the address is made by Vite
import workerUrl from '../worker/worker.ts?worker&url';
import type { EngineFiles } from './engine-files.ts';

/**
 * Fetches worker, WebAssembly and model. What the page does later needs no request, whether an
 * engine is started anew or not.
 *
 * @throws Error when a file cannot be fetched
 */
export async function loadEngineFiles(): Promise<EngineFiles> {
  const [script, wasm, model] = await Promise.all([
    fetchBlob(workerUrl, 'text/javascript'),
    fetchBlob(wasmUrl, 'application/wasm'),
    loadModelBlobs(),
  ]);
  return { script, wasm, model };
}

async function fetchBlob(url: string, type: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be fetched: status ${response.status}`);
  // A module's type counts, and not every file server knows it.
  return new Blob([await response.arrayBuffer()], { type });
}

async function loadModelBlobs(): Promise<Record<string, Blob>> {
  const files = openModelFiles('base');
  const config = await files.read('config.json');
  const { files: listed } = JSON.parse(new TextDecoder().decode(config)) as {
    files: Record<string, unknown>;
  };
  // Towers are there to train on, and rounded weights would give other figures than the command does.
  const names = Object.keys(listed).filter((name) => !/-tower\.|\.float16\./.test(name));
  const entries = names.map(async (name) => [name, blobOf(await files.read(name))] as const);
  return { 'config.json': blobOf(config), ...Object.fromEntries(await Promise.all(entries)) };
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}
