import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { Fraction } from '../../kernel/exact.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { sha256Lot } from '../../platform/lot/index.js';
import { canonicalJson, type Json } from '../../platform/ledger/index.js';
import { PrimaryDirectory, type CommissionRule, type StageRule } from '../../primary/index.js';
import type { MarkForm } from '../domain/ballot.js';
import { decodeBallot } from '../domain/ballot-bytes.js';
import { addBallot, ballotFolder, type FoldedBallots } from '../domain/folded-ballots.js';
import type { PaperTotal } from '../domain/paper-protocol.js';
import {
  shareOfValid,
  type CountInput,
  type CountingRules,
  type RoundContender,
} from '../domain/round-count.js';
import { decidedTies, type CommissionQuorum, type TieVote } from '../domain/tie-decision.js';
import { BallotRepository } from '../persistence/ballot.repository.js';
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
  readonly form: MarkForm;
  readonly rules: RoundRules;
  readonly contenders: readonly RoundContender[];
  readonly box: {
    readonly folded: FoldedBallots;
    readonly unreadable: number;
    /** SHA-256 over the contents in the order of the serials. */
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
    private readonly box: BallotRepository,
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

  /**
   * Folds the box while reading it. Today the content of a ballot is its canonical bytes; once ballots are sealed, they are
   * opened here and nothing else changes.
   */
  private async readBox(round: Round, form: MarkForm): Promise<CountingBasis['box']> {
    const folder = ballotFolder();
    const digest = createHash('sha256');
    let unreadable = 0;
    for await (const page of this.box.contents(round.id)) {
      for (const content of page) {
        digest.update(content);
        const ballot = decodeBallot(content, form);
        if (ballot.ok) addBallot(folder, ballot.value, 1);
        else unreadable += 1;
      }
    }
    return { folded: folder.finish(form.candidates), unreadable, digest: digest.digest('hex') };
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
        candidates.map(({ candidacyId, votes }) => [candidacyId, shareOfValid(votes, valid)]),
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
    paper,
    lot: sha256Lot(tieSeed(round, box.digest, paper)),
    decisions: decidedTies(votes, quorumOf(rules.commission)),
  };
}

/** What makes a decision of the commission, in the terms of the domain. */
export function quorumOf({ members, quorum, majority }: CommissionRule): CommissionQuorum {
  return { members, quorum, majority };
}

function countingRules(
  round: Round,
  { cut, ties, quorum }: StageRule,
  form: MarkForm,
): CountingRules {
  return { form, unitSeats: round.unitSeats, cut, ties, ...(quorum && { quorum }) };
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
  };
  return createHash('sha256').update(canonicalJson(rests)).digest('hex');
}
