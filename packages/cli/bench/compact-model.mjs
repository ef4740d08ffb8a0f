// The bundled model's towers and loss, in the parts that every engine takes, and batches for them.
import {
  compiledEngine,
  compiledGradCacheEngine,
  contrastiveLoss,
  createTrainState,
  lossOfTowers,
  makeGradCacheStep,
  makeTrainStep,
} from '@exifclip/contrastive';
import { bagOfPieces } from '@exifclip/exif-text';
import { bagTower, initBagTower } from '@exifclip/exif-text/tower';
import { disposeParameters, parametersToArrays, prefix, scope } from '@exifclip/nn';
import { chooseBackend, registerGradients } from '@exifclip/nn/backend';
import {
  compactTower,
  compactTowerConfig,
  compactTowerParameters,
} from '@exifclip/patch-encoder/tower';
import * as tf from '@tensorflow/tfjs-core';

export const patchSize = 64;
const buckets = 4096;
const { dim } = compactTowerConfig;

/** Two views of each photo, first all first ones. */
function towers(parameters, { patches, bag }) {
  const training = true;
  const { embeddings, updates } = compactTower(scope(parameters, 'image'), patches, { training });
  const texts = bagTower(scope(parameters, 'text'), bag);
  return { embeddings: { patches: embeddings, texts }, updates: prefix(updates, 'image') };
}

function loss({ logScale }, { patches, texts }) {
  const { loss, accuracy } = contrastiveLoss({ views: tf.split(patches, 2), texts, logScale });
  return { loss, metrics: { accuracy } };
}

/**
 * An engine with fresh parameters loaded: a plain one, or one that caches gradients of embeddings
 * where there are several micro-batches.
 */
export async function openEngine(patches, microBatches, threads) {
  await chooseBackend({ prefer: 'cpu' });
  await registerGradients();
  const { arrays } = await freshState();
  const example = { ...arrays, ...stepInputs(randomBatch(patches)) };
  const options = { clipNorm: 1, weightDecay: 0.01 };
  const session = { threads, spinning: false };
  const engine =
    microBatches === 1
      ? await compiledEngine(
          makeTrainStep({ loss: lossOfTowers(towers, loss), ...options }),
          example,
          session,
        )
      : await compiledGradCacheEngine(makeGradCacheStep({ towers, loss, ...options }), example, {
          microBatches,
          ...session,
        });
  await engine.load(arrays);
  return engine;
}

async function freshState() {
  const parameters = {
    ...prefix(compactTowerParameters(1), 'image'),
    ...prefix(initBagTower({ buckets, dim, seed: 1 }), 'text'),
    logScale: tf.scalar(Math.log(1 / 0.07)),
  };
  const state = createTrainState(await parametersToArrays(parameters), 1);
  disposeParameters(parameters);
  return state;
}

/** What the data pipeline gives, of noise. */
export function randomBatch(patches) {
  const data = new Uint8Array(patches * patchSize * patchSize * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return {
    patches: { data, shape: [patches, patchSize, patchSize, 3] },
    sentences: Array.from({ length: patches / 2 }, (_, i) => `Make: Maker ${i % 17} Model: X${i}`),
  };
}

/** A batch as the inputs of a step. */
export function stepInputs({ patches, sentences }) {
  return {
    learningRate: { data: Float32Array.of(1e-3), shape: [] },
    'batch/patches': patches,
    'batch/bag': bagOfPieces(sentences, { buckets }),
  };
}
