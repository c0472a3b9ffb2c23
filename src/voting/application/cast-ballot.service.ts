import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import { ciphertextBytes, encapsulatedBytes, sealedBytes } from '../domain/ballots/sealed-form.js';
import {
  BallotRepository,
  type SerialStanding,
  type StoredBallot,
} from '../persistence/ballot.repository.js';
import { ballotLeaf } from '../tokens/ballot-leaf.js';
import { ReceiptThreads } from '../tokens/receipt-threads.js';
import { readTokenPublicKey, type TokenPublicKey } from '../tokens/token-key.js';
import { hasTokenLengths, type Token } from '../tokens/token-verification.js';
import { Batches, type Overloaded } from '../../platform/database/batches.js';
import { refusalOfGate, type GateRefusal } from './gate-refusal.js';

/** A ballot and the token that allows it. Nothing in it says whose it is. */
export interface CastRequest extends Token {
  readonly round: RoundId;
  /** The key that was encapsulated for this ballot alone. */
  readonly enc: Uint8Array;
  /** The sealed ballot, of the one length that all ballots of the round have. Nobody here can read it. */
  readonly ct: Uint8Array;
}

export type CastRefusal =
  | GateRefusal
  /** `expected`: bytes of `enc` and `ct` together. */
  | { readonly kind: 'ballot-wrong-length'; readonly expected: number }
  | { readonly kind: 'token-invalid' }
  | { readonly kind: 'serial-used' }
  | Overloaded;

/** The proof that the ballot is in the box: its leaf hash, signed with the key that signs the tree heads. */
export interface BallotReceipt {
  readonly round: RoundId;
  readonly leafHash: Buffer;
  readonly signature: Buffer;
}

interface RoundForm {
  readonly contentBytes: number;
  readonly key: TokenPublicKey;
}

/** A ballot of the right lengths, on its way to the check of its token. */
interface Shaped {
  readonly ballot: Omit<StoredBallot, 'leafHash'>;
  readonly round: RoundId;
  readonly key: TokenPublicKey;
  readonly leaf: Buffer;
}

/** A ballot with a good token, and the receipt that it gets once it is stored. */
interface Checked {
  readonly ballot: StoredBallot;
  readonly receipt: BallotReceipt;
}

type Cast = Result<BallotReceipt, CastRefusal>;

/**
 * Takes a ballot into the box and answers after the commit. The same ballot again gets the same receipt, also after the
 * closing; another ballot under a used serial is refused.
 */
@Injectable()
export class CastBallotService {
  private readonly forms = new Map<RoundId, Promise<RoundForm | null>>();
  private readonly batches: Batches<Shaped, Cast>;

  constructor(
    private readonly box: BallotRepository,
    private readonly receipts: ReceiptThreads,
    @Inject(SETTINGS) { crowd }: Pick<Settings, 'crowd'>,
  ) {
    this.batches = new Batches({ most: 500, atOnce: 2 }, (ballots) => this.castAll(ballots), {
      ...crowd,
      refused: refuse,
    });
  }

  async cast(request: CastRequest): Promise<Cast> {
    const form = await this.formOf(request.round);
    if (!form) {
      const gate = await this.box.gate(request.round);
      return refuse(refusalOfGate(gate) ?? { kind: 'round-closed' });
    }
    const { round, serial, prefix, signature, enc, ct } = request;
    const { contentBytes, key } = form;
    if (enc.length !== encapsulatedBytes || ct.length !== ciphertextBytes(contentBytes))
      return refuse({ kind: 'ballot-wrong-length', expected: sealedBytes(contentBytes) });
    if (!hasTokenLengths(key, request)) return refuse({ kind: 'token-invalid' });
    const ballot = { round, serial, prefix, signature, sealed: Buffer.concat([enc, ct]) };
    return await this.batches.ask({ ballot, round, key, leaf: ballotLeaf(ballot) });
  }

  /** In how many seconds to try again, when too many ballots wait already; null when they do not. */
  overloaded(): number | null {
    return this.batches.overloaded()?.seconds ?? null;
  }

  /** Forgets what was read of a round that has been ordered anew. */
  forget(round: RoundId): void {
    this.forms.delete(round);
  }

  private async castAll(shaped: readonly Shaped[]): Promise<readonly Cast[]> {
    const receipts = await this.receipts.sign(shaped);
    const checked = shaped.map(({ ballot }, at): Checked | null => {
      const receipt = receipts[at];
      if (!receipt) return null;
      const { leafHash } = receipt;
      return {
        ballot: { ...ballot, leafHash },
        receipt: { round: ballot.round, ...receipt },
      };
    });
    const outcomes = (await this.storeAll(checked.filter((one) => one !== null))).values();
    return checked.map((one) =>
      one === null
        ? refuse({ kind: 'token-invalid' })
        : defined(outcomes.next().value, 'the outcome of a ballot'),
    );
  }

  private async storeAll(checked: readonly Checked[]): Promise<readonly Cast[]> {
    if (checked.length === 0) return [];
    const ballots = checked.map(({ ballot }) => ballot);
    const stored = await this.box.store(ballots);
    if (stored === ballots.length) return checked.map(({ receipt }) => accept(receipt));
    const standings = await this.box.standings(ballots);
    return checked.map((one, at) =>
      castAs(one, defined(standings[at], 'the standing of a serial')),
    );
  }

  /** Length and key of a round's ballots never change, so each is read once, however many ask at the same time. */
  private formOf(round: RoundId): Promise<RoundForm | null> {
    const known = this.forms.get(round);
    if (known) return known;
    const reading = this.readForm(round);
    this.forms.set(round, reading);
    void reading.then(
      (form) => form ?? this.forms.delete(round),
      () => this.forms.delete(round),
    );
    return reading;
  }

  private async readForm(round: RoundId): Promise<RoundForm | null> {
    const form = await this.box.form(round);
    return form && { contentBytes: form.contentBytes, key: readTokenPublicKey(form.publicKey) };
  }
}

/** What became of a ballot of which the box now says this. */
function castAs({ receipt }: Checked, { gate, leafHash }: SerialStanding): Cast {
  if (leafHash?.equals(receipt.leafHash)) return accept(receipt);
  if (leafHash) return refuse({ kind: 'serial-used' });
  // It accepts and did not take the ballot: the round was being changed at that moment.
  if (gate === 'accepting') return refuse({ kind: 'overloaded', seconds: 1 });
  return refuse(refusalOfGate(gate) ?? { kind: 'round-closed' });
}
