import * as tf from '@tensorflow/tfjs-core';
import { loadGradients } from '#gradients';

/**
 * Makes tfjs-core able to differentiate: its entry for Node registers no gradients.
 *
 * Calling it again, or beside the whole `@tensorflow/tfjs`, does nothing.
 *
 * @throws Error when `@tensorflow/tfjs-layers`, which brings them in Node, is not installed, or
 * registers with another copy of tfjs-core
 */
export async function registerGradients(): Promise<void> {
  if (isRegistered()) return;
  await loadGradients();
  if (!isRegistered()) {
    throw new Error(
      'the gradients were registered with another copy of @tensorflow/tfjs-core; one copy is needed (see `npm ls @tensorflow/tfjs-core`)',
    );
  }
}

function isRegistered(): boolean {
  return tf.getGradient('Sum') !== undefined;
}
