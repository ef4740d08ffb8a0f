export { loadCheckpoint } from './run/load-checkpoint.node.ts';
export { saveCheckpoint } from './run/save-checkpoint.node.ts';
