import { type Engine, EngineStoppedError } from '../engine/start-engine.ts';
import type { PhotoState, QueuedPhoto } from './queued-photo.ts';

export interface QueueOptions {
  /** Starts what examines photos; asked again after each stop. */
  openEngine: () => Promise<Engine>;
  /** Told of every change of a photo's state, the first one too. */
  onChange: (photo: QueuedPhoto) => void;
}

/** Photos, examined one after the other in the order in which they came. */
export interface Queue {
  add(files: Iterable<File>): void;
  /** Gives up a photo that waits or runs; one that runs is stopped at once. */
  cancel(photo: QueuedPhoto): void;
  /** Puts a photo that was given up, or failed, at the end of the queue. */
  retry(photo: QueuedPhoto): void;
  /** Forgets a photo and what was found in it. */
  remove(photo: QueuedPhoto): void;
}

/**
 * Makes a queue. A photo that fails does not hold up those behind it. The engine ends with the last
 * photo, since memory that WebAssembly has taken goes back no other way.
 */
export function createQueue({ openEngine, onChange }: QueueOptions): Queue {
  let photos: QueuedPhoto[] = [];
  let engine: Engine | undefined;
  let working = false;
  let count = 0;

  const change = (photo: QueuedPhoto, state: PhotoState): void => {
    photo.state = state;
    onChange(photo);
  };
  const stopEngine = (): void => {
    engine?.stop();
    engine = undefined;
  };
  const examine = async (photo: QueuedPhoto): Promise<void> => {
    change(photo, { kind: 'running', progress: { step: 'opening', share: 0 } });
    const isGivenUp = () => photo.state.kind !== 'running';
    try {
      engine ??= await openEngine();
      if (isGivenUp()) return;
      const found = await engine.examine(photo.file, (progress) => {
        if (!isGivenUp()) change(photo, { kind: 'running', progress });
      });
      if (isGivenUp()) return;
      if ('failure' in found) change(photo, { kind: 'error', message: found.failure });
      else change(photo, { kind: 'done', examination: found.examination });
    } catch (error) {
      if (error instanceof EngineStoppedError || isGivenUp()) return;
      stopEngine();
      change(photo, { kind: 'error', message: (error as Error).message });
    }
  };
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    for (let next = firstQueued(photos); next; next = firstQueued(photos)) await examine(next);
    stopEngine();
    working = false;
  };
  const enqueue = (photo: QueuedPhoto): void => {
    photos = [...photos.filter((other) => other !== photo), photo];
    change(photo, { kind: 'queued' });
    void work();
  };
  const cancel = (photo: QueuedPhoto): void => {
    const { kind } = photo.state;
    if (kind !== 'queued' && kind !== 'running') return;
    change(photo, { kind: 'cancelled' });
    if (kind === 'running') stopEngine();
  };
  return {
    add(files) {
      for (const file of files) enqueue({ id: count++, file, state: { kind: 'queued' } });
    },
    cancel,
    retry: enqueue,
    remove(photo) {
      cancel(photo);
      photos = photos.filter((other) => other !== photo);
    },
  };
}

function firstQueued(photos: readonly QueuedPhoto[]): QueuedPhoto | undefined {
  return photos.find(({ state }) => state.kind === 'queued');
}
