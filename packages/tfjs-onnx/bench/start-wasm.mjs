// Starts tfjs's wasm backend with several threads, which tfjs itself never does in Node: it takes
// Node for a platform without workers, and its worker script comes as text in a data URL.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import workers from 'node:worker_threads';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';

const require = createRequire(import.meta.url);

/** Makes wasm, with the kernels that training needs, tfjs's backend; returns its threads. */
export async function startWasm(threads) {
  if (threads === 1) {
    await chooseBackend({ prefer: 'wasm', training: true });
    return 1;
  }
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const build = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '../wasm-out');
  const name = 'tfjs-backend-wasm-threaded-simd';
  const folder = mkdtempSync(join(os.tmpdir(), 'tfjs-wasm-'));
  const script = join(folder, 'worker.cjs');
  const { wasmWorkerContents } = require(join(build, `${name}.worker.js`));
  const main = JSON.stringify(join(build, `${name}.js`));
  const prefix = `URL.createObjectURL = () => ${main}; URL.revokeObjectURL = () => {};\n`;
  writeFileSync(script, prefix + wasmWorkerContents.replaceAll('\n', '\\n'));

  const saved = { createObjectURL: URL.createObjectURL, Worker: workers.Worker, cpus: os.cpus };
  const started = [];
  tf.env().set('WASM_HAS_SIMD_SUPPORT', true);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  wasm.setThreadsCount(threads);
  URL.createObjectURL = () => script;
  workers.Worker = class extends saved.Worker {
    constructor(...options) {
      super(...options);
      started.push(this);
    }
  };
  // The backend takes no more threads than half the processors it is told of.
  os.cpus = () => Array.from({ length: threads * 2 }, () => saved.cpus()[0]);
  const waiting = setInterval(() => {}, 1000);
  try {
    await chooseBackend({ prefer: 'wasm', training: true });
  } finally {
    URL.createObjectURL = saved.createObjectURL;
    workers.Worker = saved.Worker;
    os.cpus = saved.cpus;
    clearInterval(waiting);
    for (const worker of started) worker.unref();
    rmSync(folder, { recursive: true, force: true });
  }
  return wasm.getThreadsCount();
}
