// What TypeDoc is taught: modules bear the names by which they are imported and show the README of
// their package, pages are Markdown files of the repository in the order of site-pages.mjs, and a
// name in backticks links to the API where it means one thing.

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  Converter,
  MinimalSourceFile,
  normalizePath,
  ReferenceReflection,
  ReflectionKind,
} from 'typedoc';
import { readPageText } from './page-text.mjs';

/** @typedef {import('./entry-points.mjs').EntryPoint} EntryPoint */

/** After TypeDoc's own plugins, which make the groups. */
const LAST = -10_000;
/** Written by hand: what these name has to be there. */
const HAND_WRITTEN = /docs\/(concepts|recipes|[\w-]+\.md)/;

/**
 * @param {import('typedoc').Application} app
 * @param {object} site
 * @param {string} site.root  of the repository
 * @param {readonly EntryPoint[]} site.entries
 * @param {readonly import('./site-pages.mjs').SitePage[]} site.pages
 * @param {string} site.start  the first page
 */
export function addSite(app, { root, entries, pages, start }) {
  const { converter } = app;
  converter.on(Converter.EVENT_BEGIN, ({ project }) => {
    const texts = pages.map((page) => ({
      ...page,
      ...readPageText(join(root, page.path)),
      ...named(page),
    }));
    for (const { path, title, text, group } of texts) {
      addPage(app, project, { path: join(root, path), title, text, group });
    }
    for (const path of new Set(texts.flatMap(({ sources }) => sources))) {
      const text = `\`\`\`ts\n${readFileSync(path, 'utf8')}\`\`\`\n`;
      addPage(app, project, { path, title: relative(root, path), text, group: 'Sources' });
    }
  });
  converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Module)) return;
    const source = reflection.project.files.getReflectionPath(reflection);
    const entry = entries.find((one) => normalizePath(one.source) === source);
    if (entry) reflection.name = entry.name;
  });
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    showReadme(app, project, project, join(root, start));
    for (const { name, readme } of entries) {
      const module = project.children?.find((child) => child.name === name);
      if (readme && module) showReadme(app, project, module, readme);
    }
  });
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => finish(app, project), LAST);
}

function named({ title }) {
  return title ? { title } : {};
}

function addPage(app, project, { path, title, text, group }) {
  app.converter.addDocument(project, new MinimalSourceFile(text, normalizePath(path)), title);
  project.documents.at(-1).frontmatter.group = group;
}

function showReadme(app, project, reflection, path) {
  const file = new MinimalSourceFile(readPageText(path).body, normalizePath(path));
  reflection.readme = app.converter.parseRawComment(file, project.files).content;
  project.files.registerReflectionPath(normalizePath(path), reflection);
}

function finish(app, project) {
  for (const reflection of Object.values(project.reflections)) {
    // Plain text, since a repository has no address of its own.
    for (const source of reflection.sources ?? []) delete source.url;
  }
  for (const group of project.groups ?? []) {
    if (group.title === 'Modules') group.title = 'API reference';
  }
  for (const document of project.documents ?? []) checkNames(app, project, document);
  linkNames(project);
}

/** A page written by hand names nothing in camel case that the API does not have. */
function checkNames(app, project, document) {
  const path = project.files.getReflectionPath(document) ?? '';
  if (!HAND_WRITTEN.test(path)) return;
  const known = new Set(Object.values(project.reflections).map(({ name }) => name));
  for (const { kind, text } of document.content) {
    const name = kind === 'code' && /^`([a-z]+[A-Z]\w*)`$/.exec(text)?.[1];
    if (name && !known.has(name)) app.logger.error(`${path}: the API has no ${name}`);
  }
}

/** `localize` in a page, README or comment becomes a link; what has several meanings does not. */
function linkNames(project) {
  const exported = exportsByName(project);
  for (const { content, module, own } of texts(project)) {
    content.forEach((part, i) => {
      const [, name] = (part.kind === 'code' && /^`(\w+)`$/.exec(part.text)) || [];
      const target = name && name !== own && chosen(exported.get(name), module);
      if (target) content[i] = { kind: 'inline-tag', tag: '@linkcode', text: name, target };
    });
  }
}

function texts(project) {
  const comments = Object.values(project.reflections).flatMap((reflection) => {
    const { comment, name, parent } = reflection;
    const parts = comment ? [comment.summary, ...comment.blockTags.map((tag) => tag.content)] : [];
    const own = reflection.kindOf(ReflectionKind.SomeSignature) ? parent?.name : name;
    return parts.map((content) => ({ content, module: moduleOf(reflection), own }));
  });
  const modules = (project.children ?? []).filter(({ readme }) => readme);
  return [
    { content: project.readme ?? [] },
    ...(project.documents ?? []).map(({ content }) => ({ content })),
    ...modules.map((module) => ({ content: module.readme, module })),
    ...comments,
  ];
}

function moduleOf(reflection) {
  return reflection.kindOf(ReflectionKind.Module) || !reflection.parent
    ? reflection
    : moduleOf(reflection.parent);
}

function exportsByName(project) {
  const named = new Map();
  for (const module of project.children ?? []) {
    for (const child of module.children ?? []) {
      if (child instanceof ReferenceReflection) continue;
      named.set(child.name, [...(named.get(child.name) ?? []), child]);
    }
  }
  return named;
}

/** The only one of that name, or the one of the README's own package. */
function chosen(targets = [], module) {
  if (targets.length === 1) return targets[0];
  return targets.find((target) => target.parent === module);
}
