import { createSpliceDetector } from '@exifclip/splice';

export async function run(photo) {
  const detector = await createSpliceDetector();
  const report = await detector.analyze(photo, { maxPatches: 100 });
  await detector.dispose();
  return report.score;
}
