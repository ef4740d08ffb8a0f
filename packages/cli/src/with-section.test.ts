import { expect, test } from 'vitest';
import { withSection } from './with-section.ts';

const section = '## B\n\nnew\n';

test('a section stands in place of the one of its heading, at the end where there is none', () => {
  expect(withSection('# T\n\n## A\n\nx\n', section)).toBe('# T\n\n## A\n\nx\n\n## B\n\nnew\n');
  expect(withSection('# T\n\n## B\n\nold\n\n## C\n\ny\n', section)).toBe(
    '# T\n\n## B\n\nnew\n\n## C\n\ny\n',
  );
  expect(withSection('## B\n\nold\n', section)).toBe(section);
  expect(withSection('## Bees\n\nx\n', section)).toBe('## Bees\n\nx\n\n## B\n\nnew\n');
});

test('putting it in twice changes nothing more', () => {
  const once = withSection('# T\n\n## B\n\nold\n\n## C\n', section);
  expect(withSection(once, section)).toBe(once);
});
