// The few shapes that the drawings are made of, as SVG text.

export const rect = (x, y, width, height, kind, round = 0) =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${round}" class="${kind}"/>`;

export const circle = (x, y, radius, kind) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" class="${kind}"/>`;

export const path = (d, kind) => `<path d="${d}" class="${kind}"/>`;

export const text = (x, y, words, kind = 'ink') =>
  `<text x="${n(x)}" y="${n(y)}" class="${kind}">${words}</text>`;

/** From one point to another, with a head. */
export function arrow([x1, y1], [x2, y2], kind = 'none s-soft') {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const side = (turn) =>
    `${n(x2 - 8 * Math.cos(angle + turn))} ${n(y2 - 8 * Math.sin(angle + turn))}`;
  return path(
    `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}M${side(0.45)}L${n(x2)} ${n(y2)}L${side(-0.45)}`,
    kind,
  );
}

/** Numbers from 0 to 1, the same in every run. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What has the same value for all that is drawn at `index` of `count`. */
export const times = (count, draw) => Array.from({ length: count }, (_, i) => draw(i)).join('');

function n(value) {
  return Number(value.toFixed(1));
}
