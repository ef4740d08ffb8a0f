/** What is known of a checkpoint without reading its numbers. */
export interface CheckpointRecord {
  /** Steps done. */
  readonly step: number;
  /** What validation found; undefined where the state was not validated. */
  readonly validation: Readonly<Record<string, number>> | undefined;
}
