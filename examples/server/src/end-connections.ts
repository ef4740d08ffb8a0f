import type { FastifyInstance } from 'fastify';

/**
 * Lets a server that was told to stop come to an end. Connections are kept alive between requests,
 * and some are opened before there is one; Node would wait for each of them.
 */
export function endConnections(app: FastifyInstance): void {
  let open = 0;
  let stopping = false;
  const end = () => {
    if (stopping && open === 0) app.server.closeAllConnections();
  };
  app.addHook('onRequest', async (_request, reply) => {
    open++;
    reply.raw.once('close', () => {
      open--;
      end();
    });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    stopping = true;
    end();
  });
}
