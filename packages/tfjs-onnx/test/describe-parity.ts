import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recorders } from '../src/recorder.ts';
import { registerRecorders } from '../src/register-recorders.ts';
import { traceBackendName } from '../src/trace-backend.ts';
import { knownError } from './known-errors.ts';
import { expectParity, type ParityCase } from './parity.ts';
import { targets } from './targets.ts';

/**
 * Tests that traced graphs compute in both builds of ONNX Runtime what tfjs's cpu backend
 * computes, and that the cases leave out no kernel of a family.
 */
export function describeParity(
  what: string,
  family: Recorders,
  cases: readonly ParityCase[],
): void {
  describe(`${what}, traced, agree with tfjs cpu`, () => {
    const recorded = new Set<string>();
    const kernels = Object.keys(family);

    beforeAll(async () => {
      await chooseBackend({ prefer: 'cpu', training: true });
      registerRecorders(family);
      for (const kernel of kernels) watch(kernel, recorded);
    });

    for (const parityCase of cases) {
      // A case that is known to fail has to, so that the list of them stays true.
      const reason = knownError(targets[0]?.providers?.[0], parityCase.title);
      const test = reason === undefined ? it : it.fails;
      const title = reason === undefined ? parityCase.title : `${parityCase.title} (${reason})`;
      test(title, async () => {
        await expectParity(parityCase);
      });
    }

    if (kernels.length === 0) return;
    it('the cases above record every kernel of the family', () => {
      expect(kernels.filter((kernel) => !recorded.has(kernel))).toEqual([]);
    });
  });
}

function watch(kernelName: string, recorded: Set<string>): void {
  const config = tf.getKernel(kernelName, traceBackendName);
  const { kernelFunc } = config;
  config.kernelFunc = (call) => {
    recorded.add(kernelName);
    return kernelFunc(call);
  };
}
