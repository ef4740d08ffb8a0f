import { ModelFolderError } from './model-folder-error.ts';

/** A logistic curve: `probability = 1 / (1 + exp(-(slope * log(score + 1e-3) + offset)))`. */
export interface CalibrationCurve {
  slope: number;
  offset: number;
}

/** How the detection scores that are made with a model become probabilities. */
export interface Calibration {
  /** Version of the file's format. */
  format: 1;
  /** A curve for the score of each localisation method. */
  methods: Readonly<Record<string, CalibrationCurve>>;
}

/**
 * Reads and checks a `calibration.json`. Fields beside those of {@link Calibration} are let pass:
 * the command that fits it writes down there what it was fitted on.
 *
 * @param name what the file is called in errors
 * @throws ModelFolderError when it is no calibration
 */
export function parseCalibration(bytes: Uint8Array, name: string): Calibration {
  const fail = (expected: string): never => {
    throw new ModelFolderError(name, `expected ${expected}, got something else`);
  };
  const value = parseJson(bytes) ?? fail('JSON');
  if (!isRecord(value) || value['format'] !== 1) return fail('a calibration of format 1');
  const { methods } = value;
  if (!isRecord(methods)) return fail('methods to be a table of curves');
  const curves = Object.entries(methods).map(([method, curve]) => {
    if (!isCurve(curve)) return fail(`a finite slope and offset for ${method}`);
    return [method, { slope: curve.slope, offset: curve.offset }] as const;
  });
  return { format: 1, methods: Object.fromEntries(curves) };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCurve(value: unknown): value is CalibrationCurve {
  return isRecord(value) && Number.isFinite(value['slope']) && Number.isFinite(value['offset']);
}
