import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/**
 * Whether Debian's `redis-server` or Valkey's is installed, for `describe.skipIf`.
 *
 * @throws Error in continuous integration, where absence is a failure and not a skip
 */
export function hasRedis(): boolean {
  if (program() !== undefined) return true;
  const message = 'redis-server not found: apt-get install redis-server';
  if (process.env['CI']) throw new Error(message);
  console.warn(`skipped: ${message}`);
  return false;
}

function program(): string | undefined {
  return ['redis-server', 'valkey-server'].find((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** A Redis of one test, which keeps what it was told on disk. */
export interface RedisServer {
  readonly url: string;
  /** Kills it, as a machine that loses its power does, and starts it again after a while. */
  crash(pause: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts Redis on a free port, with its files in `folder`. */
export async function startRedis(
  folder: string,
  { password = '' }: { password?: string } = {},
): Promise<RedisServer> {
  const port = await freePort();
  const user = password === '' ? '' : `:${password}@`;
  const url = `redis://${user}127.0.0.1:${port}`;
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const persistence = ['--appendonly', 'yes', '--appendfsync', 'always'];
  const secret = password === '' ? [] : ['--requirepass', password];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(program()!, [...args, ...persistence, ...secret], { stdio: 'ignore' });
    await untilAnswers(url);
    return child;
  };
  let child = await start();
  const kill = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    async crash(pause) {
      await kill();
      await sleep(pause);
      child = await start();
    },
    stop: kill,
  };
}

async function untilAnswers(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => undefined);
  await redis.ping();
  redis.disconnect();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
