/** What a text graph calls its inputs (int32, [n, maxTokens]). */
export const tokenInputNames = ['inputIds', 'attentionMask'] as const;
/** What a text graph calls its output (float32, [n, dim], unit length). */
export const textOutputName = 'embeddings';
