// Trains the embedded EXIF vocabulary on the sentences of the training photos, every style of them,
// and writes src/tokens/exif-vocabulary.ts. The photos' private tags are not in their manifest.
//
//   npm run build && node packages/exif-text/scripts/train-vocabulary.mjs [folder of the data]

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTags, frequentTags, renderSentence, tagsFromExiftool } from '../dist/index.js';
import { trainWordPieces } from './train-word-pieces.mjs';

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const SIZE = 4096;
/** A piece that occurs less often is more likely one photographer's than a camera's. */
const MIN_COUNT = 8;

const root = join(import.meta.dirname, '../../..');
const data = process.argv[2] ?? process.env.EXIFCLIP_DATA ?? join(root, '../shared/data');
const target = join(import.meta.dirname, '../src/tokens/exif-vocabulary.ts');

const photos = readFileSync(join(data, 'photos/photos.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const train = photos.filter(({ split }) => split === 'train').map(tagsOf);
const counts = countWords(train.flatMap(sentencesOf));
const pieces = trainWordPieces(counts, { size: SIZE - SPECIAL.length, minCount: MIN_COUNT });
writeFileSync(target, moduleOf([...SPECIAL, ...pieces]));
const words = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `${SPECIAL.length + pieces.length} pieces from ${train.length} photos, ${words} words, ` +
    `${counts.size} different; ${frequentTags(countTags(train)).length} tags in at least 49 %`,
);

function tagsOf({ exif }) {
  return tagsFromExiftool(exif, { includeDerived: true });
}

function sentencesOf(tags) {
  const styles = [
    { style: 'tags' },
    { style: 'plain' },
    { style: 'paper' },
    { style: 'paper', paperKeys: 'spaced' },
  ];
  return styles.map((style) => renderSentence(tags, { includeDerived: true, ...style }));
}

function countWords(sentences) {
  const found = new Map();
  for (const word of sentences.flatMap((sentence) => sentence.split(' '))) {
    found.set(word, (found.get(word) ?? 0) + 1);
  }
  return found;
}

/** The pieces as a module, in lines as long as the formatter leaves them. */
function moduleOf(all) {
  const lines = [];
  for (const piece of all) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + piece.length < 90)
      lines[lines.length - 1] += ` ${piece}`;
    else lines.push(piece);
  }
  const literals = lines.map((line) => `  '${line.replace(/[\\']/g, '\\$&')}',`);
  return `// Made by scripts/train-vocabulary.mjs: mend that, not this.

/** Pieces parted by spaces; a piece's number is its place. \`##\` continues a word. */
export const EXIF_VOCABULARY: readonly string[] = [
${literals.join('\n')}
];
`;
}
