// Runs the notebooks as Jupyter would, and compares what comes out with what is committed.
//
//   npm run notebooks                          all of them, in a folder with the packed packages
//   EXIFCLIP_WRITE=1 npm run notebooks         and puts the new outputs in their place
//   node scripts/notebooks.mjs FOLDER 2 3      only those, with the packages and the tslab that
//                                              FOLDER has installed; --write as well
//
// tslab is no dependency of the repository, as it brings a second command of the name tsc. Needs Jupyter's nbconvert (Debian: jupyter-nbconvert, jupyter-client). Exit code 1 when a notebook
// fails, takes too long or says something else than it used to; the cell is named.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareNotebooks } from './compare-notebooks.mjs';

const HERE = join(import.meta.dirname, '../examples/notebooks');
/** A busy machine may take several times the two minutes that a quiet one has for a notebook. */
const LONGEST_SECONDS = 900;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [target, ...wanted] = positionals;
if (target === undefined) throw new TypeError('expected a folder with tslab and the packages');
const work = mkdtempSync(join(tmpdir(), 'exifclip-notebooks-'));
try {
  process.exitCode = await runAll();
} finally {
  rmSync(work, { recursive: true });
}

async function runAll() {
  const names = readdirSync(HERE).filter(
    (name) => name.endsWith('.ipynb') && (wanted.length === 0 || wanted.includes(name[0])),
  );
  if (names.length === 0) throw new RangeError(`${HERE}: expected notebooks, found none`);
  const folder = copyTo(resolve(target));
  writeKernel(findTslab(folder));
  let failed = 0;
  for (const name of names.sort()) {
    const start = performance.now();
    const problems = await runNotebook(name, folder);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const size = (readFileSync(join(HERE, name)).length / 1000).toFixed(0);
    console.log(
      `${problems.length === 0 ? 'passed' : 'FAILED'}  ${name}  ${seconds} s, ${size} kB`,
    );
    for (const problem of problems) console.log(`  ${problem}`);
    if (problems.length > 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/** The notebooks and what they import, in a folder with packages of its own. */
function copyTo(folder) {
  for (const name of readdirSync(HERE)) {
    if (/\.(ts|ipynb)$/.test(name)) copyFileSync(join(HERE, name), join(folder, name));
  }
  return folder;
}

function findTslab(folder) {
  for (let at = folder; ; at = resolve(at, '..')) {
    const command = join(at, 'node_modules/.bin/tslab');
    if (existsSync(command)) return command;
    if (at === resolve(at, '..')) throw new Error(`${folder}: tslab is not installed`);
  }
}

/** By hand, since `tslab install` wants a Python with IPython. */
function writeKernel(command) {
  const kernel = join(work, 'share/jupyter/kernels/tslab');
  mkdirSync(kernel, { recursive: true });
  const spec = {
    argv: [command, 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
  };
  writeFileSync(join(kernel, 'kernel.json'), JSON.stringify(spec));
}

/** What is wrong with it, a line each. */
async function runNotebook(name, folder) {
  const { status, error, stdout, stderr } = spawnSync(
    'jupyter',
    [
      // With errors allowed, what tslab said of them stands in the cell, and not in what is thrown.
      ...['nbconvert', '--execute', '--allow-errors', '--to', 'notebook', '--log-level', 'ERROR'],
      `--ExecutePreprocessor.timeout=${LONGEST_SECONDS}`,
      ...['--output-dir', work, '--output', name, join(folder, name)],
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, JUPYTER_PATH: join(work, 'share/jupyter') },
    },
  );
  if (error) return [`jupyter could not be started: ${error.message}`];
  if (status !== 0) return [`${stdout}${stderr}`.trim().split('\n').slice(-30).join('\n  ')];
  const fresh = tidy(JSON.parse(readFileSync(join(work, name), 'utf8')));
  const complaints = fresh.cells.flatMap(complaintsOf);
  if (complaints.length > 0) return complaints;
  const kept = join(HERE, name);
  if (values.write) {
    writeFileSync(`${kept}.part`, `${JSON.stringify(fresh, null, 1)}\n`);
    renameSync(`${kept}.part`, kept);
  }
  return compareNotebooks(JSON.parse(readFileSync(kept, 'utf8')), fresh);
}

/** What a cell wrote to standard error: a compiler's message, an exception, or a warning. */
function complaintsOf({ id, outputs = [] }) {
  return outputs
    .filter(({ output_type: type, name }) => type === 'error' || name === 'stderr')
    .map(
      ({ text, ename, evalue }) =>
        `cell ${id}: ${text ? [text].flat().join('') : `${ename}: ${evalue}`}`,
    );
}

/** Without what changes from run to run: when cells ran. */
function tidy(notebook) {
  for (const cell of notebook.cells) delete cell.metadata.execution;
  return notebook;
}
