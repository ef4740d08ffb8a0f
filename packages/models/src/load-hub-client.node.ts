import { ModelFolderError } from './model-folder-error.ts';

/**
 * Loads the Hugging Face hub's client, an optional peer.
 *
 * @param name what is to be fetched, for the error
 * @throws ModelFolderError when it is not installed
 */
export async function loadHubClient(name: string): Promise<typeof import('@huggingface/hub')> {
  try {
    return await import('@huggingface/hub');
  } catch (cause) {
    throw new ModelFolderError(
      name,
      'there is no such folder, and models of the Hugging Face hub need the package @huggingface/hub: npm install @huggingface/hub',
      { cause },
    );
  }
}
