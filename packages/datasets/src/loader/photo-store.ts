/** Where photos to train on are: a photo manifest (`photos.jsonl`), or a folder of shards. */
export type PhotoStore = { kind: 'manifest'; path: string } | { kind: 'shards'; path: string };
