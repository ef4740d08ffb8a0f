/** UTF-16 bytes as text, up to the first NUL. */
export function decodeUtf16(bytes: readonly number[], order: 'utf-16le' | 'utf-16be'): string {
  return new TextDecoder(order).decode(Uint8Array.from(bytes)).replace(/\0.*$/s, '');
}
