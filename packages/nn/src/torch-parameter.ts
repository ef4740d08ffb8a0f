/** How a tower's parameter is called and laid out in PyTorch and Hugging Face files. */
export interface TorchParameter {
  /** The tower's name. */
  readonly name: string;
  /** The name in a state dictionary. */
  readonly torchName: string;
  /** The tower's shape. */
  readonly shape: readonly number[];
  /**
   * What PyTorch keeps otherwise: `linear` is [out, in] there and [in, out] here, `convolution`
   * [out, in, height, width] there and [height, width, in, out] here, `same` is the same.
   */
  readonly layout: 'same' | 'linear' | 'convolution';
}
