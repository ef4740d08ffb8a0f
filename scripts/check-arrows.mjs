// Which way the imports point: enforces arrow-table.mjs on packages/*/src, and with it that a
// package declares what it imports, that tfjs and Node stay where they belong, that nothing waits
// at import, and that nothing imports in a circle.
//
//   node scripts/check-arrows.mjs

import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ARROWS, LAZY } from './arrow-table.mjs';
import { readPackages, readSources, sourceTargets } from './package-tree.mjs';

const SCOPE = '@exifclip/';
const COMMAND = 'exifclip';

/**
 * @param {string} root  folder that holds `packages`
 * @param {Readonly<Record<string, import('./arrow-table.mjs').PackageArrows>>} [table]
 * @returns {string[]}  one sentence a violation, none when all is well
 */
export function checkArrows(root, table = ARROWS) {
  const packages = readPackages(root).map((pkg) => ({ ...pkg, files: sourceFilesOf(pkg) }));
  const unlisted = packages.filter(({ folder }) => !table[folder]);
  const listed = packages.filter(({ folder }) => table[folder]);
  return [
    ...unlisted.map(({ folder }) => `packages/${folder} is not in scripts/arrow-table.mjs`),
    ...listed.flatMap((pkg) => checkPackage(pkg, table[pkg.folder])),
    ...cycles(packageGraph(packages)).map(
      (path) => `packages import each other: ${path.join(' -> ')}`,
    ),
  ];
}

/** Sources that ship, by name: tests may import anything and are not read. */
function sourceFilesOf(pkg) {
  return new Map(
    readSources(pkg)
      .filter(({ test }) => !test)
      .map((file) => [file.name, file]),
  );
}

function checkPackage(pkg, rules) {
  const graph = fileGraph(pkg);
  const rights = rightsOfFiles(pkg, rules, graph);
  return [
    ...[...pkg.files.values()].flatMap((file) =>
      checkFile(pkg, file, rights(file.name)).map(
        (text) => `packages/${pkg.folder}/src/${file.name}${text}`,
      ),
    ),
    ...checkReferences(pkg).map((text) => `packages/${pkg.folder}/tsconfig.json: ${text}`),
    ...cycles(graph).map(
      (path) => `packages/${pkg.folder}/src: files import each other: ${path.join(' -> ')}`,
    ),
  ];
}

/** The files that each file imports, types included, `#private` imports on every condition. */
function fileGraph({ files, manifest }) {
  const targets = (name, specifier) => {
    if (specifier?.startsWith('#')) return sourceTargets(manifest.imports?.[specifier]);
    return specifier?.startsWith('.') ? [localTarget(name, specifier)] : [];
  };
  const edges = [...files.values()].map(({ name, facts }) => {
    const found = facts.imports.flatMap(({ specifier }) => targets(name, specifier));
    return [name, [...new Set(found)].filter((target) => files.has(target))];
  });
  return new Map(edges);
}

function localTarget(from, specifier) {
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

/** What one file may do: the rights of its package, wider behind a gate, narrower without tfjs. */
function rightsOfFiles({ manifest, files }, rules, graph) {
  const gates = Object.entries(rules.behind ?? {}).map(([gate, wider]) => {
    const entries = [...entryFiles(manifest, files)].filter((entry) => entry !== gate);
    return { outside: reachable(graph, entries, gate), wider };
  });
  const bare = reachable(graph, rules.withoutTfjs ?? []);
  return (name) => {
    const open = gates.filter(({ outside }) => !outside.has(name)).map(({ wider }) => wider);
    return {
      imports: [...rules.imports, ...open.flatMap(({ imports }) => imports)],
      types: rules.types ?? [],
      tfjs: !bare.has(name) && (rules.tfjs === true || open.some(({ tfjs }) => tfjs)),
      node: rules.program === true || /(^|\/|\.)node\.ts$/.test(name),
      topLevelAwait: rules.program === true,
    };
  };
}

function entryFiles(manifest, files) {
  const entries = sourceTargets(manifest.exports).filter((name) => files.has(name));
  return new Set(['index.ts', ...entries]);
}

/** The files reached from `entries` without passing through `gate`. */
function reachable(graph, entries, gate) {
  const seen = new Set();
  const queue = [...entries];
  while (queue.length > 0) {
    const name = queue.pop();
    if (name === gate || seen.has(name)) continue;
    seen.add(name);
    queue.push(...(graph.get(name) ?? []));
  }
  return seen;
}

function checkFile(pkg, { name, facts }, rights) {
  const problems = [
    ...facts.errors.map((message) => ` cannot be parsed: ${message}`),
    ...(rights.topLevelAwait ? [] : facts.topLevelAwaits).map(
      (line) => `:${line} awaits at the top level`,
    ),
    ...facts.imports.flatMap((found) =>
      checkImport(pkg, name, found, rights).map((text) => `:${found.line} ${text}`),
    ),
  ];
  if (rights.node) return problems;
  const globals = facts.nodeGlobals.map(
    (found) => `:${found.line} uses Node's ${found.name} outside node.ts and *.node.ts`,
  );
  return [...problems, ...globals];
}

/** @returns {string[]} what is wrong with one import of the file `name` */
function checkImport(pkg, name, { specifier, typeOnly, dynamic }, rights) {
  if (specifier === undefined) {
    return rights.node ? [] : ['calls import() on something other than a literal'];
  }
  if (specifier.startsWith('.')) return checkLocalImport(pkg, name, specifier);
  if (specifier.startsWith('#')) return checkPrivateImport(pkg, specifier);
  if (isBuiltin(specifier)) {
    return rights.node ? [] : [`imports ${specifier} outside node.ts and *.node.ts`];
  }
  const other = packageName(specifier);
  return [
    ...(isDeclared(pkg.manifest, other)
      ? []
      : [`imports ${other}, which package.json does not declare`]),
    ...checkArrow(specifier, typeOnly, rights),
    ...(other.startsWith('@tensorflow/') && !rights.tfjs
      ? [`imports ${other} where tfjs must not come`]
      : []),
    ...(LAZY.includes(other) && !typeOnly && !dynamic
      ? [`imports ${other} otherwise than by import() or import type`]
      : []),
  ];
}

function checkLocalImport({ files }, name, specifier) {
  const target = localTarget(name, specifier);
  if (target.startsWith('../')) return [`imports ${specifier}, outside its src`];
  if (/\.(test|test-d|bench)\.ts$/.test(target)) return [`imports ${specifier}, a test`];
  if (target.endsWith('.ts') && !files.has(target))
    return [`imports ${specifier}, which does not exist`];
  return [];
}

function checkPrivateImport({ manifest }, specifier) {
  const known = sourceTargets(manifest.imports?.[specifier]).length > 0;
  return known
    ? []
    : [`imports ${specifier}, which package.json's imports do not lead to a source`];
}

function checkArrow(specifier, typeOnly, rights) {
  const folder = siblingFolder(specifier);
  if (folder === undefined) return [];
  const wanted = folder + specifier.slice(packageName(specifier).length);
  const allowed = typeOnly ? [...rights.imports, ...rights.types] : rights.imports;
  if (allowed.some((arrow) => wanted === arrow || wanted.startsWith(`${arrow}/`))) return [];
  const kind = typeOnly ? 'even types of ' : '';
  return [
    `may not import ${kind}${specifier} (it may: ${allowed.join(', ') || 'no other package'})`,
  ];
}

function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function isDeclared(manifest, name) {
  return [name, typesPackage(name)].some((candidate) =>
    declaredPackages(manifest).includes(candidate),
  );
}

function typesPackage(name) {
  return `@types/${name.replace('@', '').replace('/', '__')}`;
}

function declaredPackages({ dependencies, optionalDependencies, peerDependencies }) {
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

/** Project references and declared packages of the scope must be the same. */
function checkReferences({ manifest, tsconfig }) {
  const declared = siblings(manifest);
  const referenced = (tsconfig.references ?? []).map(({ path }) => path.replace(/^\.\.\//, ''));
  return [
    ...declared
      .filter((folder) => !referenced.includes(folder))
      .map((folder) => `references lack ../${folder}, which package.json depends on`),
    ...referenced
      .filter((folder) => !declared.includes(folder))
      .map((folder) => `references ../${folder}, which package.json does not depend on`),
  ];
}

function siblings(manifest) {
  return declaredPackages(manifest).map(siblingFolder).filter(Boolean);
}

/** The command is the one package whose name is not that of its folder. */
function siblingFolder(specifier) {
  const name = packageName(specifier);
  if (name === COMMAND) return 'cli';
  return name.startsWith(SCOPE) ? name.slice(SCOPE.length) : undefined;
}

/** By declared dependencies and by imports, since either may be wrong. */
function packageGraph(packages) {
  const folders = new Set(packages.map(({ folder }) => folder));
  const edges = packages.map(({ folder, manifest, files }) => {
    const imported = [...files.values()]
      .flatMap(({ facts }) => facts.imports.map(({ specifier }) => specifier ?? ''))
      .map(siblingFolder);
    return [
      folder,
      [...new Set([...siblings(manifest), ...imported])].filter((to) => folders.has(to)),
    ];
  });
  return new Map(edges);
}

/**
 * One path a circle, found depth first.
 *
 * @param {Map<string, string[]>} graph
 * @returns {string[][]}
 */
function cycles(graph) {
  /** @type {string[][]} */
  const found = [];
  const done = new Set();
  const visit = (name, path) => {
    const at = path.indexOf(name);
    if (at !== -1) return found.push([...path.slice(at), name]);
    if (done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}

function main() {
  const problems = checkArrows(join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length
      ? `${problems.length} arrows point the wrong way`
      : 'every arrow points the right way',
  );
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
