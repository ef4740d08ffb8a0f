export { bagOfPieces } from './bag-of-pieces.ts';
export type { DenseArray } from './dense-array.ts';
export { type BagTowerWeights, encodeBag } from './encode-bag.ts';
export type { ByteSource } from './read/byte-source.ts';
export type { DecompressBrotli } from './read/inflate-exif.ts';
export { type ReadExifTagsOptions, readExifTags } from './read/read-exif-tags.ts';
export { type ReadExifTagsFromOptions, readExifTagsFrom } from './read/read-exif-tags-from.ts';
export { type Orientation, readOrientation } from './read/read-orientation.ts';
export { countTags, type TagCounts } from './sentence/count-tags.ts';
export type { NumberFormat } from './sentence/format-numbers.ts';
export { type FrequentTagsOptions, frequentTags } from './sentence/frequent-tags.ts';
export type { TagOrder } from './sentence/order-tags.ts';
export type { PaperKeys } from './sentence/paper-tags.ts';
export { parseSentence } from './sentence/parse-sentence.ts';
export {
  type RenderSentenceOptions,
  renderSentence,
  SENTENCE_STYLES,
  type SentenceStyle,
} from './sentence/render-sentence.ts';
export { tagPieces } from './tag-pieces.ts';
export type { CameraTag, ValueKind } from './tags/camera-tag.ts';
export { CAMERA_TAGS } from './tags/camera-tags.ts';
export { MAX_VALUE_LENGTH } from './tags/clean-text.ts';
export type { ExifTag, ExifTags } from './tags/exif-tags.ts';
export { isPrivateTag } from './tags/is-private-tag.ts';
export { NAMED_TAGS } from './tags/named-tags.ts';
export type { SelectTagsOptions } from './tags/select-tags.ts';
export { type TagsFromExiftoolOptions, tagsFromExiftool } from './tags/tags-from-exiftool.ts';
export type { EncodeSentencesOptions, TextEncoder } from './text-encoder.ts';
export {
  DEFAULT_BUCKETS,
  type TokenizeSentenceOptions,
  type Tokens,
  tokenizeSentence,
} from './tokenize-sentence.ts';
export { exifTokenizer } from './tokens/exif-tokenizer.ts';
export { exifTokenizerJson } from './tokens/exif-tokenizer-json.ts';
export type { EncodeTextsOptions, SubwordTokenizer } from './tokens/subword-tokenizer.ts';
export type { TokenBatch } from './tokens/token-batch.ts';
export { type TokenizerFromJsonOptions, tokenizerFromJson } from './tokens/tokenizer-from-json.ts';
export { TokenizerLoadError } from './tokens/tokenizer-load-error.ts';
export { widenTokens } from './tokens/widen-tokens.ts';
