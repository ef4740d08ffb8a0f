/** The configuration itself. */
export const configFile = 'config.json';
/** The graph of the patch encoder. */
export const patchEncoderFile = 'patch-encoder.onnx';
/** The same graph, its weights stored as float16; a folder may lack it. */
export const narrowPatchEncoderFile = 'patch-encoder.float16.onnx';
/** Parameters of the image tower, to train on. */
export const imageTowerFile = 'image-tower.safetensors';
/** Parameters of a sentence encoder of the kind `bag`. */
export const textEncoderFile = 'text-encoder.safetensors';
/** The graph of a sentence encoder of the kind `onnx`. */
export const textGraphFile = 'text-encoder.onnx';
/** Parameters of the text tower behind that graph, to train on. */
export const textTowerFile = 'text-tower.safetensors';
/** The vocabulary of that graph. */
export const tokenizerFile = 'tokenizer.json';
/** Its settings; a folder may lack them. */
export const tokenizerConfigFile = 'tokenizer_config.json';
/** The projection that removes what varies within authentic photos; a folder may lack it. */
export const whiteningFile = 'whitening.safetensors';
/** How detection scores become probabilities; a folder may lack it. */
export const calibrationFile = 'calibration.json';
/** What the EXIF of photos is compared with; a folder may lack it. */
export const metadataReferenceFile = 'metadata-reference.safetensors';
/** The model card. */
export const cardFile = 'README.md';
