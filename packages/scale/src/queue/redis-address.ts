/** Where Redis is, in two forms. */
export interface RedisAddress {
  /** As it was given, with its password: never to be printed. */
  url: string;
  /** For messages: without user, password and parameters. */
  shown: string;
}

/** What is taken when neither flag nor environment says more. */
export const defaultRedisUrl = 'redis://127.0.0.1:6379';

/**
 * Reads the address of a Redis or Valkey server, `redis://[[user]:password@]host[:port][/db]` or
 * `rediss://` for TLS.
 *
 * @throws RangeError for anything else, without repeating it: it may hold a password
 */
export function redisAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    throw new RangeError(
      'expected the address of Redis as redis://host:port or rediss://host:port',
    );
  }
  return { url: text, shown: `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}` };
}
