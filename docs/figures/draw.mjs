// Writes the drawings of the concept pages: docs/figures/<name>.svg, legible in light and dark.
//
//   node docs/figures/draw.mjs

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawings } from './drawings.mjs';
import { fileStyle } from './style.mjs';

for (const [name, { title, width, height, body }] of Object.entries(drawings)) {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  const lines = body.replaceAll('/><', '/>\n<').replaceAll('</text><', '</text>\n<');
  writeFileSync(
    join(import.meta.dirname, `${name}.svg`),
    `${open}\n<title>${title}</title>\n<style>${fileStyle}</style>\n${lines}\n</svg>\n`,
  );
}
