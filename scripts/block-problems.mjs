// What is wrong with one code block of a document: nobody tried it.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandProblems } from './command-problems.mjs';
import { importProblems } from './import-problems.mjs';
import { readJson } from './package-tree.mjs';
import { shellCommands } from './shell-commands.mjs';
import { withoutIndent } from './tested-regions.mjs';

/** Made by commands, whose output they show. */
const GENERATED = ['docs/evaluation.md', 'docs/probe.md'];
/** Commands of others that a document may name. */
const KNOWN =
  /^(cd|cp|curl|mkdir|docker|jupyter|redis-server|open|tar|unzip|wget|cat|jq|duckdb|export|npx)$/;

/**
 * @typedef {object} Context
 * @property {string} root  of the repository
 * @property {import('commander').Command} program  the command `exifclip`
 * @property {Set<string>} regions  of tested files
 */

/**
 * @param {string} file  path of the document from the root
 * @param {import('./markdown-facts.mjs').CodeBlock} block
 * @param {Context} context
 * @returns {string[]}
 */
export function blockProblems(file, { language, text }, context) {
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
