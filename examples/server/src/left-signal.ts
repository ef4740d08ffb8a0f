import type { FastifyReply } from 'fastify';

/**
 * Aborted when the client closes its connection, so that nobody is there to read the answer.
 * `request.signal` and `handlerTimeout` of Fastify will not do: they go by the request's `close`,
 * which Node emits as soon as the body has been read.
 */
export function leftSignal({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  const leave = () => left.abort(new Error('the client is not there any more'));
  if (raw.closed) leave();
  else raw.once('close', leave);
  return left.signal;
}
