// Trains the pieces of a WordPiece vocabulary: characters are joined pair by pair, the most
// frequent pair first, as byte-pair encoding does it and as Hugging Face trains WordPiece.

/** Pieces do not cross these, so that a comma never clings to a number. */
const SEPARATORS = /([,:])/;

/**
 * @param {ReadonlyMap<string, number>} counts  how often each word occurs; words are parted by spaces
 * @param {{ size: number, minCount: number }} options  pieces at most; occurrences of a pair at least
 * @returns {string[]} pieces, `##` in front of those that continue a word, in the order they were
 *   found; first every printable ASCII character both ways, so that no ASCII word is unknown
 */
export function trainWordPieces(counts, { size, minCount }) {
  const characters = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i));
  const pieces = new Set([...characters, ...characters.map((character) => `##${character}`)]);
  const runs = [...counts].flatMap(([word, count]) => runsOf(word, count));
  const pairs = countPairs(runs);
  while (pieces.size < size) {
    const best = mostFrequent(pairs);
    if (best === undefined || pairs.get(best).count < minCount) break;
    const affected = [...pairs.get(best).runs];
    for (const run of affected) addPairs(pairs, run, -1);
    for (const run of affected) run.symbols = joined(run.symbols, best);
    for (const run of affected) addPairs(pairs, run, 1);
    pieces.add(join(...best.split(' ')));
  }
  return [...pieces];
}

/** The stretches of a word between separators, as single characters. */
function runsOf(word, count) {
  let at = 0;
  return word.split(SEPARATORS).flatMap((text) => {
    const symbols = [...text].map((character, i) => (at + i > 0 ? `##${character}` : character));
    at += text.length;
    return symbols.length > 1 ? [{ symbols, count }] : [];
  });
}

function countPairs(runs) {
  const pairs = new Map();
  for (const run of runs) addPairs(pairs, run, 1);
  return pairs;
}

/** Adds a run's pairs to the counts, or takes them away. */
function addPairs(pairs, run, sign) {
  for (let i = 0; i + 1 < run.symbols.length; i++) {
    const key = `${run.symbols[i]} ${run.symbols[i + 1]}`;
    const pair = pairs.get(key) ?? { count: 0, runs: new Set() };
    pair.count += sign * run.count;
    if (sign > 0) pair.runs.add(run);
    else pair.runs.delete(run);
    pairs.set(key, pair);
  }
}

/** Of equally frequent pairs the first by code units: the vocabulary depends on nothing else. */
function mostFrequent(pairs) {
  let best;
  let most = 0;
  for (const [key, { count }] of pairs) {
    if (count > most || (count === most && count > 0 && key < best)) [best, most] = [key, count];
  }
  return best;
}

function joined(symbols, pair) {
  const result = [];
  for (let i = 0; i < symbols.length; i++) {
    const next = symbols[i + 1];
    if (next !== undefined && `${symbols[i]} ${next}` === pair) {
      result.push(join(symbols[i], next));
      i += 1;
    } else {
      result.push(symbols[i]);
    }
  }
  return result;
}

function join(first, second) {
  return first + second.slice(2);
}
