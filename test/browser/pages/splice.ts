import { createSpliceDetector, type SpliceDetectorOptions } from '@exifclip/splice';

/** What of a report can be copied out of the page. */
export interface Finding {
  score: number;
  probability: number | undefined;
  heatmap: Float32Array;
  consistency: Float32Array;
  warnings: readonly string[];
  model: string;
}

export interface DetectorSources {
  /** Where a model folder is served, in place of the bundled one. */
  modelUrl?: string;
  /** Where the WebAssembly file is served, in place of the bundled one. */
  wasmUrl?: string;
}

/** Analyses the file that the test serves as `/files/<name>`. */
export async function analyzeFile(name: string, sources: DetectorSources = {}): Promise<Finding> {
  const answer = await fetch(`/files/${name}`);
  const detector = await createSpliceDetector(optionsOf(sources));
  try {
    const report = await detector.analyze(await answer.blob(), { name, maxPatches: 200 });
    return {
      score: report.score,
      probability: report.probability,
      heatmap: report.heatmap.data,
      consistency: report.consistencyFrom(1, 2).data,
      warnings: report.warnings,
      model: report.model,
    };
  } finally {
    await detector.dispose();
  }
}

/** What a path comes to where there are none. */
export async function analyzePath(path: string): Promise<string> {
  const detector = await createSpliceDetector();
  try {
    return await detector.analyze(path).then(
      () => 'analysed',
      (error: unknown) => String(error),
    );
  } finally {
    await detector.dispose();
  }
}

function optionsOf({ modelUrl, wasmUrl }: DetectorSources): SpliceDetectorOptions {
  return {
    ...(modelUrl === undefined ? {} : { model: new URL(modelUrl, location.href) }),
    ...(wasmUrl === undefined ? {} : { engine: { wasmUrl } }),
  };
}
