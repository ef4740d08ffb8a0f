import { loadHubClient } from './load-hub-client.node.ts';
import type { HubOptions } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';
import type { HubId } from './parse-hub-id.ts';

/**
 * The files of a model on the Hugging Face hub, by their paths in it.
 *
 * @throws ModelFolderError when the client is not installed or the hub does not answer
 */
export async function listHubFiles(
  { repo, revision }: HubId,
  options: HubOptions = {},
): Promise<string[]> {
  const { endpoint = process.env['HF_ENDPOINT'], accessToken = process.env['HF_TOKEN'] } = options;
  const client = await loadHubClient(repo);
  const paths: string[] = [];
  try {
    const listing = client.listFiles({
      repo,
      revision,
      ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
      ...(accessToken === undefined ? {} : { accessToken }),
    });
    for await (const { path, type } of listing) if (type === 'file') paths.push(path);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ModelFolderError(
      repo,
      `there is no such file or folder, nor on the hub: ${message}`,
      {
        cause,
      },
    );
  }
  return paths;
}
