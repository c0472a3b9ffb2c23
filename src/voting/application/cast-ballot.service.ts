import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { leafHash, LedgerKey } from '../../platform/ledger/index.js';
import { ciphertextBytes, encapsulatedBytes, sealedBytes } from '../domain/ballots/sealed-form.js';
import { BallotRepository, type StoredBallot } from '../persistence/ballot.repository.js';
import { readTokenPublicKey, type TokenPublicKey } from '../tokens/token-key.js';
import { roundBytes } from '../tokens/token-message.js';
import { isTokenOf, type Token } from '../tokens/token-verification.js';
import { Batches } from './batches.js';
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
  | { readonly kind: 'serial-used' };

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

type Cast = Result<BallotReceipt, CastRefusal>;

/**
 * Takes a ballot into the box and answers after the commit. The same ballot again gets the same receipt, also after the
 * closing; another ballot under a used serial is refused.
 */
@Injectable()
export class CastBallotService {
  private readonly forms = new Map<RoundId, Promise<RoundForm | null>>();
  private readonly batches = new Batches<StoredBallot, Result<true, CastRefusal>>(
    { most: 500, milliseconds: 3, atOnce: 3 },
    (ballots) => this.storeAll(ballots),
  );

  constructor(
    private readonly box: BallotRepository,
    private readonly ledgerKey: LedgerKey,
  ) {}

  async cast(request: CastRequest): Promise<Cast> {
    const form = await this.formOf(request.round);
    if (!form) {
      const gate = await this.box.gate(request.round);
      return refuse(refusalOfGate(gate) ?? { kind: 'round-closed' });
    }
    const { round, serial, prefix, signature, enc, ct } = request;
    const { contentBytes } = form;
    if (enc.length !== encapsulatedBytes || ct.length !== ciphertextBytes(contentBytes))
      return refuse({ kind: 'ballot-wrong-length', expected: sealedBytes(contentBytes) });
    if (!isTokenOf(form.key, request.round, request)) return refuse({ kind: 'token-invalid' });
    const ballot = { round, serial, prefix, signature, sealed: Buffer.concat([enc, ct]) };
    const leaf = leafHash(ballotLeaf(ballot));
    const stored = await this.batches.ask({ ...ballot, leafHash: leaf });
    return stored.ok ? accept(this.receipt(round, leaf)) : stored;
  }

  private async storeAll(
    ballots: readonly StoredBallot[],
  ): Promise<readonly Result<true, CastRefusal>[]> {
    const stored = new Set((await this.box.store(ballots)).map((hash) => hash.toString('hex')));
    if (stored.size === ballots.length) return ballots.map(() => accept(true));
    const standings = await this.box.standings(ballots);
    return ballots.map((ballot, at) => {
      const { gate, leafHash: present } = defined(standings[at], 'the standing of a serial');
      if (present?.equals(ballot.leafHash)) return accept(true);
      if (present) return refuse({ kind: 'serial-used' });
      return refuse(refusalOfGate(gate) ?? { kind: 'round-closed' });
    });
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

  private receipt(round: RoundId, leaf: Buffer): BallotReceipt {
    return { round, leafHash: leaf, signature: this.ledgerKey.sign(receiptMessage(round, leaf)) };
  }
}

/** The bytes a ballot's leaf hash covers: all that is stored of it. Every part but the last has a fixed length. */
export function ballotLeaf(ballot: Omit<StoredBallot, 'leafHash'>): Buffer {
  return Buffer.concat([
    Buffer.from('irikteu/ballot/1\0', 'ascii'),
    roundBytes(ballot.round),
    ballot.serial,
    ballot.prefix,
    ballot.signature,
    ballot.sealed,
  ]);
}

/** The bytes a receipt's signature covers. */
export function receiptMessage(round: RoundId, leaf: Uint8Array): Buffer {
  return Buffer.from(`irikteu/receipt/1\n${round}\n${Buffer.from(leaf).toString('hex')}`);
}
