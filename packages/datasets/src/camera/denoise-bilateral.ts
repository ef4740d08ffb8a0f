/**
 * Means of the 3×3 pixels whose green is like that of the centre, weighted by
 * `(1 − (difference / reach)²)²` within a reach of `strength` standard deviations of the noise
 * at that brightness.
 *
 * @param light - interleaved RGB
 */
export function denoiseBilateral(
  light: Float32Array,
  width: number,
  { strength, shotNoise, readNoise }: { strength: number; shotNoise: number; readNoise: number },
): Float32Array {
  const stride = width * 3;
  const height = light.length / stride;
  const result = new Float32Array(light.length);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(y - 1, 0) * stride;
    const bottom = Math.min(y + 1, height - 1) * stride;
    for (let x = 0; x < width; x += 1) {
      const at = y * stride + x * 3;
      const left = Math.max(x - 1, 0) * 3;
      const right = Math.min(x + 1, width - 1) * 3;
      const green = light[at + 1]!;
      const variance = shotNoise * Math.max(green, 0) + readNoise * readNoise;
      const scale = 1 / (strength * strength * variance + 1e-12);
      let red = 0;
      let greens = 0;
      let blue = 0;
      let total = 0;
      for (let row = top; row <= bottom; row += stride) {
        for (let i = row + left; i <= row + right; i += 3) {
          const difference = light[i + 1]! - green;
          // Noise makes a branch here unforeseeable; adding nothing is cheaper.
          const nearness = Math.max(0, 1 - difference * difference * scale);
          const weight = nearness * nearness;
          red += weight * light[i]!;
          greens += weight * light[i + 1]!;
          blue += weight * light[i + 2]!;
          total += weight;
        }
      }
      result[at] = red / total;
      result[at + 1] = greens / total;
      result[at + 2] = blue / total;
    }
  }
  return result;
}
