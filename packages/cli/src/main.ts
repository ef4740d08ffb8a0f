import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

const usageError = 2;

// The hub's client tells of downloads by console.debug, and standard output is for results.
console.debug = console.error;

// `exifclip … | head` closes the pipe when it has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageError;
  } else {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`error: ${message}`);
    process.exitCode = error instanceof TypeError || error instanceof RangeError ? usageError : 1;
  }
}
