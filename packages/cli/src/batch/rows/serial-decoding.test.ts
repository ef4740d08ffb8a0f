import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serialDecoding } from './serial-decoding.ts';

test('one image is decoded at a time, while those before it are still worked on', async () => {
  const decoded = serialDecoding();
  const state = { decoding: 0, working: 0, most: 0 };
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, i) =>
      decoded(async (onImage) => {
        state.decoding += 1;
        expect(state.decoding).toBe(1);
        await sleep(1);
        state.decoding -= 1;
        if (i % 4 === 3) throw new Error(`broken ${i}`);
        onImage({ data: new Uint8Array(3), width: 1, height: 1, channels: 3 });
        state.working += 1;
        state.most = Math.max(state.most, state.working);
        await sleep(5);
        state.working -= 1;
        return i;
      }),
    ),
  );
  expect(state.most).toBeGreaterThan(1);
  const said = results.map((result) =>
    result.status === 'fulfilled' ? result.value : String(result.reason),
  );
  const expected = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  expect(said).toEqual(expected.map((i) => (i % 4 === 3 ? `Error: broken ${i}` : i)));
});
