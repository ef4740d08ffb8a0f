import type { ByteSource } from '@exifclip/exif-text';
import { parseTarHeader, TAR_BLOCK, type TarHeader } from './parse-tar-header.ts';
import { ShardError } from './shard-error.ts';

/** A file in a tar archive. */
export interface TarMember {
  name: string;
  /** Where its bytes begin in the archive. */
  offset: number;
  /** In bytes. */
  size: number;
}

/** Longest header that says more of the next one: a name, and what else pax writes. */
const LONGEST_EXTENSION = 1024 * 1024;

/**
 * The files of a tar archive in order, from its headers alone; long names of pax and GNU are read.
 * An archive may end without the zeros that belong there, as some writers leave them out.
 *
 * @param file - the archive's name, for messages
 * @throws ShardError for an archive that ends within a member or holds what is no header
 */
export async function* scanTar(
  source: ByteSource,
  file: string,
): AsyncGenerator<TarMember, void, undefined> {
  let at = 0;
  let extension: { name?: string; size?: number } = {};
  while (at + TAR_BLOCK <= source.size) {
    const header = parse(await source.read(at, at + TAR_BLOCK), at, file);
    if (!header) return;
    const { type } = header;
    const isExtension = type === 'x' || type === 'L' || type === 'g' || type === 'K';
    const size = isExtension ? header.size : (extension.size ?? header.size);
    const name = extension.name ?? header.name;
    const offset = at + TAR_BLOCK;
    if (offset + size > source.size) {
      throw new ShardError(
        file,
        `expected ${offset + size} bytes for its member "${name}" to be whole, got ${source.size}: the archive is cut off`,
      );
    }
    if (type === 'x' || type === 'L') {
      if (size > LONGEST_EXTENSION) {
        throw new ShardError(file, `expected at most 1 MiB of header at byte ${at}, got ${size}`);
      }
      const said = new TextDecoder().decode(await source.read(offset, offset + size));
      extension =
        type === 'L' ? { ...extension, name: said.replace(/\0.*$/s, '') } : paxFields(said);
    } else if (!isExtension) {
      extension = {};
      if (type === '0' || type === '7') yield { name, offset, size };
    }
    at = offset + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  if (at !== source.size) {
    throw new ShardError(file, `expected whole blocks of 512 bytes, got ${source.size} bytes`);
  }
}

function parse(block: Uint8Array, at: number, file: string): TarHeader | undefined {
  try {
    return parseTarHeader(block);
  } catch (cause) {
    throw new ShardError(file, `at byte ${at}: ${(cause as Error).message}`, { cause });
  }
}

/** Records of the form `27 path=folder/name.txt` and a line break; the length counts itself. */
function paxFields(text: string): { name?: string; size?: number } {
  const path = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1];
  const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(text)?.[1];
  return {
    ...(path === undefined ? {} : { name: path }),
    ...(size === undefined ? {} : { size: Number(size) }),
  };
}
