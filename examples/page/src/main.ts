import './page.css';
import { loadEngineFiles } from './engine/load-engine-files.ts';
import { startEngine } from './engine/start-engine.ts';
import { stayOffline } from './offline/stay-offline.ts';
import { createQueue } from './queue/create-queue.ts';
import type { QueuedPhoto } from './queue/queued-photo.ts';
import { byId } from './view/by-id.ts';
import { type Card, createCard } from './view/create-card.ts';
import { clearSheet, showSheet } from './view/show-sheet.ts';
import { takePhotos } from './view/take-photos.ts';

const cards = new Map<QueuedPhoto, Card>();
let shown: QueuedPhoto | undefined;
let files = loadEngineFiles();

const queue = createQueue({
  async openEngine() {
    // What failed once, as without a network, is tried again.
    files = files.catch(loadEngineFiles);
    return startEngine(await files);
  },
  onChange(photo) {
    cardOf(photo).update();
    if (photo.state.kind === 'running') return;
    announce(photo);
    if (photo.state.kind === 'done' && shown === undefined) show(photo);
  },
});

takePhotos((chosen) => {
  document.body.classList.add('has-photos');
  queue.add(chosen);
});
void prepare();

/** Everything is fetched at once, so that later nothing is. */
async function prepare(): Promise<void> {
  const readiness = byId('readiness');
  try {
    await files;
    readiness.textContent = 'Ready. From here on, this page asks nothing of the network.';
    document.documentElement.dataset['engine'] = 'ready';
  } catch {
    readiness.textContent = 'The model could not be fetched. It is tried again with a photo.';
  }
  if (!(await stayOffline())) return;
  readiness.textContent = 'Ready, with or without a network.';
  document.documentElement.dataset['offline'] = 'ready';
}

function cardOf(photo: QueuedPhoto): Card {
  const known = cards.get(photo);
  if (known) return known;
  const card = createCard(photo, {
    queue,
    onOpen: (opened) => {
      show(opened);
      byId('sheet').scrollIntoView({ block: 'nearest' });
    },
    onRemove: remove,
  });
  cards.set(photo, card);
  byId('cards').append(card.element);
  return card;
}

function show(photo: QueuedPhoto): void {
  if (photo.state.kind !== 'done') return;
  shown = photo;
  for (const [other, card] of cards) card.mark(other === photo);
  void showSheet(photo.file.name, photo.state.examination, () => shown === photo);
}

function remove(photo: QueuedPhoto): void {
  const card = cards.get(photo)?.element;
  const next = (card?.nextElementSibling ?? card?.previousElementSibling)?.querySelector('button');
  card?.remove();
  cards.delete(photo);
  document.body.classList.toggle('has-photos', cards.size > 0);
  (next && !next.disabled ? next : byId('photos')).focus();
  if (shown !== photo) return;
  shown = undefined;
  clearSheet();
  const another = [...cards.keys()].find(({ state }) => state.kind === 'done');
  if (another) show(another);
}

/** For those who hear the page. */
function announce({ file, state }: QueuedPhoto): void {
  const words = {
    queued: 'is waiting',
    running: 'is being examined',
    done: 'is done',
    error: 'could not be examined',
    cancelled: 'was cancelled',
  };
  byId('news').textContent = `${file.name} ${words[state.kind]}.`;
}
