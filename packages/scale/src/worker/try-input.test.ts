import type { TableRow } from 'exifclip/batch';
import { expect, test } from 'vitest';
import type { DeathLedger } from '../queue/death-ledger.ts';
import { SourceUnavailableError } from '../sources/source-unavailable-error.ts';
import type { RowProcess } from './row-process.ts';
import { RowProcessError } from './row-process-error.ts';
import type { RowBytes } from './row-process-messages.ts';
import { tryInput } from './try-input.ts';

const bytes: RowBytes = { bytes: Uint8Array.of(1) };
const good: TableRow = { input: '/a.jpg', sha256: 'ab', status: 'ok', error: null };

/** A process that dies so often before it makes a row. */
function processOf(deaths: number): RowProcess {
  let left = deaths;
  return {
    opened: { settings: { job: 'exif' }, columns: [{ name: 'size', type: 'integer' }] },
    isAlive: true,
    async make() {
      if (left-- > 0) throw new RowProcessError('it died');
      return good;
    },
    end: async () => undefined,
  };
}

function ledgerOf(before: number): DeathLedger & { said: string[] } {
  let count = before;
  const said: string[] = [];
  return {
    said,
    count: () => count,
    reason: () => (count === before ? 'an earlier reason' : 'it died'),
    begin: async (place) => void said.push(`begin ${place}`),
    blame: async (place, reason) => {
      said.push(`blame ${place}: ${reason}`);
      return ++count;
    },
    rest: async () => undefined,
    clear: async () => undefined,
  };
}

async function tried(deaths: number, before: number, read = async () => bytes) {
  const ledger = ledgerOf(before);
  const options = { process: processOf(deaths), ledger, tries: 3, timeout: 1 };
  return { ...(await tryInput('/a.jpg', 7, read, options)), said: ledger.said };
}

const failed = (error: string): TableRow => {
  return { input: '/a.jpg', sha256: null, status: 'failed', error, size: null };
};

test('a good input is made at once, and noted before', async () => {
  expect(await tried(0, 0)).toEqual({ row: good, said: ['begin 7'] });
});

test('an input that ends its process is tried again, three times in all', async () => {
  const blamed = ['begin 7', 'blame 7: it died'];
  expect(await tried(2, 0)).toEqual({ row: good, said: [...blamed, ...blamed, 'begin 7'] });
  const error = 'set aside after 3 tries: it died';
  expect(await tried(3, 0)).toEqual({
    row: failed(`/a.jpg: ${error}`),
    aside: { reference: '/a.jpg', error, tries: 3 },
    said: [...blamed, ...blamed, ...blamed],
  });
});

test('deaths on other machines count', async () => {
  expect((await tried(1, 2)).aside?.tries).toBe(3);
  const { row, said } = await tried(0, 3);
  expect(row).toEqual(failed('/a.jpg: set aside after 3 tries: an earlier reason'));
  expect(said).toEqual([]);
});

test('an input that is not there has failed; one that cannot be reached is set aside', async () => {
  const missing = async () => Promise.reject(new Error('there is no such object'));
  expect(await tried(0, 0, missing)).toEqual({
    row: failed('/a.jpg: there is no such object'),
    said: [],
  });
  const away = async () => Promise.reject(new SourceUnavailableError('the server said 503'));
  expect((await tried(0, 0, away)).aside).toEqual({
    reference: '/a.jpg',
    error: 'the server said 503',
    tries: 1,
  });
});
