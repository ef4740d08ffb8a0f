import { distilbertParameters, distilbertTower } from '@exifclip/exif-text/tower';
import { type OnnxTextParts, writeModelFolder } from '@exifclip/models/node';
import { chooseBackend } from '@exifclip/nn/backend';
import { readTorchParameters } from '@exifclip/nn/pytorch';
import { resNetParameters, resNetTower } from '@exifclip/patch-encoder/tower';
import { exportPatchEncoder } from '../training/export-patch-encoder.ts';
import type { Conversion } from './conversion.ts';
import { conversionCard } from './conversion-card.ts';
import { exportTextEncoder } from './export-text-encoder.ts';
import { type FoundDistilbert, findDistilbert } from './find-distilbert.ts';
import { type FoundResNet, findResNet } from './find-resnet.ts';
import { findTokenizer } from './find-tokenizer.ts';
import type { WeightSource } from './weight-source.ts';
import { withTimmHead } from './with-timm-head.ts';

export interface ConvertWeightsOptions {
  /** The model folder to write. */
  folder: string;
  /** What the model is called. */
  id: string;
  /** The command, for the card. */
  command: string;
  /** Side of a patch in pixels. */
  patchSize: number;
  /** Whether to convert a text tower, where there is one. */
  text: boolean;
  /** Folder or hub id of the vocabulary. */
  tokenizer?: string | undefined;
  /** Tokens a sentence. @defaultValue as many as the tower has positions */
  maxTokens?: number | undefined;
  /** Heads of the text tower's attention. @defaultValue `n_heads` of a config.json, or dim / 64 */
  heads?: number | undefined;
  /** Told what is being done, and how far that is. */
  onProgress?: (done: number, total: number, what: string) => void;
  signal?: AbortSignal;
}

/**
 * Writes a model folder from weights of PyTorch's: a residual network becomes the patch encoder, a
 * DistilBERT beside it the sentence encoder, each as an ONNX graph and as parameters to train on.
 *
 * @throws RangeError when there is no residual network, or the towers do not share a space
 * @throws TorchParametersError when a tower's parameters are missing or misshapen
 */
export async function convertWeights(
  opened: WeightSource,
  options: ConvertWeightsOptions,
): Promise<Conversion> {
  const source = { ...opened, tensors: withTimmHead(opened.tensors) };
  const { folder, id, command, patchSize, text: withText } = options;
  const resNet = findResNet(source.tensors);
  const distilbert = withText
    ? findDistilbert(source.tensors, await headsOf(source, options))
    : undefined;
  checkTowers(source, resNet, distilbert);
  await chooseBackend({ prefer: 'cpu' });
  // the text tower first: its vocabulary may be missing, which is better known at once
  const textEncoder = distilbert && (await textParts(source, distilbert, options));
  const imageTower = await readTower(source, resNet, resNetParameters(resNet.config), options);
  const patchEncoder = exportPatchEncoder(imageTower, {
    patchSize,
    tower: (parameters, patches) => resNetTower(parameters, patches, { config: resNet.config }),
  });
  const leftovers = unused(source, resNet, distilbert);
  const conversion = {
    folder,
    image: `ResNet-${resNet.config.depth} from ${resNet.prefix}*`,
    text: distilbert ? `DistilBERT from ${distilbert.prefix}*` : null,
    leftovers,
  };
  await writeModelFolder(folder, {
    config: { id, patchSize, dim: resNet.config.dim },
    patchEncoder,
    imageTower,
    ...(textEncoder === undefined ? {} : { textEncoder }),
    card: conversionCard(conversion, { id, command, source: source.name, patchSize }),
  });
  return conversion;
}

/** Heads show in no shape; Hugging Face's configuration says how many there are. */
async function headsOf(
  source: WeightSource,
  { heads }: ConvertWeightsOptions,
): Promise<number | undefined> {
  const bytes = heads === undefined ? await source.beside('config.json') : undefined;
  if (bytes === undefined) return heads;
  const { n_heads: found } = JSON.parse(new TextDecoder().decode(bytes)) as { n_heads?: number };
  return found;
}

function checkTowers(
  { name }: WeightSource,
  resNet: FoundResNet | undefined,
  distilbert: FoundDistilbert | undefined,
): asserts resNet is FoundResNet {
  if (resNet === undefined) {
    throw new RangeError(
      `${name}: expected a ResNet-18, -34, -50 or -101 with a linear map at its end (layer1.0.conv1.weight … fc.weight), found none; --list shows what is there`,
    );
  }
  const { dim: text, heads = 1 } = distilbert?.config ?? {};
  const image = resNet.config.dim;
  if (text !== undefined && text % heads !== 0) {
    throw new RangeError(`${name}: expected heads that divide ${text} dimensions, got ${heads}`);
  }
  if (text !== undefined && text !== image) {
    throw new RangeError(
      `${name}: expected towers of one length of embedding, got ${image} of patches and ${text} of sentences; --no-text leaves the text tower out`,
    );
  }
}

function readTower(
  source: WeightSource,
  { prefix }: { prefix: string },
  wanted: Parameters<typeof readTorchParameters>[0],
  { onProgress, signal }: ConvertWeightsOptions,
): ReturnType<typeof readTorchParameters> {
  return readTorchParameters(wanted, source.tensors, {
    prefix,
    what: source.name,
    onProgress: (done, total) => onProgress?.(done, total, `tensors of ${prefix}*`),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function textParts(
  source: WeightSource,
  found: FoundDistilbert,
  options: ConvertWeightsOptions,
): Promise<OnnxTextParts> {
  const { config } = found;
  const { tokenizer: from, maxTokens = config.maxTokens, onProgress, signal } = options;
  if (maxTokens > config.maxTokens) {
    throw new RangeError(`expected at most ${config.maxTokens} tokens, got ${maxTokens}`);
  }
  const { tokenizer, tokenizerConfig } = await findTokenizer(source, {
    from,
    vocabularySize: config.vocabularySize,
    onFetch: (file, done, total) => onProgress?.(done, total, file),
    ...(signal === undefined ? {} : { signal }),
  });
  const tower = await readTower(source, found, distilbertParameters(config), options);
  return {
    kind: 'onnx',
    maxTokens,
    sentence: { style: 'paper' },
    graph: exportTextEncoder(
      tower,
      (parameters, tokens) => distilbertTower(parameters, tokens, config),
      maxTokens,
    ),
    tower,
    tokenizer,
    ...(tokenizerConfig === undefined ? {} : { tokenizerConfig }),
  };
}

function unused(
  { tensors }: WeightSource,
  resNet: FoundResNet,
  distilbert: FoundDistilbert | undefined,
): string[] {
  const used = new Set([
    ...resNetParameters(resNet.config).map(({ torchName }) => resNet.prefix + torchName),
    ...(distilbert === undefined
      ? []
      : distilbertParameters(distilbert.config).map(
          ({ torchName }) => distilbert.prefix + torchName,
        )),
  ]);
  return [...tensors.keys()].filter((name) => !used.has(name));
}
