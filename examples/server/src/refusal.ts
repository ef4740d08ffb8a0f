/** What a client did wrong or may try again, with the status that says so. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The HTTP status, 4xx or 503. */
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}
