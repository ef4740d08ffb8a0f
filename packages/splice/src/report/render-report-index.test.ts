import { expect, test } from 'vitest';
import { renderReportIndex } from './render-report-index.ts';

test('the highest score comes first, each row leads to its report, failures come last', () => {
  const page = renderReportIndex([
    { input: 'bad.jpg', error: 'bad.jpg: no image <b>' },
    { input: 'low.jpg', report: 'low.report.html', score: 0.5, probability: 0.1 },
    { input: 'high.jpg', report: 'a b#"?.html', score: 2, warnings: ['low evidence: x'] },
  ]);
  expect(page.indexOf('high.jpg')).toBeLessThan(page.indexOf('low.jpg'));
  expect(page.indexOf('low.jpg')).toBeLessThan(page.indexOf('bad.jpg'));
  expect(page).toContain('href="./low.report.html"');
  expect(page).toContain('href="./a%20b%23%22%3F.html"');
  expect(page).toContain('no image &lt;b&gt;');
  expect(page).toContain('low evidence: x');
});

test('it runs no script, and what it is told is text', () => {
  const input = '<img src=x onerror=alert(1)>';
  const page = renderReportIndex([{ input, score: 1 }], { command: input, producer: input });
  expect(page).not.toContain(input);
  expect(page).not.toContain('<script');
  expect(page).toContain('script-src &#39;none&#39;');
  expect(page).not.toMatch(/https?:/);
});

test('an index of nothing, and of images without scores, is a page', () => {
  expect(renderReportIndex([])).toContain('0 images');
  expect(renderReportIndex([{ input: 'a' }])).not.toMatch(/undefined|NaN/);
});
