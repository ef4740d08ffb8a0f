/** A fault of an execution provider of ONNX Runtime 1.30, and the cases that it spoils. */
interface KnownError {
  readonly reason: string;
  readonly titles: readonly RegExp[];
}

const knownErrors: Readonly<Record<string, readonly KnownError[]>> = {
  webgpu: [
    {
      reason: 'Conv is wrong from 6 channels to a multiple of 4, unless 1×1',
      titles: [
        /^`conv2d` (3×3|7×7), stride 1, /,
        /^`conv2d` 2×3, stride 1, (same|valid|1) padding$/,
        /^two convolutions with batch norm and relu, pooled$/,
        /^`(reshape|pad|slice)` of what a convolution made$/,
        /^`split` of the channels that a convolution made$/,
        /^`concat` of channels, one part channels-first$/,
      ],
    },
    {
      reason: 'ConvTranspose is wrong in groups of several channels',
      titles: [/^`depthwiseConv2d` .* multiplier 2,/],
    },
    {
      reason: 'MaxPool has no indices, which its gradient needs',
      titles: [
        /^`maxPool` \d/,
        /^pooling of a whole image$/,
        /^a bottleneck with a strided shortcut and max pooling$/,
      ],
    },
    {
      reason: 'Vulkan promises sines and cosines to 2⁻¹¹, and their quotient to less',
      titles: [/^`tan`$/],
    },
    { reason: 'shaders need not keep NaN', titles: [/^NaN and infinity through `relu`/] },
  ],
};

/** Why a case fails on a provider through no fault of the graph; undefined where it must pass. */
export function knownError(provider: string | undefined, title: string): string | undefined {
  const errors = provider === undefined ? [] : (knownErrors[provider] ?? []);
  return errors.find(({ titles }) => titles.some((pattern) => pattern.test(title)))?.reason;
}
