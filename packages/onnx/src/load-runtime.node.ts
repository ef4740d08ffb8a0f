import type { OrtModule, Runtime, RuntimeImports, RuntimeName } from './runtime.ts';

const installed: RuntimeImports = {
  node: () => import('onnxruntime-node'),
  web: () => import('onnxruntime-web'),
};

/**
 * Loads ONNX Runtime in Node: its native build, and where that is not installed or its binary
 * cannot be loaded, the WebAssembly build, with the reason.
 *
 * @param wanted one build and no other; absent: native first
 * @throws Error when no build can be loaded, or not the one that is wanted
 */
export async function loadRuntime(
  wanted?: RuntimeName,
  chosen: Partial<RuntimeImports> = {},
): Promise<Runtime> {
  const imports = { ...installed, ...chosen };
  if (wanted === 'onnxruntime-web') return { name: wanted, ort: await load(imports.web) };
  try {
    return { name: 'onnxruntime-node', ort: await load(imports.node) };
  } catch (error) {
    if (wanted === 'onnxruntime-node') throw error;
    const why = `onnxruntime-node could not be loaded (${firstLine(error)})`;
    const ort = await load(imports.web).catch((cause: unknown) => {
      throw new Error(`${why}, nor could onnxruntime-web (${firstLine(cause)})`, { cause });
    });
    return {
      name: 'onnxruntime-web',
      ort,
      fallbackReason: `${why}; using the slower WebAssembly build of onnxruntime-web`,
    };
  }
}

async function load(importModule: () => Promise<unknown>): Promise<OrtModule> {
  const module = (await importModule()) as { default?: OrtModule } & Partial<OrtModule>;
  const ort = module.InferenceSession ? (module as OrtModule) : module.default;
  if (!ort?.InferenceSession) throw new Error('the module has no InferenceSession');
  return ort;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}
