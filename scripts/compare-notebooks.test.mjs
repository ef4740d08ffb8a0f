import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodePng } from '../packages/image/dist/index.js';
import { compareNotebooks } from './compare-notebooks.mjs';

test('`compareNotebooks` finds nothing between notebooks that say the same', async () => {
  assert.deepEqual(await differences(said('score 1.25 of 500\n'), said('score 1.25 of 500\n')), []);
});

test('`compareNotebooks` lets decimals differ by rounding, and whole numbers not at all', async () => {
  const before = said('score 1.25 of 500\n');
  assert.deepEqual(await differences(before, said('score 1.27 of 500\n')), []);
  assert.match(
    await first(before, said('score 1.35 of 500\n')),
    /^cell one: expected 1\.25, got 1\.35/,
  );
  assert.match(await first(before, said('score 1.25 of 501\n')), /expected 500, got 501/);
});

test('`compareNotebooks` allows more where a cell is tagged `rough`, but not anything', async () => {
  const before = said('loss 4.2 after 60\n');
  assert.deepEqual(await differences(before, said('loss 4.9 after 60\n'), ['rough']), []);
  assert.match(await first(before, said('loss 9.9 after 60\n'), ['rough']), /got 9\.9/);
});

test('`compareNotebooks` reports other words, NaN for a number, and a changed sign', async () => {
  const before = said('score 1.25\n');
  assert.match(await first(before, said('scores 1.25\n')), /expected "score #\\n", got "scores/);
  assert.match(await first(before, said('score NaN\n')), /expected "score #\\n", got "score NaN/);
  assert.match(await first(before, said('score -1.25\n')), /expected 1\.25, got -1\.25/);
});

test('`compareNotebooks` reports an output that is missing, of another kind, or an error', async () => {
  const before = said('score 1.25\n');
  assert.match(await first(before, []), /expected outputs stdout, got none/);
  const failed = [{ output_type: 'error', ename: 'TypeError', evalue: 'x' }];
  assert.match(await first(before, failed), /expected outputs stdout, got error/);
  const warned = [{ output_type: 'stream', name: 'stderr', text: ['beware\n'] }];
  assert.match(await first(before, warned), /expected outputs stdout, got stderr/);
});

test('`compareNotebooks` takes pieces of one stream as one', async () => {
  assert.deepEqual(await differences(said('a\nb\n'), [...said('a\n'), ...said('b\n')]), []);
});

test('`compareNotebooks` reports a picture that is blank, of another size, or looks other', async () => {
  const before = await shown(96, 48, ({ x }) => x * 2);
  const nearly = await shown(96, 48, ({ x }) => x * 2 + 3);
  assert.deepEqual(await differences(before, nearly), []);
  assert.match(await first(before, await shown(96, 48, () => 255)), /a picture is blank/);
  assert.match(await first(before, await shown(96, 64, ({ x }) => x * 2)), /of 96×48, got 96×64/);
  const turned = await shown(96, 48, ({ x }) => 2 * (95 - x));
  assert.match(await first(before, turned), /differs by [\d.]+ grey levels, allowed 6/);
});

test('`compareNotebooks` reports a cell too many', async () => {
  const [one, two] = [notebook(said('a\n')), notebook(said('a\n'))];
  two.cells.push(...two.cells);
  assert.deepEqual(await compareNotebooks(one, two), ['expected 1 cells, got 2']);
});

function notebook(outputs, tags = []) {
  return { cells: [{ cell_type: 'code', id: 'one', metadata: { tags }, outputs }] };
}

function differences(before, now, tags) {
  return compareNotebooks(notebook(before, tags), notebook(now, tags));
}

async function first(before, now, tags) {
  return (await differences(before, now, tags))[0] ?? 'no difference';
}

function said(text) {
  return [{ output_type: 'stream', name: 'stdout', text: [text] }];
}

async function shown(width, height, levelAt) {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return levelAt({ x: pixel % width, y: Math.floor(pixel / width) });
  });
  const png = Buffer.from(await encodePng({ data, width, height, channels: 3 }));
  return [{ output_type: 'display_data', data: { 'image/png': png.toString('base64') } }];
}
