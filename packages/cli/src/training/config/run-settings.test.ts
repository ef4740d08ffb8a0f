import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRunConfig } from './run-config.ts';
import { RunConfigError } from './run-config-error.ts';
import { readRunSettings, writeRunSettings } from './run-settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

const photos = { kind: 'manifest', path: '/photos.jsonl' } as const;
const write = (text: string) => writeFile(join(folder, 'run.json'), text);

test('the settings of a run come back as they were written, and none where there is no run', async () => {
  expect(await readRunSettings(folder)).toBeUndefined();
  await writeRunSettings(folder, { photos, config: defaultRunConfig });
  expect(await readRunSettings(folder)).toEqual({ photos, config: defaultRunConfig });
});

test('a run from before there were phases goes on without any', async () => {
  await write(JSON.stringify({ photos, steps: 300, photosPerBatch: 40 }));
  const { config } = (await readRunSettings(folder))!;
  expect(config).toEqual({
    ...{ ...defaultRunConfig, steps: 300, photosPerBatch: 40 },
    ...{ later: [], phaseMean: false },
  });
});

test('a damaged file is refused by name', async () => {
  for (const text of ['', '{', '{"photos": {"kind": "manifest"}}', '{"photos": 3, "steps": 0}']) {
    await write(text);
    await expect(readRunSettings(folder)).rejects.toThrow(RunConfigError);
    await expect(readRunSettings(folder)).rejects.toThrow(join(folder, 'run.json'));
  }
});
