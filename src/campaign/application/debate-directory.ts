import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId, PrimaryId } from '../../kernel/ids.js';
import type { Attendance } from '../domain/attendance.js';
import type { DebateId } from '../domain/ids.js';
import { drawPurpose } from '../domain/speaking-order.js';
import { DebateRepository, type StoredDebate } from '../persistence/debate.repository.js';

/** The lot of a debate as everybody may see it: bound from the beginning, open once drawn. */
export interface DebateLot {
  readonly commitment: string;
  readonly purpose: string;
  /** Null until the order is drawn. */
  readonly opened: {
    readonly secret: string;
    readonly word: string;
    readonly seed: string;
    readonly drawnAt: Instant;
  } | null;
}

/** A participant as everybody may see it; reasons of absence are between the commission and the candidate. */
export interface Speaker {
  readonly candidacyId: CandidacyId;
  /** The place in the order of speakers, from 1; null until drawn. */
  readonly position: number | null;
  readonly attendance: Attendance | null;
}

/** A debate as everybody may see it. */
export interface Debate extends Omit<StoredDebate, 'lot' | 'slots'> {
  readonly lot: DebateLot;
  readonly speakers: readonly Speaker[];
}

/** Somebody who was absent from a debate that was held, without a reason the commission accepted. */
export interface Absence {
  readonly candidacyId: CandidacyId;
  readonly debate: Debate;
}

/** What everybody may ask about debates. */
@Injectable()
export class DebateDirectory {
  constructor(private readonly debates: DebateRepository) {}

  /** The debates of a season by the time they begin. */
  async schedule(primaryId: PrimaryId): Promise<Debate[]> {
    return (await this.debates.find({ primaryId })).map(toDebate);
  }

  async debate(id: DebateId): Promise<Debate | null> {
    const [debate] = await this.debates.find({ ids: [id] });
    return debate ? toDebate(debate) : null;
  }

  /** The debates a candidate was called to. */
  async ofCandidate(candidacyId: CandidacyId): Promise<Debate[]> {
    return (await this.debates.find({ candidacyId })).map(toDebate);
  }

  /** Who was absent without an accepted reason. */
  async absences(primaryId: PrimaryId): Promise<Absence[]> {
    const held = (await this.schedule(primaryId)).filter(({ state }) => state === 'held');
    return held.flatMap((debate) =>
      debate.speakers
        .filter(({ attendance }) => attendance === 'absent')
        .map(({ candidacyId }) => ({ candidacyId, debate })),
    );
  }
}

function toDebate({ lot, slots, ...debate }: StoredDebate): Debate {
  const { commitment, secret, word, seed, drawnAt } = lot;
  const opened =
    word !== null && seed !== null && drawnAt !== null ? { secret, word, seed, drawnAt } : null;
  return {
    ...debate,
    lot: { commitment, purpose: drawPurpose(debate.id), opened },
    speakers: slots.map(({ candidacyId, position, attendance }) => ({
      candidacyId,
      position,
      attendance,
    })),
  };
}
