import { createSpliceDetector, type SpliceReport } from '@exifclip/splice';

export async function scoreOf(photo: Uint8Array): Promise<number> {
  const detector = await createSpliceDetector();
  const report: SpliceReport = await detector.analyze(photo);
  // @ts-expect-error no report has this field, which only types that were found can tell
  void report.noSuchField;
  return report.score;
}
