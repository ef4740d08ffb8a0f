import { type ResNetConfig, resNet50Config } from './resnet-config.ts';
import { type ResNetConvolution, resNetLayers } from './resnet-layers.ts';

/** What follows from a residual network's table of layers alone. */
export interface ResNetGeometry {
  /** Floating-point operations for one patch: two for each multiply-add of kernels and last map. */
  readonly flop: number;
  /** Pixels between neighbouring positions of the feature map. */
  readonly stride: number;
  /** Pixels that a position sees on either side of its own. */
  readonly reach: number;
}

/**
 * Counts the operations and follows the receptive field through the layers.
 *
 * @param side of a patch in pixels
 */
export function resNetGeometry(
  side: number,
  config: ResNetConfig = resNet50Config,
): ResNetGeometry {
  const { stem, blocks, outputs } = resNetLayers(config.depth);
  let at: Position = { side, stride: 1, reach: 0, flop: 0 };
  at = after(after(at, stem), { size: 3, stride: 2, inputs: 0, outputs: 0 });
  for (const { path, shortcut } of blocks) {
    const around = shortcut ? after(at, shortcut).flop - at.flop : 0;
    at = path.reduce(after, at);
    at = { ...at, flop: at.flop + around };
  }
  const { stride, reach, flop } = at;
  return { stride, reach, flop: flop + 2 * outputs * config.dim };
}

interface Position {
  readonly side: number;
  readonly stride: number;
  readonly reach: number;
  readonly flop: number;
}

type Window = Pick<ResNetConvolution, 'size' | 'stride' | 'inputs' | 'outputs'>;

function after(at: Position, { size, stride, inputs, outputs }: Window): Position {
  const margin = (size - 1) / 2;
  const side = Math.floor((at.side - 1) / stride) + 1;
  return {
    side,
    stride: at.stride * stride,
    reach: at.reach + margin * at.stride,
    flop: at.flop + 2 * side * side * size * size * inputs * outputs,
  };
}
