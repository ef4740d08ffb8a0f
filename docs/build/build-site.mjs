// Builds the documentation into docs/site: pages and API reference, to be read from any file server
// or by opening docs/site/index.html. A warning is an error.
//
//   npm run docs

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { siteStyle } from '../figures/style.mjs';
import { checkSite } from './check-site.mjs';
import { readEntryPoints } from './entry-points.mjs';
import { searchProblems } from './search-problems.mjs';
import { readPages, START } from './site-pages.mjs';
import { addSite } from './site-plugin.mjs';
import { warmHighlighter } from './warm-highlighter.mjs';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'docs/site');
const entries = readEntryPoints(root);
const pages = readPages(root);
const work = await mkdtemp(join(tmpdir(), 'exifclip-docs-'));
const style = join(work, 'site.css');
await writeFile(style, (await readFile(join(root, 'docs/theme/site.css'), 'utf8')) + siteStyle);

const app = await Application.bootstrap({
  name: 'exifclip',
  entryPoints: entries.map(({ source }) => source),
  tsconfig: join(root, 'docs/tsconfig.json'),
  out,
  readme: 'none',
  basePath: root,
  displayBasePath: root,
  disableGit: true,
  sourceLinkTemplate: 'packages/{path}#{line}',
  skipErrorChecking: true, // `npm run check -- types` checks all of it, with the project's own compiler
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    notDocumented: true,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
  sortEntryPoints: false,
  sort: ['kind', 'alphabetical-ignoring-documents'],
  groupOrder: [...new Set(pages.map(({ group }) => group)), 'Modules', '*'],
  navigation: { includeGroups: true, includeFolders: false, compactFolders: false },
  navigationLeaves: [],
  searchInComments: true,
  searchInDocuments: true,
  customCss: style,
  markdownItLoader: warmHighlighter,
  hideGenerator: true,
  includeVersion: false,
  cacheBust: false,
  githubPages: false,
  excludeExternals: true,
  visibilityFilters: {},
  highlightLanguages: ['ts', 'sh', 'json', 'html', 'text'],
});
addSite(app, { root, entries, pages, start: START });

await rm(out, { recursive: true, force: true });
const project = await app.convert();
if (project) {
  app.validate(project);
  if (!failed()) await app.generateOutputs(project);
}
await rm(work, { recursive: true });
const names = [...(project?.children ?? []), ...(project?.documents ?? [])].map(({ name }) => name);
const problems =
  project && !failed() ? [...(await checkSite(out)), ...(await searchProblems(out, names))] : [];
for (const problem of problems) console.error(problem);
if (!project || failed() || problems.length > 0) process.exitCode = 1;

function failed() {
  return app.logger.hasErrors() || app.logger.hasWarnings();
}
