import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs `work` with tfjs's own messages switched off: the banner of the cpu backend on its first
 * tensor, and the stack of a backend that does not start. tfjs's flag does it, so the console is
 * left alone.
 */
export async function quietly<T>(work: () => T | Promise<T>): Promise<T> {
  const flags = tf.env();
  const before = flags.getBool('PROD');
  flags.set('PROD', true);
  try {
    return await work();
  } finally {
    flags.set('PROD', before);
  }
}
