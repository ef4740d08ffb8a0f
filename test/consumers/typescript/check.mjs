// Writes a module that imports every entry point of every package, and an app on @exifclip/splice, and
// has several versions of TypeScript check them, strictly, as a Node project and as one of a bundler.
// Of the app every declaration that it leads to is checked as well (`skipLibCheck: false`); those of
// all entry points lead to optional peers that are not installed, and to tfjs, whose own do not hold.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../node_modules');
const compilers = {
  5.7: 'node_modules/typescript-5.7/bin/tsc',
  5.9: 'node_modules/typescript-5.9/bin/tsc',
  '7.0': join(process.env.EXIFCLIP_REPOSITORY, 'node_modules/typescript/bin/tsc'),
};
const ways = { node16: 'node16', bundler: 'esnext' };

const programs = { 'all.ts': true, 'app.ts': false };

writeFileSync('all.ts', allText());
let failed = 0;
for (const [version, compiler] of Object.entries(compilers)) {
  for (const [moduleResolution, module] of Object.entries(ways)) {
    for (const [file, skipLibCheck] of Object.entries(programs)) {
      const options = { module, moduleResolution, skipLibCheck };
      writeFileSync('tsconfig.json', JSON.stringify(tsconfig(file, options)));
      const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], {
        encoding: 'utf8',
      });
      const outcome = status === 0 ? 'in order' : `FAILED\n${stdout}`;
      console.log(`TypeScript ${version}, ${moduleResolution}, ${file}: ${outcome}`);
      if (status !== 0) failed++;
    }
  }
}
process.exitCode = failed > 0 ? 1 : 0;

function allText() {
  const scoped = readdirSync(join(modules, '@exifclip')).map((name) => `@exifclip/${name}`);
  const entries = [...scoped, 'exifclip'].flatMap((name) => {
    const { exports } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    return Object.entries(exports)
      .filter(([, target]) => typeof target === 'object')
      .map(([key]) => name + key.slice(1));
  });
  const imports = entries.map((entry, i) => `import * as entry${i} from '${entry}';`);
  return `${imports.join('\n')}\nexport const entries = [${entries.map((_, i) => `entry${i}`)}];\n`;
}

function tsconfig(file, options) {
  const lib = ['es2022', 'dom', 'dom.iterable'];
  return {
    compilerOptions: {
      target: 'es2022',
      lib,
      types: ['node'],
      strict: true,
      noEmit: true,
      ...options,
    },
    files: [file],
  };
}
