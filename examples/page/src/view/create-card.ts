import type { Queue } from '../queue/create-queue.ts';
import type { QueuedPhoto } from '../queue/queued-photo.ts';
import { element } from './element.ts';
import { progressWords } from './progress-words.ts';

export interface CardOptions {
  queue: Queue;
  /** Told when the reader asks to see the photo's result. */
  onOpen: (photo: QueuedPhoto) => void;
  /** Told when the photo was removed. */
  onRemove: (photo: QueuedPhoto) => void;
}

/** A photo in the list, and what keeps it in step with the photo's state. */
export interface Card {
  element: HTMLElement;
  update(): void;
  /** Marks the card as the one whose result is shown. */
  mark(shown: boolean): void;
}

/** The card of a photo. For machines, its state stands in `data-` attributes. */
export function createCard(photo: QueuedPhoto, options: CardOptions): Card {
  const { name } = photo.file;
  const thumbnail = element('span', { class: 'thumbnail' });
  const status = element('span', { class: 'status' });
  const progress = element('progress', { max: '1', 'aria-label': `Progress of ${name}` });
  const message = element('p', { class: 'message' });
  const label = element('span', { class: 'label' }, element('bdi', {}, name), status);
  const open = element('button', { type: 'button', class: 'open' }, thumbnail, label);
  const actions = element('span', { class: 'actions' });
  const card = element(
    'li',
    { class: 'card', 'data-name': name },
    open,
    actions,
    progress,
    message,
  );
  open.addEventListener('click', () => options.onOpen(photo));

  let drawn = '';
  const update = (): void => {
    const { state } = photo;
    card.dataset['state'] = state.kind;
    status.textContent = statusWords(photo);
    if (state.kind === 'running') showProgress(progress, state.progress.share);
    if (state.kind === drawn) return; // The rest is the same, and may have the focus.
    drawn = state.kind;
    progress.hidden = state.kind !== 'running';
    open.disabled = state.kind !== 'done';
    message.textContent = state.kind === 'error' ? state.message : '';
    message.hidden = state.kind !== 'error';
    replaceActions(actions, actionsOf(photo, options));
    if (state.kind !== 'done') return;
    card.dataset['score'] = String(state.examination.score);
    if (state.examination.probability !== undefined) {
      card.dataset['probability'] = String(state.examination.probability);
    }
    thumbnail.replaceChildren(pictureOf(state.examination.thumbnail));
  };
  update();
  return {
    element: card,
    update,
    mark: (shown) => open.setAttribute('aria-pressed', String(shown)),
  };
}

function statusWords({ state }: QueuedPhoto): string {
  switch (state.kind) {
    case 'queued':
      return 'Waiting';
    case 'running':
      return progressWords(state.progress);
    case 'error':
      return 'Not examined';
    case 'cancelled':
      return 'Cancelled';
    case 'done': {
      const { score, probability, warnings } = state.examination;
      const likely = probability === undefined ? '' : ` · probability ${probability.toFixed(2)}`;
      return `Score ${score.toFixed(2)}${likely}${warnings.length > 0 ? ' · low evidence' : ''}`;
    }
  }
}

function showProgress(progress: HTMLProgressElement, share: number): void {
  if (share > 0) progress.value = share;
  else progress.removeAttribute('value');
}

function actionsOf(photo: QueuedPhoto, { queue, onRemove }: CardOptions): HTMLElement[] {
  const { kind } = photo.state;
  const action = (verb: string, act: () => void, shown = verb): HTMLElement => {
    const name = `${verb} ${photo.file.name}`;
    const button = element('button', { type: 'button', 'aria-label': name, title: verb }, shown);
    button.addEventListener('click', act);
    return button;
  };
  if (kind === 'queued' || kind === 'running') return [action('Cancel', () => queue.cancel(photo))];
  const remove = action(
    'Remove',
    () => {
      queue.remove(photo);
      onRemove(photo);
    },
    '✕',
  );
  return kind === 'done' ? [remove] : [action('Try again', () => queue.retry(photo)), remove];
}

/** Changes the buttons; the focus goes from one that vanishes to its successor. */
function replaceActions(actions: HTMLElement, buttons: HTMLElement[]): void {
  const hadFocus = actions.contains(document.activeElement);
  actions.replaceChildren(...buttons);
  if (hadFocus) buttons[0]?.focus();
}

function pictureOf(thumbnail: Blob): HTMLImageElement {
  const picture = element('img', { alt: '' });
  const url = URL.createObjectURL(thumbnail);
  picture.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
  picture.src = url;
  return picture;
}
