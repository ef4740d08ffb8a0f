import type { SpliceReport } from '../detector/splice-report.ts';
import type { DrawnReport } from './make-page-data.ts';

/** What is rendered; a `SpliceReport` is. */
export type RenderedReport = DrawnReport & Omit<SpliceReport, 'timings' | 'consistencyFrom'>;
