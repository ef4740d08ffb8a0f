/** What became of a conversion. */
export interface Conversion {
  folder: string;
  /** What was found: `ResNet-50, model.visual.*`. */
  image: string;
  text: string | null;
  /** Tensors of the source that no tower has a place for. */
  leftovers: string[];
}
