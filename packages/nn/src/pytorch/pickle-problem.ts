/** What is wrong with a pickle, before the name of the file is known. */
export class PickleProblem extends Error {
  override readonly name = 'PickleProblem';
  /** What it tried to name or call and may not. */
  readonly refused: string | undefined;

  constructor(problem: string, refused?: string) {
    super(problem);
    this.refused = refused;
  }
}

/** The bytes end before the pickle does. */
export class PickleCut extends Error {
  override readonly name = 'PickleCut';
}
