import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkDocs } from './check-docs.mjs';
import { markdownFacts } from './markdown-facts.mjs';
import { shellCommands } from './shell-commands.mjs';

const { Command } = createRequire(new URL('../packages/cli/package.json', import.meta.url))(
  'commander',
);
const FENCE = '```';
const TESTED = `test('x', () => {
  // #region
  const report = analyze(photo);
  // #endregion
});
`;

test('`checkDocs` finds nothing in a document that was tried', () => {
  assert.deepEqual(
    problemsOf(
      [
        '# Title',
        'See [below](#a-part), [the guide](docs/guide.md#deep-part) and `exifclip localize --json`.',
        block(
          'ts',
          "import { analyze } from '@exifclip/splice';\n\nconst report = analyze(photo);",
        ),
        block('sh', 'exifclip localize *.jpg --out dir --json > results.json   # all of them'),
        block('sh', 'A=1 npm run build && npx --no-install exifclip localize a.jpg'),
        block('json', '{ "steps": 200 }'),
        block('yaml', "spec:\n  command: [exifclip, localize, a.jpg, --out, '4']"),
        '## A part',
      ].join('\n'),
    ),
    [],
  );
});

const CASES = [
  ['code that no test runs', block('ts', 'const report = analyse(photo);'), /no tested file/],
  [
    'an import that the package does not export',
    block('ts', "import { analyse } from '@exifclip/splice';\n\nconst report = analyze(photo);"),
    /@exifclip\/splice does not export analyse/,
  ],
  ['a wrong flag', block('sh', 'exifclip localize a.jpg --jsn'), /has no option --jsn/],
  ['a wrong flag in a sentence', 'Try `exifclip localize --jsn`.', /has no option --jsn/],
  ['a command that is none', block('sh', 'exifclip localise a.jpg'), /has no command localise/],
  [
    'a flag without its value',
    block('sh', 'exifclip localize a.jpg --out'),
    /'-o, --out <dir>' argument missing/,
  ],
  ['an operand too few', block('sh', 'exifclip localize --json'), /takes 1 operands/],
  [
    'a wrong choice',
    block('sh', 'exifclip localize a.jpg --method cut'),
    /argument 'cut' is invalid/,
  ],
  [
    'a wrong flag in a deployment',
    block('yaml', "command: [exifclip, localize, a.jpg, --jsn, '4']"),
    /has no option --jsn/,
  ],
  ['a script that npm lacks', block('sh', 'npm run bild'), /no script bild/],
  ['a file that is not there', block('sh', 'node scripts/none.mjs'), /no such file/],
  ['a program of nobody', block('sh', 'exiflcip localize a.jpg'), /exiflcip is not known/],
  ['broken JSON', block('json', '{ steps: 200 }'), /no JSON/],
  ['a block without a language', block('', 'score 0.5'), /without a language/],
  ['a block in a language that nothing tries', block('py', 'print(1)'), /in py/],
  ['a link to nowhere', '[a](docs/none.md)', /docs\/none.md leads nowhere/],
  ['a picture that is missing', '![a](docs/none.svg)', /docs\/none.svg leads nowhere/],
  ['an anchor to nowhere', '[a](docs/guide.md#shallow-part)', /no such heading/],
  ['an anchor of the page itself to nowhere', '[a](#none)', /no such heading/],
  ['an address that is not https', '[a](http://example.org)', /no https link/],
];

for (const [what, text, expected] of CASES) {
  test(`\`checkDocs\` finds ${what}, and nothing else`, () => {
    const problems = problemsOf(`# Title\n${text}\n`);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], /^README\.md:\d+: /);
    assert.match(problems[0], expected);
  });
}

test('`markdownFacts` says on which line a code block does not end', () => {
  assert.throws(
    () => markdownFacts(`a\n${FENCE}ts\nb\n`),
    /line 2: a code block that does not end/,
  );
});

test('`markdownFacts` takes nothing in code for a heading or a link', () => {
  const { anchors, links } = markdownFacts(
    `# One\n${block('sh', '# two\n[a](b)')}\n\`[c](d)\`\n# One\n`,
  );
  assert.deepEqual([...anchors], ['one', 'one-1']);
  assert.deepEqual(links, []);
});

test('`shellCommands` joins lines, parts commands and leaves comments and redirections out', () => {
  const words = (text) => shellCommands(text).map((one) => one.words);
  assert.deepEqual(words("A=1 a 'b c' \\\n  --d=e && f | g > h  # i\nj"), [
    ['a', 'b c', '--d=e'],
    ['f'],
    ['g'],
    ['j'],
  ]);
  assert.deepEqual(words(''), []);
  assert.throws(() => words('a (b)'), /expected a shell command, got \(b\)/);
});

function block(language, text) {
  return `${FENCE}${language}\n${text}\n${FENCE}`;
}

function problemsOf(readme) {
  const root = mkdtempSync(join(tmpdir(), 'check-docs-'));
  const source = './src/index.ts';
  const files = {
    'README.md': readme,
    'docs/guide.md': '# Guide\n\n## Deep *part*\n',
    'package.json': JSON.stringify({ scripts: { build: 'x' } }),
    'packages/splice/package.json': JSON.stringify({
      name: '@exifclip/splice',
      exports: { '.': { '@exifclip/source': source } },
    }),
    'packages/splice/src/index.ts': "export { analyze } from './analyze.ts';\n",
    'packages/splice/src/readme.test.ts': TESTED,
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return checkDocs(root, { program: program() });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function program() {
  const localize = new Command('localize')
    .argument('<image...>')
    .option('-o, --out <dir>')
    .option('--json');
  const method = localize.createOption('--method <name>').choices(['shift']);
  return new Command('exifclip').addCommand(localize.addOption(method));
}
