import type { FromEngine, ToEngine } from '../engine/engine-message.ts';
import { examinePhoto } from './examine-photo.ts';
import { explainFailure } from './explain-failure.ts';
import { type Examiner, openExaminer } from './open-examiner.ts';

// ONNX Runtime starts its threads from this same script, under a name of its own.
if (!self.name.startsWith('em-pthread')) listen();

/** Takes photos from the page; one at a time, since the page waits for the answer. */
function listen(): void {
  let examiner: Promise<Examiner> | undefined;
  globalThis.addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
    if (data.kind === 'open') {
      examiner = openExaminer(data);
      examiner.catch(() => {}); // Told with the first photo.
    } else if (examiner) {
      void answer(examiner, data.photo);
    }
  });
}

async function answer(opening: Promise<Examiner>, photo: File): Promise<void> {
  try {
    tell({ kind: 'progress', progress: { step: 'opening', share: 0 } });
    const examination = await examinePhoto(await opening, photo, (progress) =>
      tell({ kind: 'progress', progress }),
    );
    tell({ kind: 'done', examination });
  } catch (error) {
    tell({ kind: 'failed', message: explainFailure(error) });
  }
}

function tell(message: FromEngine): void {
  globalThis.postMessage(message);
}
