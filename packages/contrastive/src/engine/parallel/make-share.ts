import { createOnnxSession, type OnnxSession } from '@exifclip/onnx';
import { checkedOutputs } from '../checked-outputs.ts';
import { addArrays } from '../grad-cache/add-arrays.ts';
import { copyArrays } from '../grad-cache/copy-arrays.ts';
import type { StepArrays } from '../step-engine.ts';
import type { ShareGraphs, ShareRequest } from './share-messages.ts';

/**
 * What a worker process does: it keeps parameters and micro-batches between the two halves of a
 * step.
 *
 * @returns answers requests, one at a time
 */
export function makeShare(): (request: ShareRequest) => Promise<readonly StepArrays[]> {
  let sessions: { embed: OnnxSession; backward: OnnxSession } | undefined;
  let parameters: StepArrays = {};
  let microBatches: readonly StepArrays[] = [];
  const run = async (part: 'embed' | 'backward', inputs: StepArrays): Promise<StepArrays> => {
    if (sessions === undefined) throw new Error('expected the graphs before the first step');
    return checkedOutputs(await sessions[part].run(inputs));
  };
  return async (request) => {
    switch (request.kind) {
      case 'open':
        sessions = await openSessions(request.graphs);
        return [];
      case 'embed': {
        ({ parameters, microBatches } = request);
        const outputs: StepArrays[] = [];
        for (const batch of microBatches)
          outputs.push(await run('embed', { ...parameters, ...batch }));
        return outputs;
      }
      case 'backward': {
        let sum: StepArrays | undefined;
        for (const [i, gradients] of request.embeddingGradients.entries()) {
          const inputs = { ...parameters, ...microBatches[i], ...gradients };
          const part = await run('backward', inputs);
          sum = sum === undefined ? copyArrays(part) : addArrays(sum, part);
        }
        return sum === undefined ? [] : [sum];
      }
    }
  };
}

async function openSessions({ embed, backward, threads }: ShareGraphs) {
  const options = { threads, spinning: false };
  return {
    embed: await createOnnxSession(embed, { name: 'embed', ...options }),
    backward: await createOnnxSession(backward, { name: 'backward', ...options }),
  };
}
