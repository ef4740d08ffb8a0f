import type { RunLogger } from './run-logger.ts';

export interface SeveralLoggersOptions {
  /**
   * Told of a logger that threw, which is then left alone: the run goes on without it.
   *
   * @defaultValue the run stops with the error, once the other loggers were told and the state saved
   */
  onError?: ((error: unknown, logger: RunLogger) => void) | undefined;
}

/** One logger of many; they are told one after the other, and all of them whatever one does. */
export function severalLoggers(
  loggers: readonly RunLogger[],
  { onError }: SeveralLoggersOptions = {},
): RunLogger {
  const working = new Set(loggers);
  const tellAll = async (tell: (logger: RunLogger) => void | Promise<void>): Promise<void> => {
    const errors: unknown[] = [];
    for (const logger of working) {
      try {
        await tell(logger);
      } catch (error) {
        if (onError === undefined) {
          errors.push(error);
        } else {
          working.delete(logger);
          onError(error, logger);
        }
      }
    }
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} loggers failed`);
    if (errors.length === 1) throw errors[0];
  };
  return {
    step: (figures) => tellAll((logger) => logger.step(figures)),
    close: () => tellAll((logger) => logger.close()),
  };
}
