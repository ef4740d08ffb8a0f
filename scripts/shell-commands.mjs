// The commands of a shell block, each as its words: enough of the shell's grammar for documents, no
// substitutions.

/**
 * @param {string} text
 * @returns {{ words: string[], line: number }[]} without assignments before the command and without
 *   redirections; the line is counted from 0
 */
export function shellCommands(text) {
  const commands = [];
  let joined = '';
  let start = 0;
  text.split('\n').forEach((line, index) => {
    if (joined === '') start = index;
    joined += line;
    if (joined.endsWith('\\')) {
      joined = joined.slice(0, -1);
      return;
    }
    for (const words of commandsOf(joined)) commands.push({ words, line: start });
    joined = '';
  });
  return commands;
}

const TOKEN =
  /\s+|#.*$|(&&|\|\||[|;])|(\d?>>?)\s*\S+|((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\;|&>()`])+)/gy;

function commandsOf(line) {
  const commands = [[]];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(line);
    if (!match) throw new Error(`expected a shell command, got ${line.slice(at)}`);
    const [, operator, , word] = match;
    if (operator) commands.push([]);
    else if (word !== undefined) commands.at(-1).push(word.replaceAll(/['"]|\\(?=.)/g, ''));
  }
  return commands
    .map((words) => words.slice(words.findIndex((word) => !/^\w+=/.test(word))))
    .filter((words) => words.length > 0);
}
