import { autosplice, autosplice75, autosplice90 } from './autosplice.ts';
import type { Benchmark } from './benchmark.ts';
import { casia1, casia1CopyMove } from './casia1.ts';
import { casia2, casia2CopyMove } from './casia2.ts';
import { columbia } from './columbia.ts';
import { coverage } from './coverage.ts';
import { dso1 } from './dso1.ts';
import { imd2020 } from './imd2020.ts';
import { inTheWild } from './in-the-wild.ts';
import { realisticTampering } from './realistic-tampering.ts';
import { sceneCompletion } from './scene-completion.ts';

/** Every public set of forgeries whose layout is known: add one here. */
export const benchmarks: readonly Benchmark[] = [
  columbia,
  dso1,
  realisticTampering,
  inTheWild,
  sceneCompletion,
  casia1,
  casia1CopyMove,
  casia2,
  casia2CopyMove,
  coverage,
  imd2020,
  autosplice,
  autosplice90,
  autosplice75,
];
