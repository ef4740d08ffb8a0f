import { join } from 'node:path';
import {
  createRandom,
  proceduralScene,
  type Random,
  type SplicedImage,
  simulateCamera,
  spliceImages,
} from '@exifclip/datasets';
import { cropImage, encodePng, type RasterImage } from '@exifclip/image';
import {
  correlatedChance,
  createSpliceDetector,
  mapMetrics,
  mapToImage,
  noiseLevelMap,
} from '@exifclip/splice';
import { Command } from 'commander';
import { commandLine } from '../command-line.ts';
import { donorCamera, hostCamera } from '../demo-cameras.ts';
import { parseCount } from '../parse-number.ts';
import { writeFileAtomic } from '../write-file-atomic.ts';
import { writeReport } from '../write-report.ts';

interface DemoFlags {
  out: string;
  seed: number;
  threads: number;
}

const width = 960;
const height = 640;

/** `exifclip demo`: makes a forgery out of two simulated cameras and finds it. */
export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'two simulated cameras photograph two scenes, a part of one is pasted into the other, and\n' +
        'the paste is found; needs no photo and no download',
    )
    .option('-o, --out <dir>', 'folder for the pictures', 'exifclip-demo')
    .option('--seed <n>', 'another seed makes other scenes and another paste', parseCount(0), 6)
    .option('--threads <n>', 'threads of ONNX Runtime, 0: it chooses', parseCount(0), 0)
    .action(runDemo);
}

async function runDemo({ out, seed, threads }: DemoFlags): Promise<void> {
  const { image, mask } = await makeForgery(seed);
  const name = 'forgery';
  const bytes = await encodePng(image);
  const photo = join(out, `${name}.png`);
  const truth = join(out, `${name}.truth.png`);
  await writeFileAtomic(photo, bytes);
  await writeFileAtomic(truth, await encodePng(mask));

  const detector = await createSpliceDetector({ threads, onFallback: console.error });
  try {
    const report = await detector.analyze(image, { name: photo });
    const { files } = await writeReport(
      {
        input: photo,
        bytes,
        image,
        report,
        orientation: 1,
        command: commandLine({ withoutFolders: true }),
      },
      { folder: out, name, elapsed: () => report.timings.total / 1000 },
    );

    const pMap = (map: typeof report.heatmap) =>
      mapMetrics(mapToImage(map, report.grid, { width, height }).data, mask.data).permuted
        .averagePrecision ?? 0;
    const ours = pMap(report.heatmap).toFixed(2);
    const noise = pMap(noiseLevelMap(image, report.grid)).toFixed(2);
    const chance = (correlatedChance(report.grid, mask)?.averagePrecision ?? 0).toFixed(2);
    console.log(`p-mAP ${ours} (noise-level map ${noise}, chance ${chance})`);
    console.log('p-mAP: how well the map ranks the pasted pixels above the rest; 1 is perfect');
    for (const file of [photo, truth, ...Object.values(files)]) console.log(`  ${file}`);
  } finally {
    await detector.dispose();
  }
}

async function makeForgery(seed: number): Promise<SplicedImage> {
  const random = (what: string) => createRandom(seed, 'demo', what);
  const host = await simulateCamera(groundScene(random('host')), hostCamera, {
    random: random('host noise'),
  });
  const donor = await simulateCamera(groundScene(random('donor')), donorCamera, {
    random: random('donor noise'),
  });
  return spliceImages(host, donor, { random: random('region'), areaShare: 0.12 });
}

/** The lower part of a scene: an empty sky carries no trace of any camera. */
function groundScene(random: Random): RasterImage {
  const whole = proceduralScene(width, 2 * height, random);
  return cropImage(whole, { x: 0, y: height, width, height });
}
