import { inputOfPlace } from '../inputs/input-of-place.ts';
import type { InputPlace } from '../inputs/input-place.ts';
import { openRowMaker } from '../rows/open-row-maker.ts';
import type { RowMaker } from '../rows/row-maker.ts';
import type { RowOrder, RowReply } from './row-process.ts';

// The entry of a process of `startRowProcess`: told what to make, it answers places with rows.
let maker: RowMaker | undefined;

// Nobody is left to make rows for when the parent is gone, killed or not.
process.once('disconnect', () => process.exit());
// An interrupt at the terminal goes to all processes; the parent decides.
process.on('SIGINT', () => undefined);

process.once('message', (order: RowOrder) => {
  void open(order).catch((error: unknown) => send({ kind: 'broken', error }));
});

async function open({ job, options }: RowOrder): Promise<void> {
  const onFallback = (reason: string): void => send({ kind: 'fallback', reason });
  maker = await openRowMaker(job, { ...options, onFallback });
  const { settings, columns } = maker;
  process.on('message', ({ number, place }: { number: number; place: InputPlace }) => {
    void maker?.make(inputOfPlace(place)).then((row) => send({ kind: 'row', number, row }));
  });
  send({ kind: 'ready', settings, columns });
}

function send(reply: RowReply): void {
  process.send?.(reply, undefined, undefined, () => undefined);
}
