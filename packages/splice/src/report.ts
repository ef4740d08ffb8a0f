export type { ReportTag } from './report/exif-section.ts';
export {
  type RenderedReport,
  type RenderReportOptions,
  renderReport,
} from './report/render-report.ts';
export {
  type RenderReportIndexOptions,
  type ReportIndexEntry,
  renderReportIndex,
} from './report/render-report-index.ts';
export { type ReportPhotoOptions, reportPhoto } from './report/report-photo.ts';
