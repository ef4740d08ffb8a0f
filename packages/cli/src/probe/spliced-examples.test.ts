import type { ForgeryEntry } from '@exifclip/datasets';
import { expect, test } from 'vitest';
import { forgeryPhotos } from './forgery-photos.ts';
import { linkedGroups } from './linked-groups.ts';
import { splicedExamples } from './spliced-examples.ts';

const entry = (id: string, dataset = 'casia1'): ForgeryEntry => ({
  dataset,
  id,
  image: `${id}.jpg`,
  mask: null,
  label: id.startsWith('Sp') ? 'spliced' : 'authentic',
});

test('`forgeryPhotos` reads host and donor from the names of CASIA', () => {
  expect(forgeryPhotos(entry('Sp_D_NNN_A_txt0033_txt0025_0135'))).toEqual([
    'casia1 txt0033',
    'casia1 txt0025',
  ]);
  expect(forgeryPhotos(entry('Au_txt_0033'))).toEqual(['casia1 txt0033']);
  expect(forgeryPhotos(entry('Tp_D_NRN_S_N_ani10171_ani00001_12458', 'casia2'))).toEqual([
    'casia2 ani10171',
    'casia2 ani00001',
  ]);
  expect(forgeryPhotos(entry('odd name'))).toEqual(['casia1 odd name']);
  expect(forgeryPhotos(entry('Au_txt_0033', 'imd2020'))).toEqual(['imd2020 Au_txt_0033']);
});

test('`linkedGroups` joins what shares a photo, through others too', () => {
  const [a, b, c, d, e] = linkedGroups([['1', '2'], ['3'], ['2', '4'], ['4', '3'], ['5']]);
  expect([b, c, d]).toEqual([a, a, a]);
  expect(e).not.toBe(a);
  expect(linkedGroups([])).toEqual([]);
});

test('a splice is in the group of its host, whichever label is drawn first', () => {
  const entries = ['Sp_D_NNN_A_txt0033_txt0025_0135', 'Au_txt_0025', 'Au_txt_0001'].map((id) =>
    entry(id),
  );
  const examples = splicedExamples(entries, { side: 224, seed: 1, limit: 10, resized: false });
  const group = Object.fromEntries(examples.map(({ id, group }) => [id, group]));
  expect(group['Au_txt_0025']).toBe(group['Sp_D_NNN_A_txt0033_txt0025_0135']);
  expect(group['Au_txt_0001']).not.toBe(group['Au_txt_0025']);
  expect(examples.map(({ label }) => label).sort()).toEqual(['authentic', 'authentic', 'spliced']);
});
