import { type Degradation, degradationName } from './degradation.ts';
import type { EvaluationDocument } from './evaluation-document.ts';
import { type ChartPanel, lineChart } from './line-chart.ts';

const labels: Readonly<Record<Degradation['kind'], string>> = {
  jpeg: 'JPEG quality',
  resize: 'resized by',
  blur: 'blur, sigma in pixels',
  noise: 'noise, sigma in grey levels',
};

/** How p-mAP falls as images get worse, a panel a kind, as an SVG picture. */
export function robustnessChart(
  { robustness, methods }: EvaluationDocument,
  degradations: readonly Degradation[],
): string {
  const kinds = [...new Set(degradations.map(({ kind }) => kind))];
  const panels = kinds.map((kind): ChartPanel => {
    const of = degradations.filter((each) => each.kind === kind);
    return {
      label: labels[kind],
      // Worse images stand at the right.
      reversed: kind === 'jpeg' || kind === 'resize',
      series: Object.entries(methods).map(([name, summary]) => ({
        name,
        dashed: summary.kind === 'baseline',
        points: of
          .map((each) => ({
            x: each.value,
            y: robustness[degradationName(each)]?.methods[name]?.pMap?.mean,
          }))
          .filter((point): point is { x: number; y: number } => point.y !== undefined)
          .sort((a, b) => a.x - b.x),
      })),
    };
  });
  return lineChart(panels, 'p-mAP');
}
