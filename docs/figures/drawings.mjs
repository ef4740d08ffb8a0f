// Each drawing: its title and size, and what it shows as SVG text.

import { arrow, circle, path, rect, seeded, text, times } from './shapes.mjs';

export const drawings = {
  'two-towers': {
    title: 'Two towers and the table of their cosines',
    width: 640,
    height: 290,
    body: twoTowers(),
  },
  'camera-pipeline': {
    title: 'What each step of a camera leaves in the pixels',
    width: 340,
    height: 356,
    body: cameraPipeline(),
  },
  phase: {
    title: 'Patches in phase with the JPEG blocks, and a pasted part out of it',
    width: 380,
    height: 330,
    body: phase(),
  },
  votes: {
    title: 'Four patches that cover one cell',
    width: 400,
    height: 340,
    body: votes(),
  },
  whitening: {
    title: 'Embeddings before and after whitening',
    width: 640,
    height: 260,
    body: whitening(),
  },
  'exponential-region': {
    title: 'The five steps of exponential-region',
    width: 640,
    height: 170,
    body: exponentialRegion(),
  },
};

function twoTowers() {
  const random = seeded(3);
  const patch = (x, y, size, kind) =>
    rect(x, y, size, size, `${kind}-soft s-${kind}`, 2) +
    times(30, () => rect(x + 3 + random() * (size - 9), y + 3 + random() * (size - 9), 3, 3, kind));
  const kinds = ['a', 'b', 'a', 'b'];
  const sentences = ['Make: Canon, …', 'Make: NIKON, …', 'Make: Apple, …', 'Make: SONY, …'];
  const tower = (x, y, words) =>
    path(`M${x} ${y}l84 22v36l-84 22z`, 'a-soft s-a') +
    text(x + 40, y + 36, words, 'ink small mid') +
    text(x + 40, y + 52, 'tower', 'ink small mid');
  const cell = (row, column) =>
    rect(452 + column * 38, 84 + row * 38, 34, 34, row === column ? 'a' : 'line half', 3);
  return [
    text(10, 24, 'patches', 'soft small'),
    times(4, (i) => patch(10 + i * 38, 34, 32, kinds[i])),
    text(10, 180, 'their sentences', 'soft small'),
    times(4, (i) => text(10, 202 + i * 20, sentences[i], 'ink small')),
    arrow([168, 50], [196, 50]),
    tower(204, 10, 'image'),
    arrow([168, 226], [196, 226]),
    tower(204, 186, 'text'),
    times(4, (i) => arrow([300, 50], [382, 20 + i * 20], 'none s-a')),
    times(4, (i) => arrow([300, 226], [382, 196 + i * 20], 'none s-b')),
    times(4, (i) => text(442, 106 + i * 38, `v${'₁₂₃₄'[i]}`, 'a end')),
    times(4, (i) => text(469 + i * 38, 72, `t${'₁₂₃₄'[i]}`, 'b mid')),
    times(16, (i) => cell(Math.floor(i / 4), i % 4)),
    text(528, 260, 'cosines: high on the', 'soft small mid'),
    text(528, 277, 'diagonal, low elsewhere', 'soft small mid'),
  ].join('');
}

function cameraPipeline() {
  const random = seeded(5);
  const steps = ['lens', 'colour filter', 'demosaic', 'denoise', 'tone curve', 'JPEG'];
  const says = [
    'bends lines',
    'noise, 2×2',
    'neighbours',
    'grain, halos',
    'stretched',
    '8×8 blocks',
  ];
  const icons = [
    (x) => times(4, (i) => path(`M${x} ${70 + i * 16}q30 ${(i - 1.5) * 12} 60 0`, 'none s-a wide')),
    (x) =>
      times(16, (i) => {
        const [row, column] = [Math.floor(i / 4), i % 4];
        const kind = row % 2 === 0 && column % 2 === 0 ? 'b' : row % 2 && column % 2 ? 'a' : 'line';
        return rect(x + column * 15, 66 + row * 15, 14, 14, kind, 1);
      }),
    (x) =>
      times(4, (i) => {
        const [dx, dy] = [(i % 2) * 44, Math.floor(i / 2) * 44];
        return (
          rect(x + dx, 66 + dy, 14, 14, 'a', 1) +
          arrow([x + 7 + dx * 0.75 + 5, 78 + dy * 0.7], [x + 22 + dx * 0.32, 88 + dy * 0.2])
        );
      }) + rect(x + 22, 88, 14, 14, 'a-soft s-a dash', 1),
    (x) =>
      times(70, () => circle(x + random() * 58, 66 + random() * 58, 0.8 + random() * 1.2, 'a')),
    (x) =>
      path(`M${x} 66v58h60`, 'none s-soft') +
      path(`M${x} 124C${x + 12} 84 ${x + 30} 72 ${x + 58} 68`, 'none s-a wide'),
    (x) =>
      times(16, (i) => {
        const kind = random() < 0.35 ? 'a' : random() < 0.5 ? 'a-soft' : 'line half';
        return rect(x + (i % 4) * 15, 66 + Math.floor(i / 4) * 15, 15, 15, `${kind} s-soft`);
      }),
  ];
  const step = (i) => {
    const x = (i % 3) * 112;
    const drawn = [
      rect(x, 8, 92, 32, 'a-soft s-a', 6),
      text(x + 46, 29, steps[i], 'ink small mid'),
      i % 3 < 2 ? arrow([x + 94, 24], [x + 110, 24]) : '',
      icons[i](x + 16),
      text(x + 46, 152, says[i], 'soft small mid'),
    ].join('');
    return `<g transform="translate(8 ${Math.floor(i / 3) * 166})">${drawn}</g>`;
  };
  const below = text(170, 346, 'a pasted part brings patterns of its own', 'ink mid small');
  return times(6, step) + below;
}

function phase() {
  const grid = (x, y, columns, rows, step, kind) =>
    times(columns + 1, (i) => path(`M${x + i * step} ${y}v${rows * step}`, `none ${kind}`)) +
    times(rows + 1, (i) => path(`M${x} ${y + i * step}h${columns * step}`, `none ${kind}`));
  const step = 24;
  const patch = (x, y, kind) => rect(x, y, step * 3, step * 3, `none ${kind} wide`);
  return [
    grid(20, 20, 14, 8, step, 's-line'),
    `<clipPath id="pasted"><rect x="212" y="68" width="120" height="110" rx="14"/></clipPath>`,
    rect(212, 68, 120, 110, 'b-soft', 14),
    `<g clip-path="url(#pasted)">${grid(197, 57, 8, 8, step, 's-b')}</g>`,
    patch(44, 44, 's-a'),
    patch(116, 92, 's-a'),
    patch(236, 92, 's-a'),
    text(20, 242, 'Grey: the 8×8 blocks of the photo.', 'ink small'),
    text(20, 262, 'Blue: patches, which start where a block starts.', 'a small'),
    text(20, 282, 'Orange: a pasted part with blocks of its own.', 'b small'),
    text(20, 300, 'The patch on it starts inside of a block, and', 'b small'),
    text(20, 318, 'that alone sets it apart.', 'b small'),
  ].join('');
}

function votes() {
  const cell = 40;
  const [x0, y0] = [30, 20];
  const corners = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ];
  return [
    times(5 * 7, (i) =>
      rect(x0 + (i % 7) * cell, y0 + Math.floor(i / 7) * cell, cell, cell, 'none s-line'),
    ),
    corners
      .map(([column, row]) =>
        rect(x0 + (1 + column) * cell, y0 + (1 + row) * cell, cell * 2, cell * 2, 'a thin s-a', 3),
      )
      .join(''),
    rect(x0 + 2 * cell, y0 + 2 * cell, cell, cell, 'b s-b', 2),
    text(30, 246, 'Blue: four patches, two cells wide, one apart.', 'a small'),
    text(30, 270, 'Orange: a cell that lies under all four. Its', 'b small'),
    text(30, 288, 'vector is the mean of theirs:', 'b small'),
    text(30, 308, 'c = (z₁ + z₂ + z₃ + z₄) / 4', 'b small strong'),
    text(30, 334, 'At a corner a cell has one vote, at an edge two.', 'soft small'),
  ].join('');
}

function whitening() {
  const random = seeded(20);
  const normal = () => random() + random() + random() - 1.5;
  const cloud = (cx, cy, along, across, turn, kind) =>
    times(60, () => {
      const [u, v] = [normal() * along, normal() * across];
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
      return circle(cx + u * cos - v * sin, cy + u * sin + v * cos, 3, `${kind} half`);
    });
  return [
    path('M20 20v200h270', 'none s-line'),
    cloud(168, 104, 80, 20, 0.6, 'a'),
    cloud(142, 144, 80, 20, 0.6, 'b'),
    text(60, 52, 'sky', 'soft small mid'),
    text(252, 208, 'leaves', 'soft small mid'),
    arrow([74, 60], [232, 196], 'none s-soft dash'),
    text(222, 82, 'photo 1', 'a small mid'),
    text(76, 178, 'photo 2', 'b small mid'),
    text(155, 246, 'embeddings: content differs most', 'ink small mid'),
    arrow([305, 120], [345, 120]),
    path('M360 20v200h260', 'none s-line'),
    cloud(440, 120, 34, 34, 0, 'a'),
    cloud(550, 120, 34, 34, 0, 'b'),
    text(490, 246, 'whitened: photos differ most', 'ink small mid'),
    text(440, 52, 'photo 1', 'a small mid'),
    text(550, 52, 'photo 2', 'b small mid'),
  ].join('');
}

function exponentialRegion() {
  const [columns, rows, size] = [12, 9, 9];
  const inside = (c, r) => (c - 7.2) ** 2 / 6 + (r - 5.2) ** 2 / 3.4 < 1;
  const sky = (c, r) => r < 2.6 + Math.sin(c / 2) * 0.7;
  const panel = (index, kindOf, words) => {
    const x = 8 + index * 128;
    return [
      times(columns * rows, (i) => {
        const [c, r] = [i % columns, Math.floor(i / columns)];
        const kind = kindOf(c, r);
        const side = kind.includes('half') ? size : size + 0.4; // no seams, no shade counted twice
        return rect(x + c * size, 12 + r * size, side, side, kind);
      }),
      rect(x, 12, columns * size, rows * size, 'none s-soft'),
      text(x + 54, 116, `${index + 1}. ${words[0]}`, 'ink small mid'),
      text(x + 54, 134, words[1], 'soft small mid'),
      text(x + 54, 150, words[2] ?? '', 'soft small mid'),
      index < 4 ? arrow([x + 111, 52], [x + 125, 52]) : '',
    ].join('');
  };
  const ring = (c, r) => (c - 7.2) ** 2 / 10 + (r - 5.2) ** 2 / 6 < 1;
  const ground = (c) => (c < 5 ? 'line' : 'line half');
  return [
    panel(0, (c, r) => (inside(c, r) ? 'b' : sky(c, r) ? 'a' : ground(c)), [
      'propose',
      'k-means, parts',
      'of 3 to 10',
    ]),
    panel(1, (c, r) => (sky(c, r) ? 'a half' : inside(c, r) ? 'b half' : 'paper'), [
      'measure',
      'apart, coherent,',
      'whole, inside',
    ]),
    panel(2, (c, r) => (inside(c, r) ? 'b' : 'paper'), ['choose', 'what stands', 'out most']),
    panel(3, (c, r) => (inside(c, r) ? 'b' : ring(c, r) ? 'b-soft' : 'paper'), [
      'bind',
      'each cell, by',
      'its affinity',
    ]),
    panel(4, (c, r) => (inside(c, r) ? 'b' : ring(c, r) ? 'b half' : 'a-soft'), [
      'map',
      'above zero is',
      'the mask',
    ]),
  ].join('');
}
