import { createRandom } from '@exifclip/datasets';
import type { RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import type { FeatureSource } from './feature-source.ts';
import type { ProbeExample } from './probe-example.ts';
import { probeTable } from './probe-table.ts';
import { runTask } from './run-task.ts';

/** 40 photos with a dark and a bright view each, of one pixel. */
const examples: ProbeExample[] = Array.from({ length: 80 }, (_, i) => {
  const label = i % 2 ? 'dark' : 'bright';
  const group = `photo ${i >> 1}`;
  return { id: `${group} ${label}`, group, label, load: async () => pixel(i % 2 ? 20 : 200) };
});

const seeing = source('seeing', (view) => Float32Array.of(view.data[0]!));
const random = createRandom('blind');
const blind = source('blind', () => Float32Array.of(random.normal()));
const options = { folds: 4, seed: 1 };

describe('runTask', () => {
  test('finds what a source sees, and chance where it sees nothing', async () => {
    const result = await runTask('brightness', examples, [seeing, blind], options);
    expect(result).toMatchObject({ views: 80, photos: 40, classes: { bright: 40, dark: 40 } });
    expect(result.chance).toEqual({ accuracy: 0.5, balancedAccuracy: 0.5 });
    expect(result.sources['seeing']).toMatchObject({
      dim: 1,
      accuracy: { value: 1, low: 1, high: 1 },
    });
    expect(result.sources['blind']!.balancedAccuracy.high).toBeLessThan(0.75);
    expect(result.sources['seeing']!.firstLessThis).toBeUndefined();
    const { value } = result.sources['blind']!.firstLessThis!;
    expect(value).toBeCloseTo(1 - result.sources['blind']!.accuracy.value, 12);
    const table = probeTable({ command: '', side: 1, ...options, tasks: { brightness: result } });
    expect(table).toContain('brightness  seeing (baseline)  1        1.000 [1.000, 1.000]');
    expect(table).toContain('brightness: 80 views of 40 photos: bright 40, dark 40');
  });

  test('leaves out what cannot be opened, and says why', async () => {
    const broken = { ...examples[0]!, load: () => Promise.reject(new Error('torn')) };
    const { skipped, views } = await runTask('t', [broken, ...examples], [seeing], options);
    expect(skipped).toEqual([{ id: 'photo 0 bright', why: 'photo 0 bright: torn' }]);
    expect(views).toBe(80);
  });

  test('says which task has too few photos or classes, and stops when told', async () => {
    await expect(runTask('t', examples.slice(0, 4), [seeing], options)).rejects.toThrow(
      't: expected views of 2 classes or more, of 4 photos or more, got 2 classes, 2 photos',
    );
    await expect(runTask('t', [], [seeing], options)).rejects.toThrow('0 classes, 0 photos');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(runTask('t', examples, [seeing], { ...options, signal })).rejects.toThrow(
      'enough',
    );
  });
});

function pixel(level: number): RasterImage {
  return { data: new Uint8Array(3).fill(level), width: 1, height: 1, channels: 3 };
}

function source(name: string, see: (view: RasterImage) => Float32Array): FeatureSource {
  return { name, kind: 'baseline', features: async (view) => see(view), dispose: async () => {} };
}
