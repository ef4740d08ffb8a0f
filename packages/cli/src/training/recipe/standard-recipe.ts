import type { SentenceConfig } from '@exifclip/models';
import type { RunConfig } from '../config/run-config.ts';
import { bagSide } from './bag-side.ts';
import { compactSide } from './compact-side.ts';
import type { Recipe, TextSide } from './recipe.ts';
import { standardLoss } from './standard-loss.ts';
import { transformerSide } from './transformer-side.ts';

/** The recipe that the settings of a run name: that of the bundled model by default. */
export function standardRecipe(config: RunConfig): Recipe {
  const { widths, dim } = config;
  return {
    image: compactSide({ widths, dim }),
    text: textSide(config),
    loss: standardLoss(config),
  };
}

function textSide({ text, buckets, maxTokens, dim, sentenceStyle }: RunConfig): TextSide {
  const sentence: SentenceConfig = { style: sentenceStyle };
  return text === 'bag'
    ? bagSide({ buckets, dim, sentence })
    : transformerSide({ maxTokens, dim, sentence });
}
