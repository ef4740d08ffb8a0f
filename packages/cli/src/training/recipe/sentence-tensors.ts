/** What the loss takes of a batch beside embeddings: one number a sentence each. */
export const sentenceTensors: readonly string[] = ['sentenceIds', 'photoIds'];
