// The documents say nothing that nobody tried: every code block in them comes out of a tested file,
// or is a command with options that exist, and every link leads somewhere.
//
//   node scripts/check-docs.mjs    after npm run build

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandProblems } from './command-problems.mjs';
import { importProblems } from './import-problems.mjs';
import { markdownFacts } from './markdown-facts.mjs';
import { readJson } from './package-tree.mjs';
import { shellCommands } from './shell-commands.mjs';
import { testedRegions, withoutIndent } from './tested-regions.mjs';

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
/** Made by commands, whose output they show. */
const GENERATED = ['docs/evaluation.md', 'docs/probe.md'];
/** Commands of others that a document may name. */
const KNOWN =
  /^(cd|cp|curl|mkdir|docker|jupyter|redis-server|open|tar|unzip|wget|cat|jq|duckdb|export|npx)$/;

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

function blockProblems(file, { language, text }, context) {
  switch (language) {
    case 'js':
    case 'ts':
      return codeProblems(text, context);
    case 'sh':
      return shellCommands(text).flatMap(({ words }) => shellProblems(file, words, context));
    case 'yaml':
      return yamlProblems(text, context);
    case 'json':
      return jsonProblems(text);
    case '':
      return GENERATED.includes(file) ? [] : ['a code block without a language'];
    default:
      return [`a code block in ${language}, which nothing here can try`];
  }
}

/** A region of a tested file; of one inside a function, with the imports that it needs. */
function codeProblems(text, { root, regions }) {
  const imports = /^(?:import\b[^;]*;[ \t]*(?:\/\/.*)?\s*)*/.exec(text)[0];
  const problems = importProblems(root, imports);
  const body = withoutIndent(text.slice(imports.length));
  const tested = regions.has(withoutIndent(text)) || regions.has(body);
  return tested
    ? problems
    : [...problems, `no tested file has this region: ${body.split('\n')[0]}`];
}

/** Of a deployment: the command that it runs. */
function yamlProblems(text, { program }) {
  const commands = [...text.matchAll(/^ *(?:command|args): *\[exifclip, *(.*)\]/gm)];
  if (commands.length === 0) return ['a block in yaml that runs no command of ours'];
  const words = (list) => list.split(/, */).map((word) => word.replaceAll(/['"]/g, ''));
  return commands.flatMap(([, list]) => commandProblems(program, words(list)));
}

function jsonProblems(text) {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
}

function shellProblems(file, words, context) {
  const [program, ...rest] = words;
  if (program === 'exifclip') return commandProblems(context.program, rest);
  if (program === 'npx') {
    const named = rest.findIndex((word) => !word.startsWith('-'));
    return rest[named] === 'exifclip'
      ? commandProblems(context.program, rest.slice(named + 1))
      : [];
  }
  if (program === 'npm') return npmProblems(file, rest, context);
  if (program === 'node') return scriptProblems(file, rest, context);
  return KNOWN.test(program) ? [] : [`the command ${program} is not known here`];
}

function npmProblems(file, [verb, ...rest], { root }) {
  const name = verb === 'run' ? rest[0] : ['test', 'start'].includes(verb) ? verb : undefined;
  if (name === undefined) {
    const known = ['ci', 'install', 'pack', 'create', 'exec'].includes(verb);
    return known ? [] : [`npm ${verb} is not known here`];
  }
  const workspace = rest[rest.indexOf('-w') + 1];
  const folders = rest.includes('-w') ? [workspaceFolder(root, workspace)] : ['.', dirname(file)];
  const found = folders.some(
    (folder) => readJson(join(root, folder, 'package.json')).scripts?.[name],
  );
  return found ? [] : [`there is no script ${name} for npm to run`];
}

function workspaceFolder(root, name) {
  const folder = `packages/${name === 'exifclip' ? 'cli' : name?.replace('@exifclip/', '')}`;
  return existsSync(join(root, folder)) ? folder : 'packages/none';
}

function scriptProblems(file, words, { root }) {
  const script = words.find((word) => !word.startsWith('-'));
  const places = ['.', dirname(file)].map((folder) => join(root, folder, script ?? ''));
  return script && places.some((place) => existsSync(place))
    ? []
    : [`node ${script}: no such file`];
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
