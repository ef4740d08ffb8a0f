import * as tf from '@tensorflow/tfjs-core';

/** Half-widths of the saturating curve, in grey levels: residuals above about this say no more. */
const squashWidth = 12;

/** The 5×5 "KV" kernel of steganalysis, divided by 12. Fridrich and Kodovský, Rich Models, 2012. */
const kvKernel = [
  [-1, 2, -2, 2, -1],
  [2, -6, 8, -6, 2],
  [-2, 8, -12, 8, -2],
  [2, -6, 8, -6, 2],
  [-1, 2, -2, 2, -1],
].map((row) => row.map((v) => v / 12));

const horizontalSecondDifference = inFiveByFive([
  [0, 0, 0],
  [-0.5, 1, -0.5],
  [0, 0, 0],
]);
const verticalSecondDifference = inFiveByFive([
  [0, -0.5, 0],
  [0, 1, 0],
  [0, -0.5, 0],
]);
const kernels = [horizontalSecondDifference, verticalSecondDifference, kvKernel];

/** Residual maps a colour patch gives. */
export const residualChannels: number = 3 * kernels.length;

export interface HighPassResidualsOptions {
  /** Whether patches are mirrored at their edges, or lose 2 pixels there. @defaultValue true */
  padded?: boolean;
}

/**
 * Fixed high-pass residuals of each colour channel, squashed by tanh(r / 12): what is left of a
 * patch when its content is mostly taken away, and the camera's traces are not.
 *
 * @param patches [n, height, width, 3], grey levels 0…255, whole or not; sides of at least 3
 * @returns [n, height, width, 9], −1…1
 */
export function highPassResiduals(
  patches: tf.Tensor4D,
  options: HighPassResidualsOptions = {},
): tf.Tensor4D {
  const { padded = true } = options;
  const levels = tf.cast(patches, 'float32');
  const residuals = tf.conv2d(padded ? mirrored(levels) : levels, residualFilter(), 1, 'valid');
  return tf.tanh(tf.mul(residuals, 1 / squashWidth));
}

function mirrored(patches: tf.Tensor4D): tf.Tensor4D {
  const border: [number, number] = [2, 2];
  return tf.mirrorPad(patches, [[0, 0], border, border, [0, 0]], 'reflect');
}

/** [5, 5, 3, 9]: each kernel on each colour channel by itself. */
function residualFilter(): tf.Tensor4D {
  const filter = new Float32Array(5 * 5 * 3 * residualChannels);
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 5; column++) {
      for (let colour = 0; colour < 3; colour++) {
        kernels.forEach((kernel, k) => {
          const output = colour * kernels.length + k;
          filter[((row * 5 + column) * 3 + colour) * residualChannels + output] =
            kernel[row]![column]!;
        });
      }
    }
  }
  return tf.tensor4d(filter, [5, 5, 3, residualChannels]);
}

function inFiveByFive(kernel: readonly (readonly number[])[]): number[][] {
  const zeros = [0, 0, 0, 0, 0];
  return [zeros, ...kernel.map((row) => [0, ...row, 0]), zeros];
}
