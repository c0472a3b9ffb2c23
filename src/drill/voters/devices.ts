import { setTimeout as pause } from 'node:timers/promises';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { AccountId } from '../../kernel/ids.js';
import { accessTokens, type AccessClaims } from '../../platform/identity/index.js';
import { finishToken, type Token, type UnsignedToken } from '../../voting/index.js';
import { uuidText } from './acts.js';
import type { Http, HttpAnswer } from './http.js';
import type { Latency, VotersSettings } from './messages.js';
import type { PollingRound } from './polling-round.js';

/** A ballot ready to be cast: it stays the same however often it is sent. */
export interface Envelope {
  readonly round: PollingRound;
  readonly choice: readonly number[];
  readonly token: Token;
  readonly body: string;
  readonly leafHash: Buffer;
}

/** Who asks for an authorisation. */
export interface Voter {
  readonly account: Buffer;
  readonly session: Buffer;
}

/** `accepted`, or the kind of the refusal. */
export type Answered =
  'accepted' | 'round-not-open' | 'round-paused' | 'round-closed' | (string & {});

/** One receipt in so many is checked with the public key; the hash in it is compared every time. */
const verifiedOneIn = 8;

/** What the devices of all voters do: ask, insist when the connection is lost, and note every answer. */
export class Devices {
  readonly answers: Record<string, number> = {};
  readonly faults: string[] = [];
  receiptsVerified = 0;
  private receipts = 0;
  private readonly jwt: JwtService;
  private readonly receiptKey: KeyObject;
  private readonly authorising = createHistogram();
  private readonly casting = createHistogram();

  constructor(
    private readonly http: Http,
    settings: VotersSettings,
  ) {
    this.jwt = new JwtService(accessTokens(settings.secret));
    const key = Buffer.from(settings.receiptKey, 'base64');
    this.receiptKey = createPublicKey({ key, format: 'der', type: 'spki' });
  }

  /** Asks for the right to vote: the blind signature, or the kind of the refusal. */
  async authorise(
    voter: Voter,
    round: { readonly id: string },
    blinded: Buffer,
  ): Promise<{ readonly signature: Buffer } | { readonly refused: Answered }> {
    const path = `/api/rounds/${round.id}/authorisation`;
    const body = JSON.stringify({ blinded: blinded.toString('base64') });
    const answer = await this.insist(path, body, this.authorising, this.bearerOf(voter));
    if (answer.status !== 200) return { refused: this.refusalOf(answer) };
    const { blindSignature } = JSON.parse(answer.body) as { blindSignature: string };
    return { signature: Buffer.from(blindSignature, 'base64') };
  }

  /** Takes the blinding off and seals the choice: what is cast from now on. */
  seal(
    round: PollingRound,
    unsigned: UnsignedToken,
    signature: Buffer,
    choice: readonly number[],
  ): Envelope | null {
    const token = finishToken(round.key, unsigned, signature);
    if (!token.ok) {
      this.fault(`authorisation in ${round.id}: ${token.error.kind}`);
      return null;
    }
    return { round, choice, token: token.value, ...round.envelope(token.value, choice) };
  }

  /** Sends the ballot until there is an answer, the same bytes each time. */
  async cast({ round, body, leafHash }: Omit<Envelope, 'choice' | 'token'>): Promise<Answered> {
    const answer = await this.insist(`/api/rounds/${round.id}/ballots`, body, this.casting);
    if (answer.status !== 200) return this.refusalOf(answer);
    const receipt = JSON.parse(answer.body) as { leafHash: string; signature: string };
    if (receipt.leafHash !== leafHash.toString('hex'))
      this.fault(`a receipt of ${round.id} names another ballot`);
    else if (this.receipts++ % verifiedOneIn === 0) this.verifyReceipt(round.id, receipt);
    return 'accepted';
  }

  note(kind: string): void {
    this.answers[kind] = (this.answers[kind] ?? 0) + 1;
  }

  /** Something the protocol does not allow. */
  fault(what: string): void {
    this.note('fault');
    if (this.faults.length < 20) this.faults.push(what);
  }

  /** What was expected came, or it is a fault. */
  expect(what: string, answer: Answered, expected: Answered): void {
    this.note(`${what}: ${answer}`);
    if (answer !== expected) this.fault(`${what}: ${answer} instead of ${expected}`);
  }

  latencies(): { authorise: Latency; cast: Latency } {
    return { authorise: latencyOf(this.authorising), cast: latencyOf(this.casting) };
  }

  private verifyReceipt(round: string, receipt: { leafHash: string; signature: string }): void {
    const message = Buffer.from(`irikteu/receipt/1\n${round}\n${receipt.leafHash}`);
    const signature = Buffer.from(receipt.signature, 'base64');
    if (verify(null, message, this.receiptKey, signature)) this.receiptsVerified++;
    else this.fault(`a receipt of ${round} is not signed`);
  }

  /** Sends until the server answers: what was lost, or put off by a busy server, is sent again after a while. */
  private async insist(
    path: string,
    body: string,
    times: RecordableHistogram,
    bearer?: string,
  ): Promise<HttpAnswer> {
    for (let tries = 0; ; tries++) {
      const started = performance.now();
      const answer = await this.http.send('POST', path, body, bearer).catch(() => null);
      if (answer && answer.status < 500 && answer.status !== 429) {
        if (tries === 0)
          times.record(Math.max(1, Math.round((performance.now() - started) * 1_000)));
        return answer;
      }
      this.note(answer ? `sent again after ${answer.status}` : 'sent again, connection lost');
      await pause(Math.min(50 * 2 ** tries, 1_000) * (0.5 + Math.random()));
    }
  }

  private refusalOf({ status, body }: HttpAnswer): Answered {
    try {
      const { error } = JSON.parse(body) as { error?: { kind: string } };
      if (error) return error.kind;
    } catch {
      // What is no JSON is told by its status.
    }
    return `status ${status}`;
  }

  private bearerOf({ account, session }: Voter): string {
    const claims: AccessClaims = {
      sub: uuidText(account) as AccountId,
      sid: uuidText(session),
    };
    return this.jwt.sign(claims);
  }
}

function latencyOf(times: RecordableHistogram): Latency {
  const milliseconds = (micros: number): number => Math.round(micros / 100) / 10;
  return {
    count: times.count,
    p50: milliseconds(times.percentile(50)),
    p99: milliseconds(times.percentile(99)),
    most: milliseconds(times.count === 0 ? 0 : times.max),
  };
}
