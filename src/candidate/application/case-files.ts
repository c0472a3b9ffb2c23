import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Accounts, commissionRoles, type Actor } from '../../platform/identity/index.js';
import { dayOf } from '../../primary/index.js';
import { wayOfAppeal, type AppealRefusal, type AppealWay } from '../domain/appeal.js';
import type { ApplicationState } from '../domain/application-state.js';
import { isEditable } from '../domain/application-state.js';
import { tallyDecision, type DecisionTally } from '../domain/decision.js';
import {
  eligibilityChecks,
  requiredDocuments,
  type EligibilityCheck,
} from '../domain/eligibility.js';
import { iinWarnings, type IinWarning } from '../domain/iin.js';
import {
  AppealRepository,
  type AppealLine,
  type FiledAppeal,
} from '../persistence/appeal.repository.js';
import {
  CandidacyRepository,
  type CandidacyFigures,
  type QueueRow,
} from '../persistence/candidacy.repository.js';
import { DecisionRepository, type Decision } from '../persistence/decision.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { NoticeRepository, type Notice } from '../persistence/notice.repository.js';
import { applicationFacts } from './application-facts.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import { Elsewhere } from './elsewhere.js';
import { appealsAgainst, isContestable } from './file-appeal.service.js';
import { seats } from './scope.js';

export type { AppealLine, FiledAppeal } from '../persistence/appeal.repository.js';
export type { QueueRow } from '../persistence/candidacy.repository.js';
export type { Decision } from '../persistence/decision.repository.js';
export type { Dossier } from '../persistence/dossier.js';
export type { Notice } from '../persistence/notice.repository.js';

/** A vote of the commission with its count and the names of those who sit on it. */
export interface DecisionOnFile {
  readonly decision: Decision;
  readonly tally: DecisionTally;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** An application with everything that is known and asked about it. */
export interface CaseFile {
  readonly dossier: Dossier;
  readonly frame: ContestFrame;
  readonly checks: readonly EligibilityCheck[];
  /** The documents this application must carry. */
  readonly required: readonly string[];
  readonly iinWarnings: readonly IinWarning[];
  readonly decisions: readonly DecisionOnFile[];
  readonly appeals: readonly FiledAppeal[];
  readonly notices: readonly Notice[];
  /** The way of appeal that is open, or why there is none; null when there is nothing to appeal against. */
  readonly way: Result<AppealWay, AppealRefusal> | null;
}

export interface WaitingWork {
  readonly toTakeUp: number;
  readonly underReview: number;
  /** The applications on which a vote waits for the actor. */
  readonly votes: readonly CandidacyId[];
  readonly claims: number;
}

/** Reads whole cases and lists of them, for pages and for the API. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly accounts: Accounts,
    private readonly frames: ContestFrames,
    private readonly elsewhere: Elsewhere,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly appeals: AppealRepository,
    private readonly notices: NoticeRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(id: CandidacyId): Promise<CaseFile | null> {
    const dossier = await this.candidacies.dossier(id);
    if (!dossier) return null;
    const [frame, elsewhere, decisions, appeals, notices] = await Promise.all([
      this.frames.known(dossier.contestId),
      this.elsewhere.of(dossier),
      this.decisions.ofCandidacy(id),
      this.appeals.ofCandidacy(id),
      this.notices.ofCandidacy(id),
    ]);
    const { rules } = frame.primary;
    const { data, iin } = dossier.person;
    const facts = applicationFacts(dossier, frame, {
      moment: isEditable(dossier.state) ? 'submission' : 'decision',
      today: dayOf(this.clock.now()),
      elsewhere,
    });
    return {
      dossier,
      frame,
      checks: eligibilityChecks(rules, facts),
      required: requiredDocuments(rules, facts),
      iinWarnings: data ? iinWarnings(iin, data) : [],
      decisions: await Promise.all(decisions.map((decision) => this.onFile(decision))),
      appeals,
      notices,
      way: this.wayOf(dossier, frame, appeals),
    };
  }

  async queue(
    primary: PrimaryId,
    actor: Actor,
    states: readonly ApplicationState[],
  ): Promise<QueueRow[]> {
    return await this.candidacies.queue(primary, scopesOf(actor), states);
  }

  async counts(
    primary: PrimaryId,
    actor: Actor,
  ): Promise<{ state: ApplicationState; count: number }[]> {
    return await this.candidacies.counts(primary, scopesOf(actor));
  }

  /** How many applied and how many are registered, in a primary or in one contest. */
  async figures(where: Parameters<CandidacyRepository['figures']>[0]): Promise<CandidacyFigures> {
    return await this.candidacies.figures(where);
  }

  /** What waits for the actor: applications to take up, open votes without the actor's, claims nobody has examined. */
  async waiting(primary: PrimaryId, actor: Actor): Promise<WaitingWork> {
    const [counts, votes, claims] = await Promise.all([
      this.counts(primary, actor),
      this.decisions.waitingFor(actor.accountId, seats(actor)),
      this.candidacies.unexaminedClaims(primary, scopesOf(actor)),
    ]);
    const countOf = (state: ApplicationState): number =>
      counts.find((one) => one.state === state)?.count ?? 0;
    return { toTakeUp: countOf('submitted'), underReview: countOf('under-review'), votes, claims };
  }

  /** The appeals in the territories of the actor's control bodies. */
  async appealLines(primary: PrimaryId, actor: Actor): Promise<AppealLine[]> {
    const scopes = actor.grants
      .filter(({ role }) => role === 'party-control')
      .map(({ territory }) => territory);
    return await this.appeals.lines(primary, scopes);
  }

  async appeal(id: string): Promise<FiledAppeal | null> {
    return await this.appeals.byId(id);
  }

  async registeredIn(contest: ContestId): Promise<Dossier[]> {
    return await this.candidacies.registeredIn(contest);
  }

  private async onFile(decision: Decision): Promise<DecisionOnFile> {
    const { commission, votes, commissionOf } = decision;
    const closed = decision.outcome !== 'open';
    return {
      decision,
      tally: tallyDecision(commission, votes, closed),
      members: await this.membersOf(commissionOf),
    };
  }

  private async membersOf(territory: TerritoryCode): Promise<DecisionOnFile['members']> {
    return await this.accounts.holdersAt(territory, commissionRoles);
  }

  private wayOf(
    dossier: Dossier,
    { primary }: ContestFrame,
    all: readonly FiledAppeal[],
  ): CaseFile['way'] {
    const earlier = appealsAgainst(dossier, all);
    const { adverse, level } = dossier;
    if (!adverse || !isContestable(dossier, earlier)) return null;
    const decision = { effect: adverse.effect, level, noticeAt: adverse.at };
    return wayOfAppeal(primary.rules.appeals.ladder, decision, earlier, this.clock.now());
  }
}

function scopesOf(actor: Actor): (TerritoryCode | null)[] {
  return actor.grants
    .filter(({ role }) => commissionRoles.includes(role) || role === 'central-office')
    .map(({ territory }) => territory);
}
