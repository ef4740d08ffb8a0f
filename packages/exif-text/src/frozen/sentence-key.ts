/**
 * What an embedding is filed under: SHA-256, in hexadecimal, of the encoder's id and of the
 * sentence. The id's length stands before both, so that no two pairs run together.
 */
export async function sentenceKey(encoderId: string, sentence: string): Promise<string> {
  const text = `${encoderId.length}:${encoderId}${sentence}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
