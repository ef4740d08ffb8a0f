import type { S3Options } from '../sources/s3-store.ts';
import type { CommandLike } from './command-like.ts';

/** Flags of commands that may read or write `s3://`. */
export interface S3Flags {
  s3Endpoint?: string;
  s3Region?: string;
}

/** Adds those flags. */
export function withS3Flags(command: CommandLike): CommandLike {
  return command
    .option('--s3-endpoint <url>', 'a store that is not Amazon’s; else AWS_ENDPOINT_URL_S3')
    .option('--s3-region <name>', 'else AWS_REGION');
}

/** How the flags say that `s3://` is reached. */
export function s3Options({ s3Endpoint, s3Region }: S3Flags): S3Options {
  return { endpoint: s3Endpoint, region: s3Region };
}
