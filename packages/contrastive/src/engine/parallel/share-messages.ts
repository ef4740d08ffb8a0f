import type { StepArrays } from '../step-engine.ts';

/** What a process is started with: the two parts of a step that it makes, as ONNX graphs. */
export interface ShareGraphs {
  embed: Uint8Array;
  backward: Uint8Array;
  /** Threads of ONNX Runtime, 0: it chooses. */
  threads: number;
}

/** What a process is asked for. */
export type ShareRequest =
  | { kind: 'open'; graphs: ShareGraphs }
  /** Embeddings and updates of each micro-batch, with these parameters. */
  | { kind: 'embed'; parameters: StepArrays; microBatches: readonly StepArrays[] }
  /** The sum of the gradients of the same micro-batches, from those of their embeddings. */
  | { kind: 'backward'; embeddingGradients: readonly StepArrays[] };

/** What it answers, once for each request. */
export type ShareReply = { results: readonly StepArrays[] } | { error: string };
