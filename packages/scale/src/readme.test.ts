import type { RowJob, RowMaker } from 'exifclip/batch';
import { expect, test } from 'vitest';

// #region
async function openRowMaker(job: RowJob): Promise<RowMaker> {
  return {
    settings: { job, version: 1 },
    columns: [
      { name: 'input', type: 'text' },
      { name: 'sha256', type: 'text' },
      { name: 'status', type: 'text' },
      { name: 'error', type: 'text' },
      { name: 'bytes', type: 'integer' },
    ],
    async make({ path, bytes }) {
      const { length } = await bytes();
      return { input: path, sha256: null, status: 'ok', error: null, bytes: length };
    },
    async dispose() {},
  };
}
// #endregion

test('the row maker of the README makes rows of its columns', async () => {
  const { settings, columns, make, dispose } = await openRowMaker('exif');
  const row = await make({ path: '/a.jpg', bytes: async () => Uint8Array.of(1, 2, 3) });
  expect(settings).toEqual({ job: 'exif', version: 1 });
  expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
  expect(row['bytes']).toBe(3);
  await dispose();
});
