/** Why an entry of a source is not given, or a photo not used. */
export type SkipReason =
  /** Its name begins with a dot. */
  | 'hidden'
  /** A pipe, a socket, a device. */
  | 'not a file'
  /** A folder that was read already, by another path: a loop of links. */
  | 'repeated folder'
  /** The system would not open or read it. */
  | 'unreadable'
  /** No bytes. */
  | 'empty'
  /** Its bytes begin like no image that is known. */
  | 'not an image'
  /** Its bytes begin like an image and are not, or not one that can be decoded here. */
  | 'undecodable'
  /** Its bytes are those of an entry before it. */
  | 'duplicate'
  | 'without usable EXIF'
  /** Smaller than the smallest cut. */
  | 'too small'
  /** A video in a list of photos. */
  | 'video'
  /** Listed, but its image is not there. */
  | 'image not found'
  /** A record that does not hold what it should. */
  | 'broken record'
  /** A shard that cannot be read on. */
  | 'broken shard';

/** An entry that is not given. */
export interface SkippedPhoto {
  /** A path relative to the source, or a key. */
  name: string;
  reason: SkipReason;
  /** Entries of the source up to this one. */
  position: number;
  /** More in words. */
  detail?: string;
}
