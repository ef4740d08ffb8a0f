// What a notebook says, compared with what it said before: words exactly, numbers within a
// tolerance, pictures by their look.

import { decodeImage, shrinkToFit } from '../packages/image/dist/index.js';

/**
 * How far two numbers may lie apart: at most `absolute`, or `relative` of the larger; whole numbers
 * count something, and have to be the same. Processors round differently, and clusters turn such
 * differences into larger ones. Where they can tip a result, or were trained on, cells have the tag
 * `rough`.
 */
const TOLERANCES = {
  usual: { absolute: 0.03, relative: 0.03, wholeExactly: true },
  rough: { absolute: 0.3, relative: 0.3, wholeExactly: false },
};
/** Pictures are shrunk to this many pixels a side before they are looked at. */
const LOOKED_AT = 48;
/** Mean difference of two pictures, so shrunk, in grey levels. */
const LOOKS = { usual: 6, rough: 60 };
/** Standard deviation of grey levels below which a picture is blank. */
const BLANK = 2;

/**
 * @param {object} expected  the notebook as it is committed
 * @param {object} actual  the same, executed
 * @returns {Promise<string[]>}  a line a difference, which names the cell
 */
export async function compareNotebooks(expected, actual) {
  if (expected.cells.length !== actual.cells.length) {
    return [`expected ${expected.cells.length} cells, got ${actual.cells.length}`];
  }
  const problems = [];
  for (const [i, cell] of actual.cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    const found = await compareOutputs(expected.cells[i].outputs, cell);
    problems.push(...found.map((problem) => `cell ${cell.id}: ${problem}`));
  }
  return problems;
}

async function compareOutputs(expected, { outputs, metadata }) {
  const kind = metadata.tags?.includes('rough') ? 'rough' : 'usual';
  const [before, now] = [parts(expected), parts(outputs)];
  const [kinds, kindsNow] = [before, now].map((list) => list.map(({ type }) => type).join(', '));
  if (kinds !== kindsNow) return [`expected outputs ${kinds || 'none'}, got ${kindsNow || 'none'}`];
  const problems = [];
  for (const [i, { type, content }] of now.entries()) {
    problems.push(
      ...(type.startsWith('image/')
        ? await comparePictures(before[i].content, content, LOOKS[kind])
        : compareTexts(before[i].content, content, TOLERANCES[kind])),
    );
  }
  return problems;
}

/** Outputs as a list of types and contents; what goes to one stream in pieces is one. */
function parts(outputs) {
  const list = [];
  for (const output of outputs) {
    if (output.output_type === 'error') {
      list.push({ type: 'error', content: `${output.ename}: ${output.evalue}` });
    } else if (output.output_type === 'stream') {
      const text = [output.text].flat().join('');
      const last = list.at(-1);
      if (last?.type === output.name) last.content += text;
      else list.push({ type: output.name, content: text });
    } else {
      for (const [type, content] of Object.entries(output.data)) {
        list.push({ type, content: [content].flat().join('') });
      }
    }
  }
  return list;
}

const NUMBER = /(?<![\w.])[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;

/** @returns {string[]}  at most one line */
function compareTexts(expected, actual, { absolute, relative, wholeExactly }) {
  const [words, wordsNow] = [expected, actual].map((text) => text.replace(NUMBER, '#'));
  if (words !== wordsNow) {
    const at = [...words].findIndex((letter, i) => letter !== wordsNow[i]);
    const from = Math.max(0, at < 0 ? words.length : at) - 60;
    return [`expected ${excerpt(words, from)}, got ${excerpt(wordsNow, from)}`];
  }
  const [numbers, numbersNow] = [expected, actual].map((text) => text.match(NUMBER) ?? []);
  const far = numbers.findIndex((number, i) => {
    const [a, b] = [number, numbersNow[i]].map((digits) => Number(digits.replace('−', '-')));
    if (wholeExactly && /^\d+$/.test(number)) return a !== b;
    return Math.abs(a - b) > Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
  });
  return far < 0
    ? []
    : [`expected ${numbers[far]}, got ${numbersNow[far]} (number ${far + 1} of ${numbers.length})`];
}

/** Where two texts part, with a little before. */
function excerpt(text, from) {
  return JSON.stringify(text.slice(Math.max(0, from), from + 160));
}

/** @returns {Promise<string[]>} */
async function comparePictures(expected, actual, allowed) {
  const [before, now] = await Promise.all([expected, actual].map(look));
  if (now.deviation < BLANK) return ['a picture is blank'];
  if (before.width !== now.width || before.height !== now.height) {
    return [
      `expected a picture of ${before.width}×${before.height}, got ${now.width}×${now.height}`,
    ];
  }
  const sum = now.grey.reduce((total, level, i) => total + Math.abs(level - before.grey[i]), 0);
  const difference = sum / now.grey.length;
  return difference > allowed
    ? [`a picture differs by ${difference.toFixed(1)} grey levels, allowed ${allowed}`]
    : [];
}

async function look(base64) {
  const image = await decodeImage(Buffer.from(base64, 'base64'), { name: 'a picture' });
  const { width, height } = image;
  const grey = greyLevels(shrinkToFit(image, LOOKED_AT));
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length;
  const variance = grey.reduce((sum, level) => sum + (level - mean) ** 2, 0) / grey.length;
  return { width, height, grey, deviation: Math.sqrt(variance) };
}

function greyLevels({ data }) {
  return Float64Array.from(
    { length: data.length / 3 },
    (_, i) => (data[3 * i] + data[3 * i + 1] + data[3 * i + 2]) / 3,
  );
}
