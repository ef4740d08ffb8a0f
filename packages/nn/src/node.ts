export { type FileSource, openFileSource } from './open-file-source.node.ts';
export { replaceFile } from './replace-file.node.ts';
export { saveSafetensors } from './save-safetensors.node.ts';
