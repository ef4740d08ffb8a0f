import { expect, test } from 'vitest';
import { safeHtml } from './safe-html.ts';

test('texts and numbers are escaped, markup is not, nothing is nothing', () => {
  const inner = safeHtml`<b>${'a & b'}</b>`;
  expect(safeHtml`<p title="${'"\'<>'}">${inner}${[inner, 3]}${undefined}${false}</p>`.markup).toBe(
    '<p title="&quot;&#39;&lt;&gt;"><b>a &amp; b</b><b>a &amp; b</b>3</p>',
  );
});

test('what looks like markup already is text all the same', () => {
  expect(safeHtml`${'&lt;i&gt;'}`.markup).toBe('&amp;lt;i&amp;gt;');
});
