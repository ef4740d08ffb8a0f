export type { ReportTag } from './report/exif-section.ts';
export type { PageData } from './report/page-data.ts';
export { type RenderReportOptions, renderReport } from './report/render-report.ts';
export {
  type RenderReportIndexOptions,
  type ReportIndexEntry,
  renderReportIndex,
} from './report/render-report-index.ts';
export type { RenderedReport } from './report/rendered-report.ts';
export {
  type ReportDocument,
  type ReportDocumentOptions,
  reportDocument,
} from './report/report-document.ts';
export { type ReportPhotoOptions, reportPhoto } from './report/report-photo.ts';
export {
  type ReportSections,
  type ReportSectionsOptions,
  reportSections,
} from './report/report-sections.ts';
export type { SafeHtml } from './report/safe-html.ts';
export { openViewer } from './report/viewer/open-viewer.ts';
