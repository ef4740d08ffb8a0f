// Bundles the page as an app would: no loader, no plugin, no setting but the kind of output.

import { join } from 'node:path';
import { promisify } from 'node:util';
import webpack from 'webpack';

const stats = await promisify(webpack)({
  mode: 'production',
  target: ['web', 'es2022'],
  context: import.meta.dirname,
  entry: './entry.js',
  experiments: { outputModule: true },
  output: {
    path: join(import.meta.dirname, 'bundle'),
    filename: 'entry.js',
    module: true,
    library: { type: 'module' },
  },
  performance: { hints: false },
});
console.log(stats.toString({ all: false, errors: true, warnings: true }));
// libheif-js is an optional peer: that it is missing is a warning, anything else is not expected
const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
const unexpected = [...errors, ...warnings].filter(({ message }) => !/libheif-js/.test(message));
if (errors.length > 0 || unexpected.length > 0) process.exitCode = 1;
