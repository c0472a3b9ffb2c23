import { createHash } from 'node:crypto';
import { defined } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import type { Chance } from '../../demo/chance.js';
import { fillBallot } from '../../demo/ballots.js';
import {
  ballotContent,
  readTokenPublicKey,
  requestTokens,
  sealBallot,
  type Token,
  type TokenPublicKey,
  type UnsignedToken,
} from '../../voting/index.js';
import { uuidBytes } from './acts.js';

/** The answer of `GET /api/rounds/<id>/ballot-form`, as far as a voter needs it. */
export interface BallotFormAnswer {
  readonly round: RoundId;
  readonly kind: 'single' | 'rating';
  readonly marks: number;
  readonly highestValue: number;
  readonly candidates: readonly string[];
  readonly tokenKey: string;
  readonly ballotKey: string;
}

/** How many tokens are blinded together: one modular inversion serves them all. */
const blindedTogether = 32;

/** A round as a voter's device knows it, and what the voters remember of their choices in it. */
export class PollingRound {
  readonly id: RoundId;
  readonly key: TokenPublicKey;
  readonly votes: Uint32Array;
  accepted = 0;
  private readonly appeals: readonly number[];
  private readonly ballotKey: Buffer;
  private unsigned: UnsignedToken[] = [];

  constructor(
    private readonly form: BallotFormAnswer,
    private readonly chance: Chance,
  ) {
    this.id = form.round;
    this.key = readTokenPublicKey(Buffer.from(form.tokenKey, 'base64'));
    this.ballotKey = Buffer.from(form.ballotKey, 'base64');
    this.votes = new Uint32Array(form.candidates.length);
    this.appeals = form.candidates.map(() => (0.2 + chance.below(1_000) / 600) ** 2);
  }

  /** A blinded token that nobody has used. */
  takeToken(): UnsignedToken {
    if (this.unsigned.length === 0)
      this.unsigned = requestTokens(this.key, this.id, blindedTogether);
    return defined(this.unsigned.pop(), 'a token');
  }

  /** The positions a voter marks. */
  choose(): number[] {
    return fillBallot(this.chance, this.appeals, this.form.marks);
  }

  /** The canonical bytes of a choice. */
  content(choice: readonly number[]): Uint8Array {
    const { kind: ballotKind, marks, highestValue, candidates } = this.form;
    const form = { ballotKind, marks, highestValue, votes: null, equalRanks: false };
    return defined(ballotContent(form, candidates.length, choice), 'a ballot that fits');
  }

  /** The tally that the voters keep by themselves. */
  remember(choice: readonly number[]): void {
    this.accepted++;
    for (const position of choice) this.votes[position] = (this.votes[position] ?? 0) + 1;
  }

  /** The body of `POST /api/rounds/<id>/ballots`, and the leaf hash that the receipt must name. */
  envelope(token: Token, choice: readonly number[]): { body: string; leafHash: Buffer } {
    const sealing = { round: this.id, serial: token.serial };
    const { enc, ct } = sealBallot(this.ballotKey, sealing, this.content(choice));
    const body = JSON.stringify({
      serial: base64(token.serial),
      prefix: base64(token.prefix),
      signature: base64(token.signature),
      enc: base64(enc),
      ct: base64(ct),
    });
    // Made here anew from the words of docs/protocol.md, not with the code that makes receipts.
    const leafHash = createHash('sha256')
      .update('\0irikteu/ballot/1\0')
      .update(uuidBytes(this.id))
      .update(token.serial)
      .update(token.prefix)
      .update(token.signature)
      .update(enc)
      .update(ct)
      .digest();
    return { body, leafHash };
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
