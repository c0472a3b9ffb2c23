import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** How requests are given out: as fast as they are answered, or at so many a second whether answered or not. */
export interface Pace {
  readonly seconds: number;
  readonly perSecond?: number;
}

export interface Reply {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** From the moment the request was due to the last byte of its answer. */
  readonly milliseconds: number;
}

export interface Driven {
  /** By the place of the request; a hole where it was not sent. */
  readonly replies: readonly (Reply | undefined)[];
  /** From the first request to the last answer. */
  readonly seconds: number;
}

/** One HTTP/1.1 request as it goes over the wire. */
export function post(path: string, body: object, bearer?: string): Buffer {
  const json = JSON.stringify(body);
  const credentials = bearer === undefined ? '' : `authorization: Bearer ${bearer}\r\n`;
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: irikteu\r\naccept: application/json\r\n${credentials}` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

/**
 * Sends prepared requests over connections that stay open, one request on a connection at a time. Written on bare sockets:
 * the driver shares the machine with what it drives, and a full HTTP client would cost as much as the server.
 */
export class Driver {
  private constructor(private readonly lines: readonly Line[]) {}

  static async open(target: Target, connections: number): Promise<Driver> {
    const lines: Line[] = [];
    while (lines.length < connections) {
      const some = Array.from({ length: Math.min(100, connections - lines.length) });
      lines.push(...(await Promise.all(some.map(() => Line.open(target)))));
    }
    return new Driver(lines);
  }

  async drive(requests: readonly Buffer[], pace: Pace): Promise<Driven> {
    const started = performance.now();
    const replies = new Array<Reply | undefined>(requests.length);
    const queue = new Queue(requests.length, started, pace);
    await Promise.all(this.lines.map((line) => work(line, requests, queue, replies)));
    return { replies, seconds: (performance.now() - started) / 1000 };
  }

  close(): void {
    for (const line of this.lines) line.close();
  }
}

async function work(
  line: Line,
  requests: readonly Buffer[],
  queue: Queue,
  replies: (Reply | undefined)[],
): Promise<void> {
  for (let turn = await queue.next(); turn; turn = await queue.next()) {
    const request = requests[turn.place];
    if (!request) return;
    const { status, head, body } = await line.ask(request);
    replies[turn.place] = { status, head, body, milliseconds: performance.now() - turn.due };
  }
}

interface Turn {
  readonly place: number;
  readonly due: number;
}

/** Gives out the places of the requests; with a pace, none before it is due. */
class Queue {
  private place = 0;

  constructor(
    private readonly length: number,
    private readonly started: number,
    private readonly pace: Pace,
  ) {}

  async next(): Promise<Turn | null> {
    const { seconds, perSecond } = this.pace;
    const ends = this.started + seconds * 1000;
    if (this.place >= this.length) return null;
    if (perSecond === undefined) {
      const now = performance.now();
      return now < ends ? { place: this.place++, due: now } : null;
    }
    const place = this.place++;
    const due = this.started + (place / perSecond) * 1000;
    if (due >= ends) return null;
    const early = due - performance.now();
    if (early > 0) await new Promise((go) => setTimeout(go, early));
    // What the driver's own timer adds is not the server's.
    return { place, due: early > 0 ? performance.now() : due };
  }
}

type Answer = Omit<Reply, 'milliseconds'>;

/** One connection. */
class Line {
  private heard: Buffer = Buffer.alloc(0);
  private answer: ((answer: Answer) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error('The server hung up')));
  }

  static async open({ host, port }: Target): Promise<Line> {
    const socket = connect({ host, port, noDelay: true });
    await once(socket, 'connect');
    return new Line(socket);
  }

  ask(request: Buffer): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.answer = answer;
      this.fail = fail;
      this.socket.write(request);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private hear(chunk: Buffer): void {
    this.heard = this.heard.length === 0 ? chunk : Buffer.concat([this.heard, chunk]);
    const text = this.heard.toString('latin1');
    const headEnds = text.indexOf('\r\n\r\n');
    if (headEnds < 0) return;
    const head = text.slice(0, headEnds);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    const body = text.slice(headEnds + 4);
    if (body.length < length) return;
    this.heard = Buffer.alloc(0);
    this.answer?.({ status: Number(head.slice(9, 12)), head, body });
  }
}

/** The value below which a share of the replies was answered, in milliseconds. */
export function percentile(replies: readonly Reply[], share: number): number {
  const sorted = Float64Array.from(replies, ({ milliseconds }) => milliseconds).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
