// Ziggurat of 128 layers: J. A. Doornik, "An improved ziggurat method to generate normal random
// samples" (2005). R is where the tail begins, V the area of a layer.
const LAYERS = 128;
const R = 3.442619855899;
const V = 9.91256303526217e-3;
const { edges, ratios } = ziggurat();

/**
 * A draw from the normal distribution of mean 0 and variance 1, about ten times as fast as
 * Box–Muller: most draws cost one 32-bit word and one multiplication.
 *
 * @param uint32 - gives unsigned 32-bit integers
 */
export function standardNormal(uint32: () => number): number {
  for (;;) {
    const word = uint32();
    // The low 7 bits choose the layer and the high 24 the place in it, so they are independent.
    const layer = word & (LAYERS - 1);
    const u = (word >>> 8) * 2 ** -23 - 1;
    if (Math.abs(u) < ratios[layer]!) return u * edges[layer]!;
    if (layer === 0) return tail(uint32, u < 0);
    const x = u * edges[layer]!;
    const outer = Math.exp(-0.5 * (edges[layer]! ** 2 - x * x));
    const inner = Math.exp(-0.5 * (edges[layer + 1]! ** 2 - x * x));
    if (inner + unit(uint32) * (outer - inner) < 1) return x;
  }
}

function tail(uint32: () => number, negative: boolean): number {
  for (;;) {
    const x = Math.log(unit(uint32)) / R;
    const y = Math.log(unit(uint32));
    if (-2 * y >= x * x) return negative ? x - R : R - x;
  }
}

/** Uniform in (0, 1): never 0, whose logarithm is infinite. */
function unit(uint32: () => number): number {
  return (uint32() + 0.5) * 2 ** -32;
}

function ziggurat(): { edges: Float64Array; ratios: Float64Array } {
  const edges = new Float64Array(LAYERS + 1);
  const ratios = new Float64Array(LAYERS);
  let height = Math.exp(-0.5 * R * R);
  edges[0] = V / height;
  edges[1] = R;
  for (let i = 2; i < LAYERS; i += 1) {
    edges[i] = Math.sqrt(-2 * Math.log(V / edges[i - 1]! + height));
    height = Math.exp(-0.5 * edges[i]! ** 2);
  }
  for (let i = 0; i < LAYERS; i += 1) ratios[i] = edges[i + 1]! / edges[i]!;
  return { edges, ratios };
}
