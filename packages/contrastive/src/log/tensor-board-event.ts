import {
  bytesField,
  concatBytes,
  doubleField,
  floatField,
  integerField,
} from './protobuf-fields.ts';

/** What stands in a TensorBoard event file; times are seconds since 1970. */
export type TensorBoardEvent =
  /** The first of every file. */
  | { kind: 'version'; wallTime: number }
  /** A process begins: what an earlier one wrote of this step and later ones is void. */
  | { kind: 'start'; wallTime: number; step: number }
  | { kind: 'scalars'; wallTime: number; step: number; scalars: Readonly<Record<string, number>> };

/** `SessionLog.START`. */
const start = 1;

/**
 * The bytes of an `Event` message.
 *
 * @see tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto: numbers of fields
 */
export function tensorBoardEvent(event: TensorBoardEvent): Uint8Array {
  const time = doubleField(1, event.wallTime);
  switch (event.kind) {
    case 'version':
      return concatBytes([time, bytesField(3, 'brain.Event:2')]);
    case 'start':
      return concatBytes([
        time,
        integerField(2, event.step),
        bytesField(7, [integerField(1, start)]),
      ]);
    case 'scalars': {
      const values = Object.entries(event.scalars).map(([name, value]) =>
        bytesField(1, [bytesField(1, name), floatField(2, value)]),
      );
      return concatBytes([time, integerField(2, event.step), bytesField(5, values)]);
    }
  }
}
