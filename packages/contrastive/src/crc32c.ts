/**
 * CRC-32C (Castagnoli), as in iSCSI, TFRecord files and storage systems.
 *
 * @param before the checksum of the bytes before these, to go on from
 * @returns 0…2³² − 1
 * @see RFC 3720, appendix B.4: published checksums
 */
export function crc32c(bytes: Uint8Array, before = 0): number {
  table ??= makeTable();
  let sum = ~before;
  for (let i = 0; i < bytes.length; i++) sum = table[(sum ^ bytes[i]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}

let table: Int32Array | undefined;

function makeTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
    return sum;
  });
}
