import { chooseBackend } from '@exifclip/nn/backend';
import type { RuntimeName } from '@exifclip/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recorders } from '../src/recorder.ts';
import { registerRecorders } from '../src/register-recorders.ts';
import { traceBackendName } from '../src/trace-backend.ts';
import { expectParity, type ParityCase } from './parity.ts';

const runtimes: readonly RuntimeName[] = ['onnxruntime-node', 'onnxruntime-web'];

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
      it(parityCase.title, async () => {
        await expectParity(parityCase, runtimes);
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
