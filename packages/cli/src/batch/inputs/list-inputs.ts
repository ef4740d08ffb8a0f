import { type FindInputsOptions, findInputs } from './find-inputs.ts';
import type { InputPlace } from './input-place.ts';

/** All inputs at once, for commands that need the names of all. */
export async function listInputs(
  names: readonly string[],
  options: FindInputsOptions,
): Promise<InputPlace[]> {
  const places: InputPlace[] = [];
  for await (const place of findInputs(names, options)) places.push(place);
  return places;
}
