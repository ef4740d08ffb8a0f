/** What `subwordTokenizer` needs of any library of tokenizers. */
export interface TextCodec {
  id: string;
  vocabularySize: number;
  padId: number;
  /** Most tokens of a text, special ones included. */
  maxLength: number;
  /** The tokens of a text, with those that the model wants around it or without. */
  encode(text: string, withSpecial: boolean): readonly number[];
  /** The text of tokens, special ones left out. */
  decode(ids: number[]): string;
}
