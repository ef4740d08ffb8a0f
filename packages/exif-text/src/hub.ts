export { type LoadHubTokenizerOptions, loadHubTokenizer } from './tokens/load-hub-tokenizer.ts';
