import { type FileHandle, open } from 'node:fs/promises';
import {
  headerBytes,
  keyBytes,
  type SegmentLayout,
  segmentLayout,
  segmentMagic,
} from './segment-layout.ts';

/** A segment on disk and the keys in it, in order. */
export interface SegmentKeys {
  readonly path: string;
  readonly layout: SegmentLayout;
  readonly keys: readonly string[];
}

/**
 * Reads what a segment holds, not the embeddings themselves.
 *
 * @returns undefined where the file is no whole segment, or gone
 */
export async function readSegmentKeys(path: string): Promise<SegmentKeys | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const layout = await readLayout(file);
    if (layout === undefined) return undefined;
    const bytes = Buffer.alloc(layout.count * keyBytes);
    await file.read(bytes, 0, bytes.length, headerBytes);
    const keys = Array.from({ length: layout.count }, (_, i) =>
      bytes.toString('hex', i * keyBytes, (i + 1) * keyBytes),
    );
    return { path, layout, keys };
  } finally {
    await file.close();
  }
}

async function readLayout(file: FileHandle): Promise<SegmentLayout | undefined> {
  const header = Buffer.alloc(headerBytes);
  const { bytesRead } = await file.read(header, 0, headerBytes, 0);
  if (bytesRead < headerBytes || header.toString('latin1', 0, 8) !== segmentMagic) return undefined;
  const layout = segmentLayout(header.readUInt32LE(8), header.readUInt32LE(12));
  // before anything of the size that the header states is allocated
  return (await file.stat()).size === layout.bytes ? layout : undefined;
}
