import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scalingTables, withTables } from './scaling.mjs';
import {
  allReduceSeconds,
  breakEvenWorkers,
  pairTrainingFlop,
  sentenceFlop,
  stepOn,
} from './scaling-model.mjs';

const docs = join(import.meta.dirname, '../docs');
const rates = JSON.parse(readFileSync(join(docs, 'scaling-rates.json'), 'utf8'));

test('the tables of docs/scaling.md are those of docs/scaling-rates.json', () => {
  const text = readFileSync(join(docs, 'scaling.md'), 'utf8');
  assert.equal(withTables(text, scalingTables(rates)), text);
});

test('a sentence costs two operations a weight and token, and attention beside', () => {
  // 6 layers of 7,077,888 weights, one token: 2 · 6 · 7,077,888, and 4 · 768 a layer
  assert.equal(sentenceFlop(1), 84_934_656 + 6 * 4 * 768);
  assert.ok(sentenceFlop(512) > 4 * sentenceFlop(128));
  assert.equal(pairTrainingFlop({ patchFlop: 10, tokens: 0 }), 30);
});

test('a ring of one sends nothing, of two each half twice, of many nearly all twice', () => {
  const bytes = 100;
  assert.equal(allReduceSeconds({ bytes, workers: 1, bytesPerSecond: 1 }), 0);
  assert.equal(allReduceSeconds({ bytes, workers: 2, bytesPerSecond: 1 }), 100);
  assert.equal(allReduceSeconds({ bytes, workers: 100, bytesPerSecond: 1 }), 198);
});

test('one worker is never waiting, and at break-even half of a step is traffic', () => {
  const run = { workSeconds: 60, bytes: 1e9, bytesPerSecond: 1e9 };
  assert.equal(stepOn({ ...run, workers: 1 }).efficiency, 1);
  const workers = breakEvenWorkers(run);
  assert.equal(workers, 31);
  assert.ok(Math.abs(stepOn({ ...run, workers }).efficiency - 0.5) < 1e-12);
});

test('a page without a place for a table is refused', () => {
  assert.throws(() => withTables('nothing', { rates: 'x' }), /expected <!-- rates -->/);
});
