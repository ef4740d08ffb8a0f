// What TypeDoc is taught: modules bear the names by which they are imported and show the README of
// their package, pages are Markdown files of the repository in the order of site-pages.mjs, and a
// name in backticks links to the API where it means one thing.

import { join } from 'node:path';
import {
  Converter,
  MinimalSourceFile,
  normalizePath,
  ReferenceReflection,
  ReflectionKind,
} from 'typedoc';
import { readPageText } from './page-text.mjs';

/** @typedef {import('./entry-points.mjs').EntryPoint} EntryPoint */

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
    for (const { path, group, title } of pages)
      addPage(app, project, join(root, path), group, title);
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
  // Plain text, since a repository has no address of its own.
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      for (const source of reflection.sources ?? []) delete source.url;
    }
    linkNames(project);
  });
}

function addPage(app, project, path, group, title) {
  const page = readPageText(path);
  const name = title ?? page.title;
  app.converter.addDocument(project, new MinimalSourceFile(page.text, normalizePath(path)), name);
  project.documents.at(-1).frontmatter.group = group;
}

function showReadme(app, project, reflection, path) {
  const { text } = readPageText(path);
  const file = new MinimalSourceFile(text, normalizePath(path));
  reflection.readme = app.converter.parseRawComment(file, project.files).content;
  project.files.registerReflectionPath(normalizePath(path), reflection);
}

/** `localize` in a page or README becomes a link, `cellMeans(x)` and fields of options do not. */
function linkNames(project) {
  const named = exportsByName(project);
  for (const { content, module } of texts(project)) {
    content.forEach((part, i) => {
      const [, name] = (part.kind === 'code' && /^`(\w+)`$/.exec(part.text)) || [];
      const target = name && chosen(named.get(name), module);
      if (target) content[i] = { kind: 'inline-tag', tag: '@linkcode', text: name, target };
    });
  }
}

function texts(project) {
  const modules = project.children ?? [];
  return [
    { content: project.readme ?? [] },
    ...(project.documents ?? []),
    ...modules.map((module) => ({ content: module.readme ?? [], module })),
  ];
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
