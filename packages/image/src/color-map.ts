import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateViridis,
} from 'd3-scale-chromatic';

/**
 * Colour maps that are perceptually uniform (equal steps of value look like equal steps) and
 * readable by the colour-blind and in grey print.
 */
export type ColorMap = 'inferno' | 'viridis' | 'magma' | 'plasma' | 'cividis';

const INTERPOLATORS: Readonly<Record<ColorMap, (value: number) => string>> = {
  inferno: interpolateInferno,
  viridis: interpolateViridis,
  magma: interpolateMagma,
  plasma: interpolatePlasma,
  cividis: interpolateCividis,
};

const tables = new Map<ColorMap, Uint8Array>();

/**
 * The 256 colours of a map, built at the first use of it.
 *
 * @returns `[256, 3]` bytes, low values first; shared, so not to be written to
 * @throws RangeError for an unknown name
 */
export function colorMapTable(name: ColorMap): Uint8Array {
  const known = tables.get(name);
  if (known) return known;
  if (!Object.hasOwn(INTERPOLATORS, name)) {
    const names = Object.keys(INTERPOLATORS).join(', ');
    throw new RangeError(`expected a colour map out of ${names}, got ${name}`);
  }
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) table.set(parseColor(INTERPOLATORS[name](i / 255)), i * 3);
  tables.set(name, table);
  return table;
}

/** `#rrggbb` or `rgb(r, g, b)`: d3 writes either, by the map. */
function parseColor(css: string): number[] {
  if (!css.startsWith('#')) return (css.match(/\d+/g) ?? []).map(Number);
  return [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16));
}
