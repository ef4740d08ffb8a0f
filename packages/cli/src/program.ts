import { Command } from 'commander';
import { demoCommand } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { localizeCommand } from './commands/localize.ts';
import { trainCommand } from './commands/train.ts';
import { packageVersion } from './package-version.ts';

/** The whole command; it throws a CommanderError instead of leaving the process. */
export function createProgram(): Command {
  const program = new Command('exifclip')
    .description(
      'Finds what was pasted into a photo: patches that disagree with the rest of it about the\n' +
        'camera that took them. Nothing is uploaded.',
    )
    .version(packageVersion())
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  exifclip localize photo.jpg            pictures and a report in ./exifclip-out\n' +
        '  exifclip localize *.jpg --json         one JSON document on standard output\n' +
        '  exifclip demo                          makes a forgery and finds it; needs no photo\n' +
        '\nExit code: 0 all done, 1 an input failed, 2 wrong usage.',
    );
  for (const command of [localizeCommand(), evaluateCommand(), trainCommand(), demoCommand()]) {
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().showHelpAfterError('(--help shows what there is)');
  }
  return program;
}
