import type { SpliceDetector } from '@exifclip/splice';
import { createServer, type RequestNote } from '../src/create-server.ts';
import { type ServerLimits, serverLimits } from '../src/server-limits.ts';

export interface StartedServer {
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  notes: RequestNote[];
  /** How many places are taken, as `GET /health` says. */
  taken(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server in this process, on a free port. */
export async function startServer(
  detector: SpliceDetector,
  limits: Partial<ServerLimits> = {},
): Promise<StartedServer> {
  const notes: RequestNote[] = [];
  const app = createServer(detector, {
    limits: { ...serverLimits({}), ...limits },
    onAnswer: (note) => notes.push(note),
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    notes,
    taken: async () => {
      const health = (await (await fetch(`${origin}/health`)).json()) as { taken: number };
      return health.taken;
    },
    stop: () => app.close(),
  };
}
