// Writes a module that imports every entry point of every package, and has several versions of
// TypeScript check it, strictly, as a Node project and as one of a bundler.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../node_modules');
const compilers = {
  5.6: 'node_modules/typescript-5.6/bin/tsc',
  5.9: 'node_modules/typescript-5.9/bin/tsc',
  '7.0': join(process.env.EXIFCLIP_REPOSITORY, 'node_modules/typescript/bin/tsc'),
};
const ways = { node16: 'node16', bundler: 'esnext' };

writeFileSync('app.ts', appText());
let failed = 0;
for (const [version, compiler] of Object.entries(compilers)) {
  for (const [moduleResolution, module] of Object.entries(ways)) {
    writeFileSync('tsconfig.json', JSON.stringify(tsconfig(module, moduleResolution)));
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], {
      encoding: 'utf8',
    });
    console.log(
      `TypeScript ${version}, ${moduleResolution}: ${status === 0 ? 'in order' : 'FAILED'}`,
    );
    if (status !== 0) {
      failed++;
      console.error(stdout);
    }
  }
}
process.exitCode = failed > 0 ? 1 : 0;

function appText() {
  const scoped = readdirSync(join(modules, '@exifclip')).map((name) => `@exifclip/${name}`);
  const lines = [...scoped, 'exifclip'].flatMap((name) => {
    const { exports, peerDependenciesMeta = {} } = JSON.parse(
      readFileSync(join(modules, name, 'package.json'), 'utf8'),
    );
    const absent = Object.keys(peerDependenciesMeta).filter(
      (peer) => !existsSync(join(modules, peer)),
    );
    if (absent.length > 0) console.log(`${name}: without ${absent.join(', ')}`);
    return Object.entries(exports)
      .filter(([, target]) => typeof target === 'object')
      .map(([key]) => name + key.slice(1));
  });
  const imports = lines.map((entry, i) => `import * as entry${i} from '${entry}';`);
  const used = lines.map((_, i) => `entry${i}`).join(', ');
  return `${imports.join('\n')}
import { createSpliceDetector, type SpliceReport } from '@exifclip/splice';

export const entries = [${used}];
export async function scoreOf(photo: Uint8Array): Promise<number> {
  const detector = await createSpliceDetector();
  const report: SpliceReport = await detector.analyze(photo);
  // @ts-expect-error a report has no such field, which only types that are found can tell
  report.noSuchField;
  return report.score;
}
`;
}

function tsconfig(module, moduleResolution) {
  return {
    compilerOptions: {
      ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], module, moduleResolution },
      ...{ strict: true, skipLibCheck: process.env.SKIP_LIB_CHECK === '1', noEmit: true },
      types: ['node'],
    },
    files: ['app.ts'],
  };
}
