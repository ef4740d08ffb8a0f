import { loadTransformers } from '../load-transformers.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import type { FrozenDtype } from './frozen-dtype.ts';
import { FrozenModelError } from './frozen-model-error.ts';
import type { LocatedModel } from './located-model.ts';
import { type Pooling, poolStates } from './pool-states.ts';

/** How a model is loaded and used; all of it chosen. */
export interface FeatureExtractorSettings {
  revision: string;
  dtype: FrozenDtype;
  pooling: Pooling;
  maxTokens: number;
  threads: number;
  allowDownload: boolean;
  onDownload: ((file: string, loaded: number, total: number) => void) | undefined;
}

/**
 * Loads a model through transformers.js.
 *
 * @throws PackageMissingError when transformers.js is not installed
 * @throws FrozenModelError when the model cannot be loaded, or gives no states of tokens
 */
export async function loadFeatureExtractor(
  { source, local }: LocatedModel,
  settings: FeatureExtractorSettings,
): Promise<FeatureExtractor> {
  const { revision, dtype, pooling, maxTokens, threads, allowDownload, onDownload } = settings;
  const { AutoModel, AutoTokenizer } = await loadTransformers();
  const options = {
    revision,
    local_files_only: local || !allowDownload,
    progress_callback: (event: Download) => {
      if (event.status === 'progress') onDownload?.(event.file, event.loaded, event.total);
    },
  };
  const session_options = threads > 0 ? { intraOpNumThreads: threads } : {};
  const refuse = (cause: unknown): never => {
    throw new FrozenModelError(source, whyNot(cause, allowDownload), { cause });
  };
  const tokenizer = await AutoTokenizer.from_pretrained(source, options).catch(refuse);
  if (typeof tokenizer.pad_token_id !== 'number') {
    throw new FrozenModelError(source, 'expected a pad_token in tokenizer_config.json, got none');
  }
  const model = await AutoModel.from_pretrained(source, {
    ...options,
    dtype,
    session_options,
  }).catch(refuse);
  return {
    async extract(sentences) {
      const inputs = tokenizer([...sentences], {
        padding: true,
        truncation: true,
        max_length: maxTokens,
      });
      const outputs = (await model(inputs)) as Record<string, States | undefined>;
      const states = outputs['last_hidden_state'] ?? outputs['token_embeddings'];
      if (states?.dims.length !== 3) {
        const got = Object.keys(outputs).join(', ');
        throw new FrozenModelError(source, `expected an output last_hidden_state, got ${got}`);
      }
      return poolStates(states, inputs.attention_mask.data as BigInt64Array, pooling);
    },
    async dispose() {
      await model.dispose();
    },
  };
}

type Download =
  | { status: 'progress'; file: string; loaded: number; total: number }
  | { status: 'initiate' | 'download' | 'done' | 'ready' | 'progress_total' };

interface States {
  data: Float32Array;
  dims: readonly number[];
}

/** transformers.js's reasons in words that say what to do. */
function whyNot(cause: unknown, allowDownload: boolean): string {
  const { message, cause: deeper } = cause as Error;
  const isOutOfReach = /fetch failed|failed to fetch|networkerror/i.test(message);
  const isAbsent = /reading 'tokenizer_class'|local_files_only/.test(message);
  if (!allowDownload && (isOutOfReach || isAbsent)) {
    return 'expected the model on this machine, found none, and downloads are not allowed';
  }
  if (isOutOfReach) {
    const detail = deeper instanceof Error ? `${message}: ${deeper.message}` : message;
    return `expected the model on this machine or the hub within reach, got neither (${detail}); load it once while online, or name a folder`;
  }
  if (isAbsent) return 'expected a tokenizer.json and a tokenizer_config.json, found none';
  return `expected a model that transformers.js loads, got: ${message}`;
}
