import { expect, test } from 'vitest';
import { madeImage, madeReport } from '../../test/made-report.ts';
import { renderReport } from './render-report.ts';
import { reportPhoto } from './report-photo.ts';
import { reportSections } from './report-sections.ts';

const report = madeReport();

test('a report is made of its sections', async () => {
  const told = { tags: [{ name: 'Make', value: 'Canon' }], sha256: 'ab', orientation: 6 };
  const photo = await reportPhoto(madeImage(report.grid), { orientation: 6 });
  const page = renderReport(report, { input: 'a', photo, ...told });
  const { result, meaning, exif, origin, data } = reportSections(report, told);
  for (const { markup } of [result, meaning, exif, origin]) expect(page).toContain(markup);
  expect([data.width, data.height]).toEqual([288, 384]);
});

test('texts are escaped, and the address of the photo is an attribute', () => {
  const { exif, stage } = reportSections(report, {
    photo: 'blob:"><script>',
    tags: [{ name: 'Make', value: '<img src=x>' }],
  });
  expect(exif.markup).toContain('&lt;img src=x&gt;');
  expect(stage.markup).toContain('src="blob:&quot;&gt;&lt;script&gt;"');
});

test('an orientation that is none is refused', () => {
  expect(() => reportSections(report, { orientation: 9 })).toThrow(RangeError);
});
