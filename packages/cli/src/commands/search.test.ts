import { expect, test } from 'vitest';
import { runExifclip } from '../../test/run-exifclip.ts';

test('one thing is asked for at a time, and a table that is none is named', async () => {
  const none = await runExifclip(['search', 'photos.jsonl']);
  expect([none.code, none.stdout]).toEqual([2, '']);
  expect(none.stderr).toContain('expected one of --photo, --text and --patch');
  const nowhere = await runExifclip(['search', 'nowhere.jsonl', '--text', 'Make: Canon']);
  expect([nowhere.code, nowhere.stdout]).toEqual([2, '']);
  expect(nowhere.stderr).toContain('nowhere.jsonl: expected a table of exifclip embed --table');
});
