import { expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';

const counted = Uint8Array.from({ length: 32 }, (_, i) => i);

it.each([
  ['32 bytes of zeroes', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['32 bytes counting up', counted, 0x46dd794e],
  ['32 bytes counting down', counted.slice().reverse(), 0x113fdb5c],
  ['an iSCSI read command', readCommand(), 0xd9963a56],
  ['the digits of the catalogue of CRCs', new TextEncoder().encode('123456789'), 0xe3069283],
  ['nothing', new Uint8Array(0), 0],
])('`crc32c` gives what RFC 3720 publishes for %s', (_, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
});

it('`crc32c` goes on from what it gave for the bytes before', () => {
  expect(crc32c(counted.subarray(5), crc32c(counted.subarray(0, 5)))).toBe(crc32c(counted));
});

/** "An iSCSI - SCSI Read (10) Command PDU" of RFC 3720, B.4. */
function readCommand(): Uint8Array {
  const bytes = new Uint8Array(48);
  bytes.set([0x01, 0xc0]);
  bytes.set([0x14], 16);
  bytes.set([0x04], 22);
  bytes.set([0x14], 27);
  bytes.set([0x18], 31);
  bytes.set([0x28], 32);
  bytes.set([0x02], 40);
  return bytes;
}
