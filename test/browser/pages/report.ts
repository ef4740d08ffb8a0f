import { decodeImage } from '@exifclip/image';
import { createSpliceDetector } from '@exifclip/splice';
import { renderReport, reportPhoto } from '@exifclip/splice/report';

/** The report of the file that the test serves as `/files/<name>`, made on the page. */
export async function reportOfFile(name: string, orientation: number): Promise<string> {
  const answer = await fetch(`/files/${name}`);
  const image = await decodeImage(new Uint8Array(await answer.arrayBuffer()));
  const detector = await createSpliceDetector();
  try {
    const report = await detector.analyze(image, { maxPatches: 60 });
    const photo = await reportPhoto(image, { orientation });
    return renderReport(report, { input: name, photo, orientation });
  } finally {
    await detector.dispose();
  }
}
