import type { StoredTensor } from '@exifclip/nn/safetensors';
import { type ResNetConfig, type ResNetDepth, resNetStages } from '@exifclip/patch-encoder/tower';

/** A tower that was found in a weight file. */
export interface FoundResNet {
  /** What stands before its names. */
  prefix: string;
  config: ResNetConfig;
}

const mark = 'layer1.0.conv1.weight';

/** Finds a residual network by its names, whatever stands before them; undefined where none is. */
export function findResNet(tensors: ReadonlyMap<string, StoredTensor>): FoundResNet | undefined {
  const marked = [...tensors.keys()].find((name) => name.endsWith(mark));
  if (marked === undefined) return undefined;
  const prefix = marked.slice(0, -mark.length);
  const dim = tensors.get(`${prefix}fc.weight`)?.shape[0];
  const depth = depthOf(tensors, prefix);
  if (dim === undefined || depth === undefined) return undefined;
  return { prefix, config: { depth, dim } };
}

function depthOf(
  tensors: ReadonlyMap<string, StoredTensor>,
  prefix: string,
): ResNetDepth | undefined {
  const block = tensors.has(`${prefix}layer1.0.conv3.weight`) ? 'bottleneck' : 'basic';
  const blocks = [1, 2, 3, 4].map((stage) => {
    let count = 0;
    while (tensors.has(`${prefix}layer${stage}.${count}.conv1.weight`)) count++;
    return count;
  });
  const depths = Object.keys(resNetStages).map(Number) as ResNetDepth[];
  return depths.find((depth) => {
    const stages = resNetStages[depth];
    return stages.block === block && String(stages.blocks) === String(blocks);
  });
}
