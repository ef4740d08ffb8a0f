import type { RunConfig } from './config/run-config.ts';

/** The model card that a run writes; figures are added when they were measured. */
export function runCard(
  config: RunConfig,
  { id, command, photos }: { id: string; command: string; photos: number },
): string {
  const settings = Object.entries(config).map(
    ([name, value]) => `| ${name} | ${JSON.stringify(value)} |`,
  );
  return [
    `# ${id}`,
    '',
    `A patch encoder (${config.patchSize}×${config.patchSize} pixels → ${config.dim} numbers) and`,
    'the sentence encoder that it was trained with, by @exifclip.',
    '',
    '## Training',
    '',
    `${photos} photos with their EXIF, processed by random chains, and simulated cameras.`,
    '',
    '```sh',
    command,
    '```',
    '',
    '| setting | value |',
    '|---|---|',
    ...settings,
    '',
  ].join('\n');
}
