import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc32c } from '../crc32c.ts';
import { tensorBoardLogger } from '../node.ts';
import type { StepFigures } from '../run/train-step-report.ts';
import { integerField } from './protobuf-fields.ts';
import { tensorBoardEvent } from './tensor-board-event.ts';
import { tfRecord } from './tf-record.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tensor-board-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** As in TensorFlow's event.proto and summary.proto, as far as it is used here. */
const Event = protobuf
  .parse(`
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; SessionLog session_log = 7; }
  }
  message Summary {
    message Value { string tag = 1; float simple_value = 2; }
    repeated Value value = 1;
  }
  message SessionLog {
    enum SessionStatus { STATUS_UNSPECIFIED = 0; START = 1; STOP = 2; CHECKPOINT = 3; }
    SessionStatus status = 1;
  }
`)
  .root.lookupType('Event');

describe('tensorBoardLogger', () => {
  it('writes a version, a start, and the scalars of every step', async () => {
    const own = join(folder, 'made', 'here');
    const before = Date.now() / 1000;
    const logger = await tensorBoardLogger(own);
    await logger.step({ ...figures(1), validation: { 'recall@1': 0.25 } });
    await logger.step({ ...figures(2), metrics: { loss: Number.NaN }, patches: undefined });
    await logger.close();
    const [name] = await readdir(own);
    expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\.exifclip\.0000$/);
    const [version, start, one, two] = await readEvents(join(own, name!));
    expect(version).toMatchObject({ fileVersion: 'brain.Event:2' });
    expect(start).toMatchObject({ step: 1, sessionLog: { status: 'START' } });
    for (const { wallTime } of [version!, start!, one!, two!]) {
      expect(wallTime).toBeGreaterThanOrEqual(before);
      expect(wallTime).toBeLessThanOrEqual(Date.now() / 1000);
    }
    expect([one!.step, two!.step]).toEqual([1, 2]);
    expect(scalarsOf(one!)).toEqual({
      loss: Math.fround(1.1),
      accuracy: 0.5,
      learningRate: Math.fround(1e-3),
      seconds: 3,
      waitSeconds: 1,
      patchesPerSecond: 64,
      'validation/recall@1': 0.25,
    });
    expect(scalarsOf(two!)).toEqual({
      loss: Number.NaN,
      learningRate: Math.fround(1e-3),
      seconds: 3,
      waitSeconds: 1,
    });
  });

  it('begins a file of its own when a run goes on, and voids what comes again', async () => {
    const own = join(folder, 'resumed');
    for (const done of [0, 7]) {
      const logger = await tensorBoardLogger(own, done);
      await logger.step(figures(done + 1));
      await logger.close();
    }
    const names = (await readdir(own)).sort();
    expect(names).toHaveLength(2);
    const [, start, step] = await readEvents(join(own, names[1]!));
    expect(start).toMatchObject({ step: 8, sessionLog: { status: 'START' } });
    expect(step!.step).toBe(8);
  });
});

describe('its parts', () => {
  it('`tfRecord` is what TensorFlow writes: the record of a file version, byte by byte', () => {
    // data made here; lengths and masked checksums by the formula of record_writer.h in BigInt
    const data = new TextEncoder().encode('123456789');
    const record = tfRecord(data);
    const view = new DataView(record.buffer);
    expect(record).toHaveLength(8 + 4 + 9 + 4);
    expect(view.getBigUint64(0, true)).toBe(9n);
    expect(view.getUint32(8, true)).toBe(masked(record.subarray(0, 8)));
    expect(view.getUint32(21, true)).toBe(masked(data));
    // 0xe3069283 turned right by 15 bits is 0x2507c60d, and with 0xa282ead8 0xc78ab0e5
    expect(view.getUint32(21, true)).toBe(0xc78ab0e5);
    expect(tfRecord(new Uint8Array(0))).toHaveLength(16);
  });

  it('integers beyond 32 bits and long names survive', () => {
    const name = 'ü'.repeat(300);
    for (const step of [0, 1, 127, 128, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER]) {
      const bytes = tensorBoardEvent({
        kind: 'scalars',
        wallTime: 1.5,
        step,
        scalars: { [name]: 1 },
      });
      const event = Event.toObject(Event.decode(bytes), { longs: Number }) as DecodedEvent;
      expect([event.step, event.wallTime, scalarsOf(event)]).toEqual([step, 1.5, { [name]: 1 }]);
    }
    expect([...integerField(2, 300)]).toEqual([0x10, 0xac, 0x02]); // of the encoding's description
  });

  it('an event without scalars is one', () => {
    const bytes = tensorBoardEvent({ kind: 'scalars', wallTime: 0, step: 1, scalars: {} });
    expect(Event.toObject(Event.decode(bytes), { longs: Number })).toMatchObject({ step: 1 });
  });
});

interface DecodedEvent {
  wallTime: number;
  step: number;
  fileVersion?: string;
  summary?: { value?: { tag: string; simpleValue: number }[] };
  sessionLog?: { status: string };
}

/** Reads an event file by itself: framing by hand, checksums checked, messages by protobufjs. */
async function readEvents(path: string): Promise<DecodedEvent[]> {
  const bytes = new Uint8Array(await readFile(path));
  const view = new DataView(bytes.buffer);
  const events: DecodedEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(view.getBigUint64(at, true));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 8, true)).toBe(masked(bytes.subarray(at, at + 8)));
    expect(view.getUint32(at + 12 + length, true)).toBe(masked(data));
    const options = { longs: Number, enums: String };
    events.push(Event.toObject(Event.decode(data), options) as DecodedEvent);
    at += 16 + length;
  }
  return events;
}

/** `((crc >> 15) | (crc << 17)) + 0xa282ead8`, in 32 bits. */
function masked(bytes: Uint8Array): number {
  const sum = BigInt(crc32c(bytes));
  return Number(BigInt.asUintN(32, ((sum >> 15n) | (sum << 17n)) + 0xa282ead8n));
}

function scalarsOf({ summary }: DecodedEvent): Record<string, number> {
  return Object.fromEntries(
    (summary?.value ?? []).map(({ tag, simpleValue }) => [tag, simpleValue]),
  );
}

function figures(step: number): StepFigures {
  return {
    step,
    loss: 1.1,
    metrics: { loss: 1.1, accuracy: 0.5 },
    learningRate: 1e-3,
    seconds: 3,
    waitSeconds: 1,
    patches: 256,
    validation: undefined,
  };
}
