/**
 * What `serializeTrainState` wrote of the validation; what is no number in it was none in JSON.
 *
 * @throws SyntaxError when it is no JSON
 */
export function readValidation(
  text: string | undefined,
): Readonly<Record<string, number>> | undefined {
  if (text === undefined) return undefined;
  const figures = Object.entries(JSON.parse(text) as Record<string, number | null>);
  return Object.fromEntries(figures.map(([name, value]) => [name, value ?? Number.NaN]));
}
