import { Command } from 'commander';
import { addScaleCommands, scaleCommands } from './commands/scale.ts';
import { packageVersion } from './package-version.ts';

/**
 * The whole command; it throws a CommanderError instead of leaving the process.
 *
 * @param named - the only subcommand that will be run: the others are not loaded then, since
 *   training brings along what takes longer to load than a photo takes to decode
 */
export async function createProgram(named?: string): Promise<Command> {
  const program = new Command('exifclip')
    .description(
      'Finds what was pasted into a photo: patches that disagree with the rest of it about the\n' +
        'camera that took them. Nothing is uploaded.',
    )
    .version(packageVersion())
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  exifclip localize photo.jpg            a report and pictures in ./exifclip-out\n' +
        '  exifclip localize *.jpg --json         one JSON document on standard output\n' +
        '  exifclip exif photo.jpg                what a model would read of its EXIF\n' +
        '  exifclip verify photo.jpg              how well its EXIF fits its pixels\n' +
        '  exifclip demo                          makes a forgery and finds it; needs no photo\n' +
        '\nExit code: 0 all done, 1 an input failed, 2 wrong usage.',
    );
  const isOfScale = named !== undefined && scaleCommands.includes(named);
  const only = commands.filter(([name]) => name === named);
  const shown = isOfScale || only.length > 0 ? only : commands;
  for (const [, load] of shown) program.addCommand(await load());
  if (only.length === 0) await addScaleCommands(program, named);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().showHelpAfterError('(--help shows what there is)');
  }
  return program;
}

const commands: readonly (readonly [name: string, load: () => Promise<Command>])[] = [
  ['localize', async () => (await import('./commands/localize.ts')).localizeCommand()],
  ['exif', async () => (await import('./commands/exif.ts')).exifCommand()],
  ['verify', async () => (await import('./commands/verify.ts')).verifyCommand()],
  ['embed', async () => (await import('./commands/embed.ts')).embedCommand()],
  ['search', async () => (await import('./commands/search.ts')).searchCommand()],
  ['evaluate', async () => (await import('./commands/evaluate.ts')).evaluateCommand()],
  [
    'evaluate-retrieval',
    async () => (await import('./commands/evaluate-retrieval.ts')).evaluateRetrievalCommand(),
  ],
  ['probe', async () => (await import('./commands/probe.ts')).probeCommand()],
  ['shards', async () => (await import('./commands/shards.ts')).shardsCommand()],
  ['train', async () => (await import('./commands/train.ts')).trainCommand()],
  ['calibrate', async () => (await import('./commands/calibrate.ts')).calibrateCommand()],
  ['convert', async () => (await import('./commands/convert.ts')).convertCommand()],
  ['demo', async () => (await import('./commands/demo.ts')).demoCommand()],
];
