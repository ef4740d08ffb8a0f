import type { SpliceDetector } from '@exifclip/splice';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { checkUpload } from './check-upload.ts';
import { createPlaces } from './create-places.ts';
import { createTurns } from './create-turns.ts';
import { endConnections } from './end-connections.ts';
import { leftSignal } from './left-signal.ts';
import { problemAnswer } from './problem-answer.ts';
import { reportAnswer } from './report-answer.ts';
import type { ServerLimits } from './server-limits.ts';
import { uploadDeadline } from './upload-deadline.ts';

/** What a server tells its keeper of a request: nothing of the photo, nothing of who sent it. */
export interface RequestNote {
  route: string;
  status: number;
  milliseconds: number;
  /** Where an error of our own arose; its message might quote the photo. */
  fault?: string | undefined;
}

/** Options of {@link createServer}. */
export interface CreateServerOptions {
  limits: ServerLimits;
  /** Told of every answer. @defaultValue nobody is */
  onAnswer?: ((note: RequestNote) => void) | undefined;
}

/** A server over a detector: `POST /localize` with a file as its body, and `GET /health`. */
export function createServer(
  detector: SpliceDetector,
  { limits, onAnswer = () => {} }: CreateServerOptions,
): FastifyInstance {
  const app = fastify({ bodyLimit: limits.maxBytes });
  app.addHook('onRequest', async (request) => uploadDeadline(request, limits.uploadSeconds));
  endConnections(app);
  const places = createPlaces(limits.places);
  const inTurn = createTurns();
  const faults = new WeakMap<FastifyRequest, string>();

  // Whatever a client calls its body, it is bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.get('/health', () => ({ status: 'ok', taken: places.taken(), places: limits.places }));

  app.post<{ Querystring: { heatmap?: string } }>('/localize', {
    // Before the body is read: who finds no place costs no memory.
    onRequest: async (_request, reply) => {
      const leave = places.take();
      if (leave) {
        reply.raw.once('close', leave);
        return;
      }
      reply.code(503).header('retry-after', limits.retrySeconds);
      return reply.send({ message: `all ${limits.places} places are taken; try again` });
    },
    handler: async (request, reply) => {
      const late = AbortSignal.timeout(limits.answerSeconds * 1000);
      const signal = AbortSignal.any([leftSignal(reply), late]);
      const file = await checkUpload(request.body, request.headers['content-type'], limits);
      const { maxPatches } = limits;
      const report = await inTurn(() => detector.analyze(file, { maxPatches, signal }), signal);
      return reportAnswer(report, { heatmap: request.query.heatmap === 'png' });
    },
  });

  app.setErrorHandler<Error>((error, request, reply) => {
    const { statusCode, message } = problemAnswer(error);
    if (statusCode === 500) faults.set(request, placeOf(error));
    if (statusCode === 503) reply.header('retry-after', limits.retrySeconds);
    // Fastify would close the connection under a client that is still sending, which then sees no
    // answer. The rest is read and dropped instead, for no longer than an upload may take.
    reply.removeHeader('connection');
    return reply.code(statusCode).send({ message });
  });

  app.addHook('onResponse', (request, reply, done) => {
    onAnswer({
      route: `${request.method} ${request.routeOptions.url ?? 'elsewhere'}`,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      fault: faults.get(request),
    });
    done();
  });
  app.addHook('onClose', () => detector.dispose());
  return app;
}

function placeOf({ name, stack = '' }: Error): string {
  const places = stack.split('\n').filter((line) => line.startsWith('    at '));
  return [name, ...places.slice(0, 5)].join('\n');
}
