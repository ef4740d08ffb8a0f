// Trains a model on a folder of photos with parts of its own: another image tower, a transformer
// that reads the sentences, which are written plainly, and SigLIP in place of InfoNCE.
//
//   npm start -- PHOTOS RUN [STEPS]
//   npx exifclip localize photo.jpg --model RUN/model

import { resolve } from 'node:path';
import { type TrainStepReport, train } from '@exifclip/contrastive';
import { photosFromFolder, writeShards } from '@exifclip/datasets/node';
import { finishRun, openRun, standardLoss, transformerSide } from 'exifclip/training';
import { plainTower } from './plain-tower.ts';

const [photos = 'photos', folder = 'run', steps = '200'] = process.argv.slice(2);

// Every photo is decoded once: what is trained on are lossless crops of it, in tar files. A second
// start finds them there.
const shards = resolve(folder, 'shards');
const { train: kept, val } = await writeShards(photosFromFolder(photos), shards);
console.log(`${kept.photos} photos to train on, ${val.photos} to validate on`);

const run = await openRun({
  folder,
  photos: { kind: 'shards', path: shards },
  // Small batches, so that a laptop makes some steps a second; what is not named is as usual.
  config: { steps: Number(steps), photosPerBatch: 12, cameraPairs: 6, warmupSteps: 20, dim: 64 },
  recipe: (config) => ({
    image: plainTower(config.dim),
    text: transformerSide({ maxTokens: 128, dim: config.dim, sentence: { style: 'plain' } }),
    loss: standardLoss({ ...config, objective: 'sigLip', maskDuplicates: true }),
  }),
  onNotice: console.log,
});

let last: TrainStepReport | undefined;
for await (const report of train(run)) {
  const { step, loss, metrics, seconds } = report;
  if (step % 10 === 0) {
    const found = ((metrics.accuracy ?? 0) * 100).toFixed(0);
    console.log(
      `step ${step}: loss ${loss.toFixed(3)}, retrieval ${found} %, ${seconds.toFixed(2)} s`,
    );
  }
  last = report;
}

// Whitening and calibration are fitted by the same code that `exifclip train` ends with.
const model = await finishRun(run, await last!.readState(), {
  id: 'custom',
  command: `npm start -- ${process.argv.slice(2).join(' ')}`,
  onNotice: console.log,
});
await run.engine.dispose();
console.log(`model: ${model}`);
