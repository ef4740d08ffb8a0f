/**
 * Where a worker finds an input: the absolute path of a file, `s3://bucket/key`, an address, or a
 * member of a local tar archive, which is read without the rest.
 */
export type InputReference = string | ArchiveMember;

/** An input in a tar archive. */
export interface ArchiveMember {
  /** What it is called in the table, `/a/b.tar!/c.jpg`. */
  readonly path: string;
  /** Absolute path of the archive, and where its bytes lie in it. */
  readonly member: { readonly archive: string; readonly offset: number; readonly size: number };
}

/** What an input is called in the table. */
export function inputName(reference: InputReference): string {
  return typeof reference === 'string' ? reference : reference.path;
}
