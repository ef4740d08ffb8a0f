import { writeFile } from 'node:fs/promises';
import { colorizeMap, encodePng } from '@exifclip/image';
import { createSpliceDetector, mapToImage } from '@exifclip/splice';

const [photo = 'photo.jpg', picture = 'heatmap.png'] = process.argv.slice(2);
const detector = await createSpliceDetector();
const report = await detector.analyze(photo);
await detector.dispose();
console.log(`score ${report.score}, probability ${report.probability ?? 'unknown'}`);
for (const warning of report.warnings) console.log(`it may say little: ${warning}`);
await writeFile(picture, await encodePng(colorizeMap(mapToImage(report.heatmap, report.grid))));
