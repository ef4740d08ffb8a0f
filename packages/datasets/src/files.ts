export { readRange } from './shards/read-range.node.ts';
export { scanTar, type TarMember } from './shards/scan-tar.ts';
export { mapInOrder } from './sources/map-in-order.ts';
export { readLines } from './sources/read-lines.node.ts';
export { type FoundFile, walkFolder } from './sources/walk-folder.node.ts';
