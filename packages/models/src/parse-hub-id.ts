/** A model on the Hugging Face hub. */
export interface HubId {
  /** `owner/name` */
  repo: string;
  /** A branch, a tag or a commit. */
  revision: string;
}

const pattern = /^(?:hf:)?([\w-][\w.-]*\/[\w-][\w.-]*)(?:@([\w./-]+))?$/;

/** Reads `owner/name` or `owner/name@revision`, with `hf:` before it or not; else undefined. */
export function parseHubId(text: string): HubId | undefined {
  const [, repo, revision = 'main'] = pattern.exec(text) ?? [];
  return repo === undefined ? undefined : { repo, revision };
}
