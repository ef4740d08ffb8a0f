export { loadCheckpoint } from './load-checkpoint.node.ts';
export { saveCheckpoint } from './save-checkpoint.node.ts';
