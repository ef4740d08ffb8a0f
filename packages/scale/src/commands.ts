export { addCommands } from './commands/add-commands.ts';
