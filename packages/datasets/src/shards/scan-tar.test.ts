import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanTar, type TarMember } from './scan-tar.ts';
import { ShardError } from './shard-error.ts';

async function scan(bytes: Uint8Array): Promise<TarMember[]> {
  const read = async (start: number, end: number): Promise<Uint8Array> =>
    bytes.subarray(start, end);
  const members: TarMember[] = [];
  for await (const member of scanTar({ size: bytes.length, read }, 'x.tar')) members.push(member);
  return members;
}

const textOf = (bytes: Uint8Array, { offset, size }: TarMember): string =>
  Buffer.from(bytes.subarray(offset, offset + size)).toString();

const entry = (
  name: string,
  body: string,
): { header: { name: string; size: number }; body: string } => ({
  header: { name, size: Buffer.byteLength(body) },
  body,
});

test('members are found with their places, folders and empty files too', async () => {
  const bytes = await packTar([
    entry('a.txt', 'hello'),
    { header: { name: 'dir/', type: 'directory', size: 0 } },
    entry('dir/b.json', ''),
    entry('dir/c.txt', 'x'.repeat(512)),
    entry(`dir/${'long/'.repeat(60)}d.txt`, 'far'),
    entry('写真.txt', 'ü'),
  ]);
  const members = await scan(bytes);
  expect(members.map((member) => [member.name, textOf(bytes, member)])).toEqual([
    ['a.txt', 'hello'],
    ['dir/b.json', ''],
    ['dir/c.txt', 'x'.repeat(512)],
    [`dir/${'long/'.repeat(60)}d.txt`, 'far'],
    ['写真.txt', 'ü'],
  ]);
});

test('an archive without the zeros at its end is read, and one of nothing is empty', async () => {
  const bytes = await packTar([entry('a.txt', 'hello')]);
  expect(await scan(bytes.subarray(0, 1024))).toHaveLength(1);
  expect(await scan(new Uint8Array(0))).toEqual([]);
  expect(await scan(new Uint8Array(10_240))).toEqual([]);
});

test('every cut of an archive either shortens it at a border or is refused with the file named', async () => {
  const bytes = await packTar([entry('a.txt', 'hello'), entry('b.txt', 'y'.repeat(600))]);
  for (let length = 0; length < bytes.length - 1024; length += 37) {
    const cut = scan(bytes.subarray(0, length));
    if (length === 0) continue; // nothing is an archive of nothing
    await expect(cut).rejects.toThrow(ShardError);
    await expect(cut).rejects.toThrow(/^x\.tar: expected/);
  }
});

test('damaged headers and absurd sizes are refused', async () => {
  const bytes = await packTar([entry('a.txt', 'hello')]);
  const damaged = (at: number, value: number): Uint8Array => {
    const copy = Uint8Array.from(bytes);
    copy[at] = value;
    return copy;
  };
  await expect(scan(damaged(3, 65))).rejects.toThrow(/at byte 0: expected a tar header/);
  await expect(scan(damaged(124, 0x80))).rejects.toThrow(/checksum/);
  await expect(scan(new Uint8Array(1024).fill(1))).rejects.toThrow(/checksum/);
  await expect(scan(Buffer.from('P6 no archive at all, but text'.padEnd(2048)))).rejects.toThrow(
    ShardError,
  );
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import tarfile']);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasPython())("what Python's tarfile writes", () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-python-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(['GNU_FORMAT', 'PAX_FORMAT', 'USTAR_FORMAT'])('%s is read', async (format) => {
    const path = join(folder, `${format}.tar`);
    const name =
      format === 'USTAR_FORMAT' ? `${'n'.repeat(90)}/${'m'.repeat(90)}.txt` : 'ü'.repeat(150);
    const program = `
import io, sys, tarfile
with tarfile.open(sys.argv[1], 'w', format=tarfile.${format}) as tar:
  for name in ['first.txt', sys.argv[2], 'last.txt']:
    info = tarfile.TarInfo(name); info.size = 3; info.mtime = 1.5
    tar.addfile(info, io.BytesIO(b'abc'))
`;
    await writeFile(join(folder, 'write.py'), program);
    execFileSync('python3', [join(folder, 'write.py'), path, name]);
    const bytes = await readFile(path);
    const members = await scan(bytes);
    expect(members.map((member) => member.name)).toEqual(['first.txt', name, 'last.txt']);
    for (const member of members) expect(textOf(bytes, member)).toBe('abc');
  });
});
