/** The residual networks of the table, by their number of layers. */
export type ResNetDepth = 18 | 34 | 50 | 101;

/** What sets one residual network apart from another. */
export interface ResNetConfig {
  readonly depth: ResNetDepth;
  /** Length of the embedding: outputs of the last linear map. */
  readonly dim: number;
}

/** The image tower of "EXIF as Language": 25 M parameters, 2.6 GFLOP a patch of 124 pixels. */
export const resNet50Config: ResNetConfig = { depth: 50, dim: 768 };

/** How the four stages of a residual network are built. */
export interface ResNetStages {
  /** `basic`: two 3×3 convolutions; `bottleneck`: 1×1, 3×3, 1×1, four times as wide at its end. */
  readonly block: 'basic' | 'bottleneck';
  /** Blocks of each stage. */
  readonly blocks: readonly [number, number, number, number];
}

/** He et al., Deep Residual Learning for Image Recognition, 2015, table 1. */
export const resNetStages: Readonly<Record<ResNetDepth, ResNetStages>> = {
  18: { block: 'basic', blocks: [2, 2, 2, 2] },
  34: { block: 'basic', blocks: [3, 4, 6, 3] },
  50: { block: 'bottleneck', blocks: [3, 4, 6, 3] },
  101: { block: 'bottleneck', blocks: [3, 4, 23, 3] },
};
