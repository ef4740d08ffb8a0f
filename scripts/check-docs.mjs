// The documents say nothing that nobody tried: every code block in them comes out of a tested file,
// or is a command with options that exist, and every link leads somewhere.
//
//   node scripts/check-docs.mjs    after npm run build

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { blockProblems } from './block-problems.mjs';
import { commandProblems } from './command-problems.mjs';
import { markdownFacts } from './markdown-facts.mjs';
import { testedRegions } from './tested-regions.mjs';

/** Which Markdown files are held to it. */
const DOCUMENTS = [
  /^(README|ARCHITECTURE)\.md$/,
  /^docs\/.*\.md$/,
  /^(packages|examples)\/[^/]+\/README\.md$/,
  /^packages\/models\/weights\/[^/]+\/README\.md$/,
];
/** Whose regions count as tested: tests run them, and `.ci/run` runs the examples. */
const TESTED = [
  /^(packages|docs|test)\/.*\.test\.ts$/,
  /^packages\/[^/]+\/test\/.*\.mjs$/,
  /^examples\/.*\.ts$/,
];
const SKIPPED = /^(node_modules|dist|site|\..*)$/;

/**
 * @param {string} root  of the repository
 * @param {object} tools
 * @param {import('commander').Command} tools.program  the command `exifclip`
 * @returns {string[]} one sentence a problem
 */
export function checkDocs(root, { program }) {
  const files = filesBelow(root).map((file) => relative(root, file).replaceAll('\\', '/'));
  const regions = new Set(
    files
      .filter((file) => TESTED.some((pattern) => pattern.test(file)))
      .flatMap((file) => testedRegions(readFileSync(join(root, file), 'utf8'))),
  );
  const documents = new Map();
  const factsOf = (file) => {
    if (!documents.has(file))
      documents.set(file, markdownFacts(readFileSync(join(root, file), 'utf8')));
    return documents.get(file);
  };
  const context = { root, program, regions, factsOf };
  return files
    .filter((file) => DOCUMENTS.some((pattern) => pattern.test(file)))
    .flatMap((file) => documentProblems(file, context));
}

function documentProblems(file, context) {
  const { blocks, links, codes } = context.factsOf(file);
  return [
    ...blocks.flatMap((block) => at(block.line, blockProblems(file, block, context))),
    ...links.flatMap(({ target, line }) => at(line, linkProblems(file, target, context))),
    ...codes.flatMap(({ text, line }) => at(line, inlineProblems(text, context))),
  ].map((problem) => `${file}:${problem}`);
}

function at(line, problems) {
  return problems.map((problem) => `${line}: ${problem}`);
}

/** `exifclip localize --json` in a sentence; what stands for something else has angle brackets. */
function inlineProblems(text, { program }) {
  const words = text.split(/\s+/).map((word) => (/^[A-Z]$/.test(word) ? '1' : word)); // --processes N
  if (words[0] !== 'exifclip' || /[<…[]/.test(text)) return [];
  return commandProblems(program, words.slice(1), { partial: true });
}

function linkProblems(file, target, { root, factsOf }) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return URL.canParse(target) && /^(https:|mailto:)/.test(target)
      ? []
      : [`${target} is no https link`];
  }
  const [path, anchor] = target.split('#');
  const place = path ? join(dirname(file), decodeURIComponent(path)) : file;
  if (!existsSync(join(root, place))) return [`${target} leads nowhere`];
  const folder = statSync(join(root, place)).isDirectory();
  const page = folder ? join(place, 'README.md') : place;
  if (!anchor) return [];
  const known =
    page.endsWith('.md') && existsSync(join(root, page)) && factsOf(page).anchors.has(anchor);
  return known ? [] : [`${target}: there is no such heading`];
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

async function main() {
  const root = join(import.meta.dirname, '..');
  const { createProgram } = await import('../packages/cli/dist/program.js');
  const problems = checkDocs(root, { program: await createProgram() });
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length ? `${problems.length} problems` : 'every code block and link is covered',
  );
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
