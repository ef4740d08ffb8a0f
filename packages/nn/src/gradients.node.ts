/** Registers all gradients of tfjs-core: the bundle of tfjs-layers for Node does so on import. */
export async function loadGradients(): Promise<void> {
  try {
    await import('@tensorflow/tfjs-layers');
  } catch (cause) {
    throw new Error(
      'training in Node needs the gradients that @tensorflow/tfjs-layers brings: npm install @tensorflow/tfjs-layers',
      { cause },
    );
  }
}
