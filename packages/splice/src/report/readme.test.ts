import { readExifTags, readOrientation } from '@exifclip/exif-text';
import { decodeImage, encodeJpeg } from '@exifclip/image';
import { renderReport, reportPhoto } from '@exifclip/splice/report';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import { madeImage, madeReport } from '../../test/made-report.ts';

test('the report of the README is written as it stands there', async () => {
  const report = madeReport();
  const bytes = await encodeJpeg(madeImage(report.grid));
  const image = await decodeImage(bytes);
  // #region
  const orientation = readOrientation(bytes); // of @exifclip/exif-text
  const html = renderReport(report, {
    input: 'photo.jpg',
    photo: await reportPhoto(image, { orientation }),
    orientation,
    tags: readExifTags(bytes), // without names, places, dates and serial numbers
  });
  // #endregion
  expect(html).toContain('<h1><bdi>photo.jpg</bdi></h1>');
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(readme).toContain(regions[0]);
});
