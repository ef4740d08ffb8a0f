// Starts the service on PORT; SIGTERM or SIGINT lets it finish what is in the house.

import { createSpliceDetector } from '@exifclip/splice';
import { createServer } from './create-server.ts';
import { serverLimits } from './server-limits.ts';

const limits = serverLimits(process.env);
const app = createServer(await createSpliceDetector(), {
  limits,
  onAnswer: (note) => console.log(JSON.stringify(note)),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
console.log(`listening on ${await app.listen({ host: HOST, port: Number(PORT) })}`);

/** No new photo comes in; those in the house are answered, then the process ends by itself. */
function stop(): void {
  console.log('stopping');
  const late = setTimeout(() => {
    console.error(`not stopped within ${limits.stopSeconds} seconds`);
    process.exit(1);
  }, limits.stopSeconds * 1000);
  late.unref();
  app.close().then(
    () => console.log('stopped'),
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
