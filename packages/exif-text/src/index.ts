export { bagOfPieces } from './bag-of-pieces.ts';
export { CAMERA_TAGS, type CameraTag, type ValueKind } from './camera-tags.ts';
export { MAX_VALUE_LENGTH } from './clean-text.ts';
export type { DenseArray } from './dense-array.ts';
export { type BagTowerWeights, encodeBag } from './encode-bag.ts';
export type { ExifTag, ExifTags } from './exif-tags.ts';
export { isPrivateTag } from './is-private-tag.ts';
export { parseSentence } from './parse-sentence.ts';
export { type ReadExifTagsOptions, readExifTags } from './read-exif-tags.ts';
export { type Orientation, readOrientation } from './read-orientation.ts';
export { type RenderSentenceOptions, renderSentence } from './render-sentence.ts';
export { tagPieces } from './tag-pieces.ts';
export { type TagsFromExiftoolOptions, tagsFromExiftool } from './tags-from-exiftool.ts';
export {
  DEFAULT_BUCKETS,
  type TokenizeSentenceOptions,
  type Tokens,
  tokenizeSentence,
} from './tokenize-sentence.ts';
