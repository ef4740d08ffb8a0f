import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

const usageError = 2;

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageError;
  } else {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`error: ${message}`);
    process.exitCode = error instanceof TypeError || error instanceof RangeError ? usageError : 1;
  }
}
