import { expect, test } from 'vitest';
import { type ChartPanel, lineChart } from './line-chart.ts';

const panel = (reversed: boolean): ChartPanel => ({
  label: 'JPEG <quality>',
  reversed,
  series: [
    {
      name: 'ours & theirs',
      dashed: false,
      points: [
        { x: 50, y: 0 },
        { x: 100, y: 1 },
      ],
    },
    { name: 'none', dashed: true, points: [] },
  ],
});

/** Where a series' line goes. */
function path(svg: string): number[] {
  const [, line] = /<path d="M([^"]*)" fill="none"/.exec(svg) ?? [];
  return line!.split(/[ L]/).map(Number);
}

test('large values stand right, or left when the axis is reversed, and 1 stands on top', () => {
  const [x0, y0, x1, y1] = path(lineChart([panel(false)], 'p-mAP'));
  expect([x0! < x1!, y0! > y1!]).toEqual([true, true]);
  const [left, , right] = path(lineChart([panel(true)], 'p-mAP'));
  expect([left, right]).toEqual([x1, x0]);
});

test('text is escaped, and the picture is well-formed without series or panels', () => {
  const svg = lineChart([panel(false), panel(true)], 'p-mAP');
  expect(svg).toContain('JPEG &#60;quality&#62;');
  expect(svg).toContain('ours &#38; theirs');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(lineChart([], 'p-mAP')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});
