import { type ResNetDepth, resNetStages } from './resnet-config.ts';

/** A convolution and the batch norm that follows it; padded so that only the stride shrinks. */
export interface ResNetConvolution {
  /** Level of the kernel, such as `layer1/0/conv1`. */
  readonly name: string;
  /** Level of the batch norm, such as `layer1/0/bn1`. */
  readonly norm: string;
  /** Side of the kernel, odd. */
  readonly size: number;
  readonly stride: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** A residual block: convolutions in a row, and what its input passes on the way around them. */
export interface ResNetBlock {
  /** Its stage, `layer1` … `layer4`. */
  readonly stage: string;
  readonly path: readonly ResNetConvolution[];
  /** Absent where the input is added as it is. */
  readonly shortcut?: ResNetConvolution;
}

/** All layers with parameters but the last linear map. */
export interface ResNetLayers {
  /** The first convolution; a 3×3 max pooling at stride 2 follows. */
  readonly stem: ResNetConvolution;
  readonly blocks: readonly ResNetBlock[];
  /** Channels of the last feature map. */
  readonly outputs: number;
}

/** Channels at the end of a bottleneck, over those of its middle. */
const EXPANSION = 4;

/**
 * The layers of a residual network, made from its line of the table; names as torchvision's, with
 * slashes. The strides of bottlenecks lie on their 3×3 convolutions, as torchvision has them.
 */
export function resNetLayers(depth: ResNetDepth): ResNetLayers {
  const { block, blocks: counts } = resNetStages[depth];
  const widening = block === 'bottleneck' ? EXPANSION : 1;
  const blocks = counts.flatMap((count, stage) =>
    Array.from({ length: count }, (_, position): ResNetBlock => {
      const width = 64 * 2 ** stage;
      const outputs = width * widening;
      const inputs = position > 0 ? outputs : stage === 0 ? 64 : outputs / 2;
      const stride = position === 0 && stage > 0 ? 2 : 1;
      const name = `layer${stage + 1}/${position}`;
      const path = (block === 'basic' ? basicPath : bottleneckPath)(name, inputs, width, stride);
      const at = { stage: `layer${stage + 1}`, path };
      if (inputs === outputs && stride === 1) return at;
      const [kernel, norm] = [`${name}/downsample/0`, `${name}/downsample/1`];
      return { ...at, shortcut: { name: kernel, norm, size: 1, stride, inputs, outputs } };
    }),
  );
  const stem = { name: 'conv1', norm: 'bn1', size: 7, stride: 2, inputs: 3, outputs: 64 };
  return { stem, blocks, outputs: 512 * widening };
}

function basicPath(name: string, inputs: number, width: number, stride: number) {
  return [
    convolution(name, 1, { size: 3, stride, inputs, outputs: width }),
    convolution(name, 2, { size: 3, stride: 1, inputs: width, outputs: width }),
  ];
}

function bottleneckPath(name: string, inputs: number, width: number, stride: number) {
  return [
    convolution(name, 1, { size: 1, stride: 1, inputs, outputs: width }),
    convolution(name, 2, { size: 3, stride, inputs: width, outputs: width }),
    convolution(name, 3, { size: 1, stride: 1, inputs: width, outputs: width * EXPANSION }),
  ];
}

function convolution(
  block: string,
  number: number,
  sizes: Pick<ResNetConvolution, 'size' | 'stride' | 'inputs' | 'outputs'>,
): ResNetConvolution {
  return { name: `${block}/conv${number}`, norm: `${block}/bn${number}`, ...sizes };
}
