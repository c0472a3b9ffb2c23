import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Fraction } from '../../kernel/exact.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { sha256Lot } from '../../platform/lot/index.js';
import { canonicalJson, type Json } from '../../platform/ledger/index.js';
import {
  countingOf,
  PrimaryDirectory,
  type CommissionRule,
  type StageRule,
} from '../../primary/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { foldContents } from '../domain/ballots/ballot-bytes.js';
import { ballotFolder, unfold, type FoldedBallots } from '../domain/ballots/folded-ballots.js';
import { ballotKey } from '../domain/rounds/paper-ballots.js';
import { methodOfRule } from '../domain/rounds/counting-rule.js';
import type { PaperTotal } from '../domain/rounds/paper-protocol.js';
import type { PaperRules } from '../domain/rounds/protocol-faults.js';
import type { CountInput, CountingRules, RoundContender } from '../domain/rounds/count-input.js';
import { shareOfValid } from '../domain/rounds/round-count.js';
import { decidedTies, type CommissionQuorum, type TieVote } from '../domain/ties/tie-decision.js';
import { OpenedBallotRepository } from '../persistence/opened-ballot.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { formOf } from './ballot-content.js';
import { RoundResults } from './round-results.js';

/** The rules of the season that a round is run and counted by. */
export interface RoundRules {
  readonly stage: StageRule;
  /** The stages before it, the most recent first. */
  readonly earlier: readonly StageRule[];
  /** The ids of the stages after it. */
  readonly later: readonly string[];
  readonly commission: CommissionRule;
  /** Days in which a published result may be complained about. */
  readonly complaintDays: number;
}

/** What a count rests on and what does not change once a round is closed. */
export interface CountingBasis {
  readonly round: Round;
  readonly form: BallotForm;
  readonly rules: RoundRules;
  readonly contenders: readonly RoundContender[];
  readonly box: {
    /** How many of its ballots were opened, or found not to open, when it was read. */
    readonly ballots: number;
    readonly folded: FoldedBallots;
    readonly unreadable: number;
    readonly unopenable: number;
    /** SHA-256 over the contents of those that opened, in the order of the log. */
    readonly digest: string;
  };
}

/** Gathers everything a count rests on. */
@Injectable()
export class CountingFacts {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly rounds: RoundRepository,
    private readonly opened: OpenedBallotRepository,
    private readonly results: RoundResults,
  ) {}

  async rulesOf(round: Pick<Round, 'primaryId' | 'contestId' | 'stageId'>): Promise<RoundRules> {
    const primary = defined(await this.primaries.byId(round.primaryId), 'the season of a round');
    const contest = defined(
      await this.primaries.contest(round.contestId),
      'the contest of a round',
    );
    const { path } = await this.primaries.bodyRule(contest);
    const at = path.findIndex(({ id }) => id === round.stageId);
    return {
      stage: defined(path[at], 'the stage of a round'),
      earlier: path.slice(0, at).reverse(),
      later: path.slice(at + 1).map(({ id }) => id),
      commission: primary.rules.commissions,
      complaintDays: primary.rules.appeals.ladder[0]?.fileWithinDays ?? 0,
    };
  }

  /** Everything a count rests on but the paper protocols and the commission's votes on ties, which may still change. */
  async basisOf(round: Round): Promise<CountingBasis> {
    const [candidacies, rules] = await Promise.all([
      this.rounds.candidates(round.id),
      this.rulesOf(round),
    ]);
    const form = formOf(round, candidacies.length);
    return {
      round,
      form,
      rules,
      contenders: await this.contenders(round, candidacies, rules.earlier),
      box: await this.readBox(round, form),
    };
  }

  /** Folds the box while reading what was in its ballots. */
  private async readBox(round: Round, form: BallotForm): Promise<CountingBasis['box']> {
    const folder = ballotFolder();
    const digest = createHash('sha256');
    let [ballots, unreadable, unopenable] = [0, 0, 0];
    for await (const stretch of this.opened.contents(round.id)) {
      digest.update(stretch.contents);
      unreadable += foldContents(folder, stretch.contents, form);
      unopenable += stretch.unopenable;
      ballots += stretch.ballots;
    }
    const folded = folder.finish(form.candidates);
    return { ballots, folded, unreadable, unopenable, digest: digest.digest('hex') };
  }

  private async contenders(
    round: Round,
    candidacies: readonly CandidacyId[],
    earlier: readonly StageRule[],
  ): Promise<RoundContender[]> {
    const known = await this.candidates.candidacies(candidacies);
    const byId = new Map(known.map((candidacy) => [candidacy.id, candidacy]));
    const shares = await Promise.all(earlier.map(({ id }) => this.sharesIn(round.contestId, id)));
    return candidacies.map((id) => {
      const candidacy = byId.get(id);
      return {
        id,
        birthDate: candidacy?.birthDate ?? null,
        groups: candidacy?.groups ?? [],
        earlierStages: shares.map((stage) => stage.get(id) ?? null),
        standing: candidacy?.state === 'registered',
      };
    });
  }

  private async sharesIn(
    contestId: Round['contestId'],
    stageId: string,
  ): Promise<ReadonlyMap<string, Fraction>> {
    const results = await this.results.ofStage(contestId, stageId);
    return new Map(
      results.flatMap(({ candidates, valid }) =>
        candidates.flatMap(({ candidacyId, votes }) =>
          votes === null ? [] : [[candidacyId, shareOfValid(votes, valid)] as const],
        ),
      ),
    );
  }
}

/** The whole input of a count. */
export function inputOf(
  { round, form, rules, contenders, box }: CountingBasis,
  paper: PaperTotal,
  votes: readonly TieVote[],
): CountInput {
  return {
    rules: countingRules(round, rules.stage, form),
    rollSize: round.rollSize ?? 0,
    contenders,
    online: box.folded,
    unreadable: box.unreadable,
    unopenable: box.unopenable,
    paper,
    lot: sha256Lot(tieSeed(round, box.digest, paper)),
    decisions: decidedTies(votes, quorumOf(rules.commission)),
  };
}

/** What the protocols of paper voting places are checked by. */
export function paperRules(round: Round, candidates: number, stage: StageRule): PaperRules {
  return { form: formOf(round, candidates), method: methodOfRule(countingOf(stage)) };
}

/** What makes a decision of the commission, in the terms of the domain. */
export function quorumOf({ members, quorum, majority }: CommissionRule): CommissionQuorum {
  return { members, quorum, majority };
}

function countingRules(round: Round, stage: StageRule, form: BallotForm): CountingRules {
  const { cut, ties, quorum } = stage;
  const counting = countingOf(stage);
  return { form, counting, unitSeats: round.unitSeats, cut, ties, ...(quorum && { quorum }) };
}

/**
 * What a lot among tied candidates is drawn from: the round, the seed its ballot order was drawn from, every ballot of the
 * box and every number of the paper protocols (`docs/lot.md`). Nobody knows it before the voting is over, and nobody alone
 * can choose it.
 */
function tieSeed(round: Round, box: string, paper: PaperTotal): string {
  const rests: Json = {
    round: round.id,
    order: round.orderSeed,
    box,
    paper: paper.places.map(({ name, cast, valid, invalid, votes }) => ({
      name,
      cast,
      valid,
      invalid,
      votes,
    })),
    ...(paper.ballots && { paperBallots: heapOf(paper.ballots) }),
  };
  return createHash('sha256').update(canonicalJson(rests)).digest('hex');
}

/** The typed ballots in an order that does not depend on who typed what first. */
function heapOf(ballots: FoldedBallots): Json {
  return unfold(ballots)
    .map(({ ballot, count }) => `${count}: ${ballotKey(ballot)}`)
    .sort();
}
