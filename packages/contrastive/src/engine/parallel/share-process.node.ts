// The entry of a worker process: makes its share of a step's micro-batches, as it is asked to.
import { makeShare } from './make-share.ts';
import type { ShareReply, ShareRequest } from './share-messages.ts';

const share = makeShare();

process.on('message', (request: ShareRequest) => {
  share(request).then(
    (results) => send({ results }),
    (error: unknown) => send({ error: error instanceof Error ? error.message : String(error) }),
  );
});
// Nobody is left to work for when the parent is gone, killed or not.
process.once('disconnect', () => process.exit());
// An interrupt at the terminal goes to all processes; the parent decides.
process.on('SIGINT', () => undefined);

function send(reply: ShareReply): void {
  process.send?.(reply, undefined, undefined, () => undefined);
}
