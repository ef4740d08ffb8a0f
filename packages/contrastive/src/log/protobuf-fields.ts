/** Fields of a protocol buffer message, to be joined by `concatBytes`. */
export type ProtobufField = Uint8Array;

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** An integer of 0…2⁵³ − 1: int32, int64, uint64 or an enum. */
export function integerField(number: number, value: number): ProtobufField {
  return concatBytes([tag(number, 'varint'), varint(value)]);
}

export function doubleField(number: number, value: number): ProtobufField {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return concatBytes([tag(number, 'fixed64'), bytes]);
}

export function floatField(number: number, value: number): ProtobufField {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatBytes([tag(number, 'fixed32'), bytes]);
}

/** A string, or the fields of a message within. */
export function bytesField(
  number: number,
  value: string | readonly ProtobufField[],
): ProtobufField {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : concatBytes(value);
  return concatBytes([tag(number, 'bytes'), varint(bytes.length), bytes]);
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function tag(number: number, type: keyof typeof wireTypes): Uint8Array {
  return varint(number * 8 + wireTypes[type]);
}

/** Seven bits a byte, the least first; by division, for shifts end at 32 bits. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}
