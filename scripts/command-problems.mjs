// What is wrong with a command line of `exifclip`, by the command's own options.

const HELP = ['--help', '-h', '--version', '-V'];

/**
 * @param {import('commander').Command} program
 * @param {readonly string[]} words  after `exifclip`
 * @param {{ partial?: boolean }} [options]  partial: named in a sentence, without its operands
 * @returns {string[]}
 */
export function commandProblems(program, words, { partial = false } = {}) {
  const [name, ...rest] = words;
  if (name === undefined || HELP.includes(name)) return [];
  const command = program.commands.find((one) => one.name() === name);
  if (!command) return [`exifclip has no command ${name}`];
  if (rest.some((word) => HELP.includes(word))) return [];
  try {
    const quiet = command.exitOverride().configureOutput({ writeErr: () => {} });
    const { operands, unknown } = quiet.parseOptions(rest);
    if (unknown.length > 0) return [`exifclip ${name} has no option ${unknown[0]}`];
    const needed = command.registeredArguments.filter(({ required }) => required).length;
    const short = !partial && operands.length < needed;
    return short ? [`exifclip ${name} takes ${needed} operands`] : [];
  } catch (error) {
    if (partial && error.code === 'commander.optionMissingArgument') return [];
    return [`exifclip ${name}: ${error.message}`];
  }
}
