import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId, ContestId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import { drawOrder } from '../../kernel/lot.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import { Database } from '../../platform/database/index.js';
import type { Actor, OutsideYourTerritory } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Ledger, type Json } from '../../platform/ledger/index.js';
import { sha256Lot } from '../../platform/lot/index.js';
import {
  apportion,
  countingOf,
  isWithin,
  PrimaryDirectory,
  type Contest,
  type StageRule,
  type UnitSeats,
} from '../../primary/index.js';
import { encodedLength } from '../domain/ballots/ballot-bytes.js';
import { methodOfRule } from '../domain/rounds/counting-rule.js';
import { countRefusal } from '../domain/tally/tally.js';
import { MemberRepository } from '../persistence/member.repository.js';
import { RoundRepository, type PlannedRound } from '../persistence/round.repository.js';
import { publishedAges } from './age-order.js';
import { formByRule, formOf, storedForm } from './ballot-content.js';
import { openingJob } from './round-jobs.js';
import { RoundResults } from './round-results.js';
import { runsRounds } from './round-refusal.js';

/** A stage of a contest with the time in which its rounds take place. */
export interface StagePlan {
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** What the order of candidates is drawn from, in hexadecimal; drawn here when it was not announced before. */
  readonly seed?: string;
}

export type PlanRoundsRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'stage-unknown' }
  | { readonly kind: 'already-planned' }
  | { readonly kind: 'closing-not-after-opening' }
  | { readonly kind: 'previous-stage-not-published'; readonly stageId: string }
  | { readonly kind: 'no-candidates' }
  /** They applied in a territory that none of the stage's units contains. */
  | { readonly kind: 'candidates-fit-no-unit'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'too-few-seats'; readonly needed: number; readonly seats: number }
  | {
      readonly kind: 'too-many-candidates';
      readonly method: string;
      readonly unit: TerritoryCode;
      readonly standing: number;
      readonly most: number;
    };

export interface PlannedRounds {
  readonly rounds: readonly RoundId[];
  /** Units without a round, because nobody stands there. */
  readonly unitsWithoutCandidates: readonly TerritoryCode[];
}

interface Standing {
  readonly id: CandidacyId;
  /** Where the candidate stands: where the application was made, or the unit of the round that was won. */
  readonly unit: TerritoryCode;
}

interface Frame {
  readonly contest: Contest;
  readonly stage: StageRule;
  readonly seed: string;
}

/** Plans one round for every unit of a stage in which somebody stands. */
@Injectable()
export class PlanRoundsService {
  constructor(
    private readonly database: Database,
    private readonly directory: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly results: RoundResults,
    private readonly members: MemberRepository,
    private readonly rounds: RoundRepository,
    private readonly jobs: Jobs,
    private readonly ledger: Ledger,
  ) {}

  async plan(
    plan: StagePlan,
    actor: Actor,
  ): Promise<Result<PlannedRounds, readonly PlanRoundsRefusal[]>> {
    const frame = await this.frame(plan);
    if (!frame) return refuse([{ kind: 'stage-unknown' }]);
    const { contest } = frame;
    const standing = await this.standing(frame);
    const seats = await this.seatsOfUnits(frame);
    const refusals = [
      ...(runsRounds(actor, contest.territory)
        ? []
        : [{ kind: 'outside-your-territory' as const }]),
      ...(plan.closesAt > plan.opensAt ? [] : [{ kind: 'closing-not-after-opening' as const }]),
      ...(await this.plannedBefore(plan)),
      ...(standing.ok ? fits(standing.value, seats.ok ? seats.value : null) : [standing.error]),
      ...(seats.ok ? [] : [seats.error]),
    ];
    if (refusals.length > 0 || !standing.ok || !seats.ok) return refuse(refusals);
    const drafts = seats.value.map((unit) => this.draft(plan, frame, unit, standing.value));
    const rounds = drafts.flatMap((draft) => (draft.candidates.length > 0 ? [draft] : []));
    const beyond = tooManyFor(frame.stage, rounds);
    if (beyond.length > 0) return refuse(beyond);
    const stored = await this.store(rounds, frame, actor);
    if (!stored) return refuse([{ kind: 'already-planned' }]);
    return accept({
      rounds: rounds.map(({ round }) => round.id),
      unitsWithoutCandidates: drafts
        .filter((draft) => draft.candidates.length === 0)
        .map(({ round }) => round.unit),
    });
  }

  private async frame({ contestId, stageId, seed }: StagePlan): Promise<Frame | null> {
    const contest = await this.directory.contest(contestId);
    if (!contest) return null;
    const { path } = await this.directory.bodyRule(contest);
    const stage = path.find(({ id }) => id === stageId);
    return stage ? { contest, stage, seed: seed ?? randomBytes(32).toString('hex') } : null;
  }

  private async plannedBefore({ contestId, stageId }: StagePlan): Promise<PlanRoundsRefusal[]> {
    const before = await this.rounds.ofStage(contestId, stageId);
    return before.length > 0 ? [{ kind: 'already-planned' }] : [];
  }

  /** Who stands in the stage: the registered candidates in the first one, later who was advanced and still stands. */
  private async standing({
    contest,
    stage,
  }: Frame): Promise<Result<Standing[], PlanRoundsRefusal>> {
    const { path } = await this.directory.bodyRule(contest);
    const previous = path[path.findIndex(({ id }) => id === stage.id) - 1];
    if (!previous) return accept(await this.candidates.registeredIn(contest.id));
    const results = await this.results.complete(contest.id, previous.id);
    if (!results) return refuse({ kind: 'previous-stage-not-published', stageId: previous.id });
    const advanced = results.flatMap(({ unit, candidates }) =>
      candidates
        .filter(({ elected }) => elected)
        .map(({ candidacyId }) => ({ id: candidacyId, unit })),
    );
    const known = await this.candidates.candidacies(advanced.map(({ id }) => id));
    return accept(advanced.filter(({ id }) => stillStands(known, id)));
  }

  private async seatsOfUnits({
    contest,
    stage,
  }: Frame): Promise<Result<UnitSeats[], Extract<PlanRoundsRefusal, { kind: 'too-few-seats' }>>> {
    const [units, counts] = await Promise.all([
      this.directory.unitsOf(contest, stage),
      this.members.countsByTerritory(),
    ]);
    const weighted = units.map((unit) => ({
      unit,
      weight: counts
        .filter(({ territory }) => isWithin(territory, unit))
        .reduce((sum, { members }) => sum + members, 0),
    }));
    return apportion(stage.unitSeats, contest.seats, weighted);
  }

  private draft(
    plan: StagePlan,
    { contest, stage, seed }: Frame,
    { unit, seats }: UnitSeats,
    standing: readonly Standing[],
  ): { round: PlannedRound; candidates: CandidacyId[] } {
    const here = standing.filter((candidate) => isWithin(candidate.unit, unit));
    const ids = here.map(({ id }) => id).sort();
    const candidates = drawOrder(sha256Lot(seed), `ballot/${contest.id}/${stage.id}/${unit}`, ids);
    const form = formByRule(stage.ballot, seats, candidates.length);
    const round: PlannedRound = {
      id: randomUUID() as RoundId,
      primaryId: contest.primaryId,
      contestId: contest.id,
      stageId: stage.id,
      unit,
      electorate: stage.electorate,
      channels: stage.channels,
      ...storedForm(form),
      unitSeats: seats,
      contentBytes: encodedLength(form),
      orderSeed: seed,
      opensAt: plan.opensAt,
      closesAt: plan.closesAt,
    };
    return { round, candidates };
  }

  /** Stores the plan, unless somebody else has planned the stage in the meantime. */
  private async store(
    drafts: readonly { round: PlannedRound; candidates: CandidacyId[] }[],
    { contest, stage, seed }: Frame,
    actor: Actor,
  ): Promise<boolean> {
    const rounds: Json[] = [];
    for (const { round, candidates } of drafts)
      rounds.push({
        round: round.id,
        unit: round.unit,
        seats: round.unitSeats,
        candidates,
        ...(await publishedAges(candidates, stage, this.candidates)),
      });
    return await this.database.transaction(async (tx) => {
      await this.rounds.holdStage(tx, contest.id, stage.id);
      if ((await this.rounds.ofStage(contest.id, stage.id, tx)).length > 0) return false;
      for (const { round, candidates } of drafts) {
        await this.rounds.add(tx, round, candidates);
        await this.jobs.enqueue(openingJob, { round: round.id }, round.opensAt);
      }
      const first = defined(drafts[0], 'a round of the plan').round;
      await this.ledger.append(tx, {
        kind: 'rounds-planned',
        subject: contest.id,
        actor: actor.accountId,
        data: {
          stage: stage.id,
          seed,
          opensAt: first.opensAt.toISOString(),
          closesAt: first.closesAt.toISOString(),
          rounds,
        },
      });
      return true;
    });
  }
}

function fits(
  standing: readonly Standing[],
  units: readonly UnitSeats[] | null,
): PlanRoundsRefusal[] {
  if (standing.length === 0) return [{ kind: 'no-candidates' }];
  if (!units) return [];
  const lost = standing.filter(
    (candidate) => !units.some(({ unit }) => isWithin(candidate.unit, unit)),
  );
  return lost.length > 0
    ? [{ kind: 'candidates-fit-no-unit', candidacies: lost.map(({ id }) => id) }]
    : [];
}

function stillStands(known: readonly Candidacy[], id: CandidacyId): boolean {
  return known.some((candidacy) => candidacy.id === id && candidacy.state === 'registered');
}

/** A method may be exact for so many candidates only. It is said before anybody votes, not when the box is opened. */
function tooManyFor(
  stage: StageRule,
  drafts: readonly { readonly round: PlannedRound; readonly candidates: readonly CandidacyId[] }[],
): PlanRoundsRefusal[] {
  const method = methodOfRule(countingOf(stage));
  return drafts.flatMap(({ round, candidates }) => {
    const form = formOf(round, candidates.length);
    const refusal = countRefusal(method, { form, withdrawn: new Set() });
    if (!refusal) return [];
    const { standing, most } = refusal;
    return [{ kind: 'too-many-candidates', method: method.name, unit: round.unit, standing, most }];
  });
}
