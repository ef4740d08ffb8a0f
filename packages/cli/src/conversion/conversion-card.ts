import type { Conversion } from './conversion.ts';

/** The model card of a converted model. */
export function conversionCard(
  { image, text, leftovers }: Conversion,
  {
    id,
    command,
    source,
    patchSize,
  }: { id: string; command: string; source: string; patchSize: number },
): string {
  return [
    `# ${id}`,
    '',
    `Converted from ${source}; its licence and its authors' words on its use hold for this copy too.`,
    '',
    `- patch encoder: ${image}, on patches of ${patchSize}×${patchSize} pixels`,
    `- sentence encoder: ${text ?? 'none'}${text === null ? '' : ', on sentences of the style `paper`'}`,
    '- whitening and calibration: none; methods that want whitened embeddings run on plain ones,',
    '  and `exifclip calibrate` fits probabilities',
    `- tensors without a place in these towers: ${leftovers.join(', ') || 'none'}`,
    '',
    '```sh',
    command,
    '```',
    '',
  ].join('\n');
}
