import { chooseBackend, registerGradients } from '@exifclip/nn/backend';

/**
 * Makes tfjs ready for a run: the backend, and the gradients.
 *
 * @param kind - compiled steps need tfjs's bookkeeping and no arithmetic, so that any backend does
 * @returns what was chosen and why, where it makes the steps
 */
export async function chooseTrainingBackend(
  kind: 'compiled' | 'eager',
): Promise<string | undefined> {
  const { name, reason } = await chooseBackend(kind === 'compiled' ? { prefer: 'cpu' } : {});
  await registerGradients();
  return kind === 'eager' ? `tfjs backend: ${name} (${reason})` : undefined;
}
