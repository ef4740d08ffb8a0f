import type { FastifyRequest } from 'fastify';

/**
 * Closes the connection of a request that has not arrived whole in time, whether anybody waits for
 * it or its answer was given already. Node's own `requestTimeout` is not watched any more once a
 * server was told to stop.
 */
export function uploadDeadline({ raw }: FastifyRequest, seconds: number): void {
  const late = setTimeout(() => raw.destroy(), seconds * 1000);
  // a request is closed as soon as its body has been read
  raw.once('close', () => clearTimeout(late));
}
