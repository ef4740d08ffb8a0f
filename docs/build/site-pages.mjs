// The pages of the site in their order; files that do not exist yet are left out.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The page that opens first; it stands outside the groups. */
export const START = 'docs/start.md';

const GROUPS = {
  Concepts: [
    'docs/concepts/exif-as-language.md',
    'docs/concepts/traces.md',
    'docs/concepts/patches-and-votes.md',
    'docs/concepts/methods.md',
    'docs/paper-to-code.md',
  ],
  'What a score means': ['docs/score.md', 'docs/failures.md'],
  Recipes: [
    'docs/recipes/localise-in-an-app.md',
    'docs/recipes/batch-a-folder.md',
    'docs/recipes/verify-metadata.md',
    'docs/recipes/train-on-your-photos.md',
    'docs/recipes/import-the-published-weights.md',
    'docs/recipes/export-to-onnx.md',
    'docs/recipes/your-own-encoder.md',
  ],
  Measured: [
    'packages/models/weights/base/README.md',
    'docs/evaluation.md',
    'docs/probe.md',
    'docs/scaling.md',
    'docs/model/methods.md',
    'docs/model/detection.md',
    'docs/model/retrieval.md',
    'docs/model/runs.md',
  ],
  Help: ['docs/faq.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
};

/** Titles that say too little beside others. */
const TITLES = { 'packages/models/weights/base/README.md': 'Model card: base' };

/** @typedef {{ path: string, group: string, title: string | undefined }} SitePage */

/**
 * @param {string} root  of the repository
 * @returns {SitePage[]}
 */
export function readPages(root) {
  const groups = { ...GROUPS, Examples: readmesBelow(root, 'examples') };
  return Object.entries(groups).flatMap(([group, paths]) =>
    paths
      .filter((path) => existsSync(join(root, path)))
      .map((path) => ({ path, group, title: TITLES[path] })),
  );
}

function readmesBelow(root, folder) {
  return readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}/README.md`)
    .sort();
}
