// Whether what a document imports from the packages is there to be imported.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { readPackages } from './package-tree.mjs';

/**
 * @param {string} root  of the repository
 * @param {string} source  import declarations
 * @returns {string[]}
 */
export function importProblems(root, source) {
  const { program } = parseSync('document.ts', source, { sourceType: 'module' });
  return program.body.flatMap(({ source: { value: specifier }, specifiers }) => {
    if (!/^(@exifclip\/|exifclip\/)/.test(specifier)) return [];
    const exported = exportsOf(root, specifier);
    if (!exported) return [`${specifier} is no entry point of a package`];
    return specifiers
      .filter(({ imported }) => imported && !exported.has(imported.name))
      .map(({ imported }) => `${specifier} does not export ${imported.name}`);
  });
}

/** @returns {Set<string> | undefined} */
function exportsOf(root, specifier) {
  for (const { path, manifest } of readPackages(root)) {
    if (specifier !== manifest.name && !specifier.startsWith(`${manifest.name}/`)) continue;
    const key = `.${specifier.slice(manifest.name.length)}`;
    const file = manifest.exports?.[key]?.['@exifclip/source'];
    if (!file) return undefined;
    const { program } = parseSync(file, readFileSync(join(path, file), 'utf8'));
    const declared = program.body.filter(({ type }) => type === 'ExportNamedDeclaration');
    return new Set(
      declared.flatMap(({ specifiers }) => specifiers.map(({ exported }) => exported.name)),
    );
  }
  return undefined;
}
