import type { ChromaSampling } from './processing-step.ts';

/** How many pixels share one sample of chroma, across and down. */
export function chromaCell(sampling: ChromaSampling): { x: number; y: number } {
  switch (sampling) {
    case '4:4:4':
      return { x: 1, y: 1 };
    case '4:2:2':
      return { x: 2, y: 1 };
    case '4:2:0':
      return { x: 2, y: 2 };
    case '4:1:1':
      return { x: 4, y: 1 };
  }
}
