/** Why something that was found is no input. */
export type LeftOutReason =
  /** Its name, or that of a folder above it, begins with a dot. */
  | 'hidden'
  /** Its name does not end like an image's. */
  | 'no image by its name'
  /** A pipe, a socket, a device. */
  | 'not a file'
  /** A folder that was read already by another path. */
  | 'repeated folder';

/** Told what is passed over while inputs are found. */
export interface FindInputsReport {
  /** Something that is no input; nothing is wrong with it. */
  leftOut(reason: LeftOutReason, path: string): void;
  /** A folder, an archive or a list that could not be read to its end. */
  problem(path: string, reason: string): void;
}
