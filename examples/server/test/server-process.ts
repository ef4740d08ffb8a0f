import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  child: ChildProcess;
  origin: string;
  /** All it printed, by lines. */
  lines: string[];
  /** Its exit code, once it ended. */
  exited: Promise<number | null>;
}

/** Starts the service as a process of its own, as `npm start` does. */
export async function serverProcess(
  environment: NodeJS.ProcessEnv = {},
  entry = new URL('../src/main.js', import.meta.url),
): Promise<ServerProcess> {
  const child = fork(entry, { env: { ...process.env, PORT: '0', ...environment }, silent: true });
  child.stderr!.pipe(process.stderr);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  const output = createInterface(child.stdout!);
  output.on('line', (line) => lines.push(line));
  const origin = await new Promise<string>((resolve, reject) => {
    output.on('line', (line) => {
      const found = /^listening on (.+)$/.exec(line);
      if (found) resolve(found[1]!);
    });
    exited.then((code) => reject(new Error(`the server ended with ${code}`)), reject);
  });
  return { child, origin, lines, exited };
}
