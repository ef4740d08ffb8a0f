export { type FetchHubFileOptions, fetchHubFile } from './fetch-hub-file.node.ts';
export { listHubFiles } from './list-hub-files.node.ts';
export { type HubId, parseHubId } from './parse-hub-id.ts';
export { writeModelFile } from './write-model-file.node.ts';
export {
  type BagEncoderParts,
  type ModelParts,
  type OnnxTextParts,
  writeModelFolder,
} from './write-model-folder.node.ts';
