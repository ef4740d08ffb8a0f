// Runs the model that the README's lines wrote.

import { readFileSync } from 'node:fs';
import { createOnnxSession } from '@exifclip/onnx';

const session = await createOnnxSession(readFileSync('tower.onnx'));
const images = { data: new Float32Array(2 * 64 * 64 * 3).fill(1), shape: [2, 64, 64, 3] };
const { features } = await session.run({ images });
if (features.shape.join() !== '2,16') throw new Error(`got features of [${features.shape}]`);
console.log(`features [${features.shape}]`);
await session.dispose();
