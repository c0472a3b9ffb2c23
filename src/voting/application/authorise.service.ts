import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import {
  ParticipationRepository,
  type Participation,
  type VoterStanding,
} from '../persistence/participation.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { checkBlindedMessage, type BlindedMessageRefusal } from '../tokens/blind-signing.js';
import { SigningThreads } from '../tokens/signing-threads.js';
import { describePublicKey, readTokenPrivateKey } from '../tokens/token-key.js';
import { Batches, type Overloaded } from '../../platform/database/batches.js';
import { refusalOfGate, type GateRefusal } from './gate-refusal.js';

/** A voter, identified by the caller, asks for the right to cast one ballot. */
export interface AuthorisationRequest {
  readonly round: RoundId;
  readonly member: MemberId;
  readonly blinded: Uint8Array;
}

export type AuthorisationRefusal =
  | GateRefusal
  | BlindedMessageRefusal
  | { readonly kind: 'not-on-roll' }
  | { readonly kind: 'marked-for-paper' }
  | { readonly kind: 'already-authorised' }
  | Overloaded;

type Authorisation = Result<Buffer, AuthorisationRefusal>;

interface Asked extends AuthorisationRequest {
  readonly hash: Buffer;
}

/**
 * Records that a voter takes part, once per round, and signs the blinded token. The same blinded message again gets the
 * same answer, so that a lost one loses no vote; a different one is refused.
 */
@Injectable()
export class AuthoriseService {
  private readonly batches: Batches<AuthorisationRequest, Authorisation>;

  constructor(
    private readonly participations: ParticipationRepository,
    private readonly keys: TokenKeyRepository,
    private readonly threads: SigningThreads,
    @Inject(SETTINGS) { crowd }: Pick<Settings, 'crowd'>,
  ) {
    this.batches = new Batches(
      { most: 100, atOnce: 3 },
      (requests) => this.authoriseAll(requests),
      { ...crowd, refused: refuse },
    );
  }

  /** The blind signature. The caller has made sure that the member is who asks. */
  authorise(request: AuthorisationRequest): Promise<Authorisation> {
    return this.batches.ask(request);
  }

  /** In how many seconds to try again, when too many wait already; null when they do not. */
  overloaded(): number | null {
    return this.batches.overloaded()?.seconds ?? null;
  }

  private async authoriseAll(
    requests: readonly AuthorisationRequest[],
  ): Promise<readonly Authorisation[]> {
    const asked = requests.map((request) => ({
      ...request,
      hash: createHash('sha256').update(request.blinded).digest(),
    }));
    const [early, keys] = await Promise.all([
      this.answers(asked),
      this.keys.privateKeys([...new Set(asked.map(({ round }) => round))]),
    ]);
    const free = asked.filter((_, at) => early[at] === null);
    const answers = await this.recordSigned(free, await this.sign(free, keys));
    return early.map((answer) => answer ?? defined(answers.shift(), 'an answer'));
  }

  /** Records what was signed. Who was not recorded lost a race, and the database says against whom. */
  private async recordSigned(
    asked: readonly Asked[],
    signed: readonly Result<Participation, AuthorisationRefusal>[],
  ): Promise<Authorisation[]> {
    const participations = signed.flatMap((result) => (result.ok ? [result.value] : []));
    if (participations.length === 0) return signed.filter((result) => !result.ok);
    const hashes = await this.participations.record(participations);
    const recorded = new Set(hashes.map((hash) => hash.toString('hex')));
    const lost = asked.filter(({ hash }) => !recorded.has(hash.toString('hex')));
    const reasons = new Map(
      (await this.answers(lost)).map((answer, at) => [defined(lost[at], 'a request'), answer]),
    );
    return signed.map((result, at) => {
      if (!result.ok) return result;
      const request = defined(asked[at], 'a request');
      if (recorded.has(request.hash.toString('hex'))) return accept(result.value.blindSignature);
      // Nothing stands against it and it was not recorded: the round was being changed at that moment.
      return reasons.get(request) ?? refuse({ kind: 'overloaded', seconds: 1 });
    });
  }

  /** What the database already says to each request; null where nothing stands against it. */
  private async answers(asked: readonly Asked[]): Promise<(Authorisation | null)[]> {
    if (asked.length === 0) return [];
    const standings = await this.participations.standings(asked);
    return asked.map((request, at) =>
      answerOf(request, defined(standings[at], 'the standing of a voter')),
    );
  }

  /** The signatures, range-checked, batch by round. */
  private async sign(
    asked: readonly Asked[],
    keys: ReadonlyMap<RoundId, Buffer>,
  ): Promise<Result<Participation, AuthorisationRefusal>[]> {
    const results = new Map<Asked, Result<Participation, AuthorisationRefusal>>();
    for (const [round, privateKey] of keys) {
      const publicKey = describePublicKey(readTokenPrivateKey(privateKey));
      const ofRound = asked.filter((request) => request.round === round);
      const sound = ofRound.filter((request) => {
        const checked = checkBlindedMessage(publicKey, request.blinded);
        if (!checked.ok) results.set(request, checked);
        return checked.ok;
      });
      const signatures = await this.threads.sign(
        privateKey,
        sound.map(({ blinded }) => blinded),
      );
      sound.forEach((request, at) => {
        const { member, hash } = request;
        const blindSignature = defined(signatures[at], 'a blind signature');
        results.set(request, accept({ round, member, blindedHash: hash, blindSignature }));
      });
    }
    return asked.map((request) => results.get(request) ?? refuse({ kind: 'round-closed' }));
  }
}

function answerOf(request: Asked, standing: VoterStanding): Authorisation | null {
  if (standing.gate === null) return refuse({ kind: 'round-unknown' });
  if (standing.channel === null) return refuse({ kind: 'not-on-roll' });
  if (standing.blindedHash && standing.blindSignature) {
    return standing.blindedHash.equals(request.hash)
      ? accept(standing.blindSignature)
      : refuse({ kind: 'already-authorised' });
  }
  if (standing.channel === 'paper') return refuse({ kind: 'marked-for-paper' });
  const closed = refusalOfGate(standing.gate);
  return closed ? refuse(closed) : null;
}
