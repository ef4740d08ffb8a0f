import { Agent, type ClientRequest, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** One kind of client. */
export interface UploadKind {
  name: string;
  body: Uint8Array;
  /** Whether the size is announced. @defaultValue true */
  announced?: boolean;
  /** When the client hangs up: after half of the body, or after all of it. @defaultValue never */
  leaves?: 'sending' | 'waiting';
  /** The answer that is right; of those who leave there is none. */
  status?: number;
}

/** How an upload ended. */
export interface Outcome {
  /** Of the last answer; 0 where the client left. */
  status: number;
  /** How often there was no place. */
  turnedAway: number;
  seconds: number;
  /** What was answered wrongly. */
  fault?: string;
}

/** Uploads until there is an answer other than 503, as a polite client does. */
export async function upload(url: string, kind: UploadKind, wait: () => number): Promise<Outcome> {
  const started = performance.now();
  for (let turnedAway = 0; ; turnedAway++) {
    const { status, retryAfter, message } = await send(url, kind);
    if (status === 503 && retryAfter > 0) {
      await setTimeout(retryAfter * 1000 * (0.5 + wait()));
      continue;
    }
    const wrong = status !== (kind.status ?? 0) && `${kind.name}: ${status} ${message}`;
    const seconds = (performance.now() - started) / 1000;
    return { status, turnedAway, seconds, ...(wrong ? { fault: wrong } : {}) };
  }
}

interface Answer {
  status: number;
  retryAfter: number;
  message: string;
}

function send(url: string, kind: UploadKind): Promise<Answer> {
  // A connection of its own, kept alive as browsers do: Node closes one that is not as soon as it
  // has answered, and a client that is still sending may then lose the answer.
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<Answer>((resolve) => {
    const { body, announced = true } = kind;
    const headers = announced ? { 'content-length': body.length } : {};
    const sent = request(url, { method: 'POST', agent, headers });
    sent.once('error', (error) => resolve({ status: 0, retryAfter: 0, message: String(error) }));
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        const message = Buffer.concat(parts).toString().slice(0, 200);
        const retryAfter = Number(response.headers['retry-after'] ?? 0);
        resolve({ status: response.statusCode!, retryAfter, message });
      });
      response.once('error', (error) => {
        resolve({ status: 0, retryAfter: 0, message: String(error) });
      });
    });
    write(sent, kind);
  });
  return answered.finally(() => agent.destroy());
}

function write(sent: ClientRequest, { body, leaves }: UploadKind): void {
  if (leaves === undefined) sent.end(body);
  else if (leaves === 'waiting') sent.end(body, () => sent.destroy());
  else sent.write(body.subarray(0, body.length / 2), () => sent.destroy());
}
