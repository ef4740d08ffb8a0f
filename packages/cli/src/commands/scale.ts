import type { Command } from 'commander';

/** The commands of `@exifclip/scale`, which is a package of its own: most people need no queue. */
export const scaleCommands: readonly string[] = ['enqueue', 'work', 'collect', 'queue'];

interface ScalePackage {
  addCommands(program: Command): void;
}

// In a variable, since this package does not depend on that one: it is the other way round.
const scalePackage = '@exifclip/scale/commands';

/**
 * Adds the commands of queues where their package is installed, and a word on it where it is not.
 *
 * @param named - the only subcommand that will be run
 * @throws Error when that is one of them, and the package is missing
 */
export async function addScaleCommands(program: Command, named?: string): Promise<void> {
  try {
    ((await import(scalePackage)) as ScalePackage).addCommands(program);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const install = 'npm install @exifclip/scale';
    if (named !== undefined && scaleCommands.includes(named)) {
      throw new Error(`exifclip ${named} comes with a package of its own: ${install}`);
    }
    program.addHelpText('after', `\nOn many machines: ${scaleCommands.join(', ')} (${install}).`);
  }
}

/** What is missing may also be something that the package needs: that is another matter. */
function isMissing(error: unknown): boolean {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes("package '@exifclip/scale'");
}
