export { type ModelParts, writeModelFolder } from './write-model-folder.node.ts';
