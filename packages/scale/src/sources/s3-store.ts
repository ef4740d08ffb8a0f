import type { S3Client } from '@aws-sdk/client-s3';
import { readLimited, tooLarge } from './read-limited.ts';
import type { S3Location } from './s3-location.ts';
import { SourceUnavailableError } from './source-unavailable-error.ts';

/** How an S3-compatible store is reached; credentials come from where the AWS client looks. */
export interface S3Options {
  /** Its address, for stores that are not Amazon's. @defaultValue as AWS_ENDPOINT_URL_S3 says */
  endpoint?: string | undefined;
  /** @defaultValue as AWS_REGION says, else `'us-east-1'` */
  region?: string | undefined;
  /** Whether the bucket stands in the path and not in the host. @defaultValue with an endpoint */
  pathStyle?: boolean | undefined;
}

/** An object of a listing. */
export interface S3Object {
  key: string;
  /** In bytes. */
  size: number;
}

/** An S3-compatible store. */
export interface S3Store {
  /** The objects whose keys begin so, in the order of their keys. */
  list(prefix: S3Location): AsyncGenerator<S3Object, void, undefined>;
  /**
   * The bytes of an object, or undefined where there is none.
   *
   * @throws SourceUnavailableError when the store cannot be reached or is busy, tried again by then
   */
  read(
    object: S3Location,
    options: { maxBytes: number; signal?: AbortSignal | undefined },
  ): Promise<Uint8Array | undefined>;
  write(object: S3Location, bytes: Uint8Array): Promise<void>;
  remove(object: S3Location): Promise<void>;
}

type Sdk = typeof import('@aws-sdk/client-s3');

/** A store whose client is loaded when first it is used. */
export function openS3Store(options: S3Options = {}): S3Store {
  let loading: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  const load = (): Promise<{ sdk: Sdk; client: S3Client }> => {
    loading ??= import('@aws-sdk/client-s3').then((sdk) => ({ sdk, client: open(sdk, options) }));
    return loading;
  };
  return {
    async *list({ bucket, key }) {
      const { sdk, client } = await load();
      const pages = sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: key });
      for await (const { Contents = [] } of pages) {
        for (const { Key, Size = 0 } of Contents) {
          if (Key !== undefined) yield { key: Key, size: Size };
        }
      }
    },
    async read({ bucket, key }, { maxBytes, signal }) {
      const { sdk, client } = await load();
      try {
        const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key });
        const stop = signal === undefined ? {} : { abortSignal: signal };
        const { Body, ContentLength = 0 } = await client.send(command, stop);
        const chunks = Body as AsyncIterable<Uint8Array> & { destroy(): void };
        if (ContentLength > maxBytes) {
          chunks.destroy();
          throw tooLarge(maxBytes);
        }
        return await readLimited(chunks, maxBytes);
      } catch (error) {
        signal?.throwIfAborted();
        if (isMissing(error)) return undefined;
        throw plainError(error);
      }
    },
    async write({ bucket, key }, bytes) {
      const { sdk, client } = await load();
      const command = new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes });
      await client.send(command).catch((error: unknown) => {
        throw plainError(error);
      });
    },
    async remove({ bucket, key }) {
      const { sdk, client } = await load();
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

function open(sdk: Sdk, { endpoint, region, pathStyle }: S3Options): S3Client {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const address = endpoint ?? AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
  return new sdk.S3Client({
    region: region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1',
    ...(address === undefined ? {} : { endpoint: address }),
    forcePathStyle: pathStyle ?? address !== undefined,
    maxAttempts: 3,
    // Many stores that are not Amazon's refuse the checksums that the client would add by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function isMissing(error: unknown): boolean {
  return statusOf(error) === 404;
}

function plainError(error: unknown): Error {
  const { name, message, code } = error as NodeJS.ErrnoException;
  const status = statusOf(error);
  if (status === undefined) {
    // Without an answer: no connection, or one that broke; or an error of our own.
    const isOurs = error instanceof Error && name === 'Error' && code === undefined;
    return isOurs ? error : new SourceUnavailableError(`the store: ${code ?? name}: ${message}`);
  }
  const reason = `the store said ${status} ${name}`;
  return status >= 500 || status === 429
    ? new SourceUnavailableError(reason)
    : new Error(`expected an object, ${reason}`);
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
