import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type S3Server, startS3 } from '../../test/s3-server.ts';
import { openS3Store, type S3Object, type S3Store } from './s3-store.ts';
import { SourceUnavailableError } from './source-unavailable-error.ts';

let server: S3Server;
let store: S3Store;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  server = await startS3();
  store = openS3Store({ endpoint: server.url });
});
beforeEach(() => {
  server.objects.clear();
  server.asked.length = 0;
  server.busy = 0;
});
afterAll(() => server.close());

const put = (name: string, text: string) => server.objects.set(name, Buffer.from(text));

async function listed(key: string): Promise<S3Object[]> {
  const objects: S3Object[] = [];
  for await (const object of store.list({ bucket: 'photos', key })) objects.push(object);
  return objects;
}

test('a listing goes through all pages, and gives what begins with the prefix alone', async () => {
  for (let i = 0; i < 7; i++) put(`photos/a/${i} & <ü>.jpg`, `${i}`);
  put('photos/b/0.jpg', 'x');
  put('other/a/0.jpg', 'x');
  expect(await listed('a/')).toEqual(
    Array.from({ length: 7 }, (_, i) => ({ key: `a/${i} & <ü>.jpg`, size: 1 })),
  );
  expect(server.asked).toHaveLength(3);
  expect(await listed('none/')).toEqual([]);
});

test('what is written is read again; what is not there is undefined', async () => {
  const object = { bucket: 'out', key: 'a b/ü.bin' };
  const bytes = Uint8Array.of(0, 255, 1);
  await store.write(object, bytes);
  expect(server.objects.get('out/a b/ü.bin')).toEqual(Buffer.from(bytes));
  expect(await store.read(object, { maxBytes: 3 })).toEqual(Buffer.from(bytes));
  await store.remove(object);
  expect(await store.read(object, { maxBytes: 3 })).toBeUndefined();
});

test('an object beyond the limit is refused', async () => {
  put('photos/large.jpg', 'four');
  const object = { bucket: 'photos', key: 'large.jpg' };
  await expect(store.read(object, { maxBytes: 3 })).rejects.toThrow('at most 3 bytes, got more');
});

test('a busy store is asked again, and one that stays busy may be better later', async () => {
  put('photos/a.jpg', 'x');
  const object = { bucket: 'photos', key: 'a.jpg' };
  server.busy = 2;
  expect(await store.read(object, { maxBytes: 9 })).toHaveLength(1);
  server.busy = 2;
  await store.write({ bucket: 'out', key: 'b' }, Uint8Array.of(1));
  expect(server.objects.has('out/b')).toBe(true);
  server.busy = 100;
  await expect(store.read(object, { maxBytes: 9 })).rejects.toThrow(SourceUnavailableError);
});

test('a store that cannot be reached may be there later', async () => {
  const gone = openS3Store({ endpoint: 'http://127.0.0.1:9' });
  const object = { bucket: 'photos', key: 'a.jpg' };
  await expect(gone.read(object, { maxBytes: 9 })).rejects.toThrow(SourceUnavailableError);
});
