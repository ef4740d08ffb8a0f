/** An optional package is wanted and cannot be imported; the cause says why. */
export class PackageMissingError extends Error {
  override readonly name = 'PackageMissingError';
  /** What is to be installed. */
  readonly packageName: string;

  constructor(packageName: string, options?: ErrorOptions) {
    super(
      `expected the optional package ${packageName}, which could not be imported; \`npm install ${packageName}\` brings it`,
      options,
    );
    this.packageName = packageName;
  }
}
