import type { RowJob } from './row-job.ts';
import type { TableColumn } from './table-column.ts';

/** The columns of a job's rows, in their order; a row has all of them. */
export function rowColumns(job: RowJob): readonly TableColumn[] {
  return [...keyColumns, ...jobColumns[job]];
}

const keyColumns: readonly TableColumn[] = [
  { name: 'input', type: 'text' },
  { name: 'sha256', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'error', type: 'text' },
];

const imageColumns: readonly TableColumn[] = [
  { name: 'width', type: 'integer' },
  { name: 'height', type: 'integer' },
  { name: 'model', type: 'text' },
];

const jobColumns: Readonly<Record<RowJob, readonly TableColumn[]>> = {
  localize: [
    ...imageColumns,
    { name: 'method', type: 'text' },
    { name: 'score', type: 'number' },
    { name: 'probability', type: 'number' },
    { name: 'meanResponse', type: 'number' },
    { name: 'markedShare', type: 'number' },
    { name: 'patches', type: 'integer' },
    { name: 'flatShare', type: 'number' },
    { name: 'blockiness', type: 'number' },
    { name: 'resamplingPeak', type: 'number' },
    { name: 'jpegQuality', type: 'integer' },
    { name: 'warnings', type: 'texts' },
  ],
  embed: [
    ...imageColumns,
    { name: 'patchSize', type: 'integer' },
    { name: 'rowOffsets', type: 'integers' },
    { name: 'colOffsets', type: 'integers' },
    { name: 'dim', type: 'integer' },
    { name: 'embeddings', type: 'floats' },
  ],
  exif: [
    { name: 'fileType', type: 'text' },
    { name: 'sentence', type: 'text' },
    { name: 'tags', type: 'map' },
  ],
};
