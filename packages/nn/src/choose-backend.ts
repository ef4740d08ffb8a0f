import * as tf from '@tensorflow/tfjs-core';
import { platformLoaders } from '#backend-loaders';
import {
  type BackendLoader,
  type BackendName,
  type BackendRequest,
  backendNames,
} from './backend-loader.ts';
import { BackendUnavailableError } from './backend-unavailable-error.ts';
import { quietly } from './quietly.ts';
import { registerGradients } from './register-gradients.ts';
import { registerWasmTrainingKernels } from './wasm-kernels/register-wasm-training-kernels.ts';

export interface ChooseBackendOptions {
  /** Tried before all others; the rest follow where it is not to be had. @defaultValue none */
  prefer?: BackendName;
  /** Also register gradients, and on wasm the kernels that training needs. @defaultValue false */
  training?: boolean;
  /** Folder or URL of the `.wasm` files, for bundlers that move them. @defaultValue none */
  wasmPaths?: string;
  /** Told in one line what was chosen and why. @defaultValue silence */
  log?: (message: string) => void;
  /** What is tried, in this order. @defaultValue the loaders of this platform */
  loaders?: readonly BackendLoader[];
}

export interface ChosenBackend {
  name: BackendName;
  /** Why this one, in words. */
  reason: string;
  /** What was tried before, and why it was left. */
  tried: readonly { name: BackendName; why: string }[];
}

/**
 * Makes the fastest tfjs backend that is installed and works the current one.
 *
 * In Node: tfjs-node-gpu, tfjs-node, webgpu (a real adapter, or asked for), wasm, cpu; in browsers
 * the last three. Each is an optional package that the user installs.
 *
 * @throws BackendUnavailableError when none works
 * @throws RangeError when `prefer` is no backend's name
 */
export async function chooseBackend(options: ChooseBackendOptions = {}): Promise<ChosenBackend> {
  const { prefer, training = false, wasmPaths, log, loaders = platformLoaders } = options;
  if (prefer !== undefined && !backendNames.includes(prefer)) {
    throw new RangeError(`expected prefer to be one of ${backendNames.join(', ')}, got ${prefer}`);
  }
  const tried: { name: BackendName; why: string }[] = [];
  for (const loader of preferredFirst(loaders, prefer)) {
    const { name } = loader;
    const why = await start(loader, { asked: name === prefer, wasmPaths });
    if (why !== undefined) {
      tried.push({ name, why });
      continue;
    }
    if (training) await prepareTraining(name);
    const reason = name === prefer ? 'asked for' : reasonAfter(tried);
    log?.(`tfjs backend ${name}: ${reason}`);
    return { name, reason, tried };
  }
  throw new BackendUnavailableError(`no tfjs backend works: ${listTried(tried)}`);
}

function preferredFirst(
  loaders: readonly BackendLoader[],
  prefer: BackendName | undefined,
): BackendLoader[] {
  const isPreferred = ({ name }: BackendLoader): boolean => name === prefer;
  return [...loaders.filter(isPreferred), ...loaders.filter((loader) => !isPreferred(loader))];
}

/** Makes a backend the current one; returns why that failed, or undefined where it works. */
async function start(loader: BackendLoader, request: BackendRequest): Promise<string | undefined> {
  const { guard = (work) => work() } = loader;
  try {
    return await guard(() =>
      quietly(async () => {
        const registered = await loader.load(request);
        if (tf.findBackendFactory(registered) === null) return anotherCopy;
        if (!(await tf.setBackend(registered))) return 'it did not start';
        return (await adds()) ? undefined : 'it computes 1 + 2 wrongly';
      }),
    );
  } catch (error) {
    return explain(error, loader.packageName);
  }
}

const anotherCopy =
  'it registered with another copy of @tensorflow/tfjs-core; one copy is needed (see `npm ls @tensorflow/tfjs-core`)';

/** The first tensor: binaries that are broken show it here, and the cpu backend's banner is due. */
async function adds(): Promise<boolean> {
  const sum = tf.tidy(() => tf.add(tf.scalar(1), tf.scalar(2)));
  const [value] = await sum.data();
  sum.dispose();
  return value === 3;
}

function explain(error: unknown, packageName: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /cannot find (package|module)|could not resolve|failed to (resolve|load|fetch)/i;
  // a dependency of an installed package can be missing too, hence the name
  if (missing.test(message) && message.includes(packageName)) {
    const rest = message.split(packageName)[1] ?? '';
    if (/^['"`]?(\s|$|\.)/.test(rest)) return `${packageName} is not installed`;
  }
  return message.trim().split('\n')[0] ?? message;
}

async function prepareTraining(name: BackendName): Promise<void> {
  await registerGradients();
  if (name === 'wasm') registerWasmTrainingKernels();
}

function reasonAfter(tried: ChosenBackend['tried']): string {
  return tried.length === 0 ? 'the first choice' : `the next best, as ${listTried(tried)}`;
}

function listTried(tried: ChosenBackend['tried']): string {
  return tried.map(({ name, why }) => `${name}: ${why}`).join('; ') || 'nothing was tried';
}
