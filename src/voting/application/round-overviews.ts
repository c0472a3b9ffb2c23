import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { day, later, type Clock } from '../../kernel/clock.js';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Accounts, commissionRoles, type Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory, type Words } from '../../primary/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { paperContent, type PaperContent } from '../domain/rounds/counting-rule.js';
import { signaturesNeeded, turnoutQuorum } from '../domain/rounds/cut.js';
import type { RoundBlocker } from '../domain/rounds/round-states.js';
import { membersNeeded, type TieVote } from '../domain/ties/tie-decision.js';
import {
  RoundRepository,
  type Round,
  type RoundCounts,
  type RoundDecision,
} from '../persistence/round.repository.js';
import type { StoredPlace } from '../domain/rounds/paper-protocol.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import type { KeyProgress } from '../domain/rounds/key-progress.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { RecountRepository, type StoredRecount } from '../persistence/recount.repository.js';
import { ResultRepository, type StoredResult } from '../persistence/result.repository.js';
import { worksOnCount } from './round-scope.js';
import { RoundMoves } from './round-moves.js';
import { RoundTitles, type RoundTitle } from './round-titles.js';
import { CountingFacts, paperRules, quorumOf } from './counting-facts.js';

const mostListed = 200;

export type { RoundTitle };

/** A round as everybody may know it, and what only published pages may show of it. */
export interface RoundOverview {
  readonly round: Round;
  readonly title: RoundTitle;
  /** In the published order of the ballot. */
  readonly candidates: readonly { readonly id: CandidacyId; readonly name: string }[];
  /** What the rules call the scores, from 0 up; null where they are numbers, or where there are none. */
  readonly grades: readonly Words[] | null;
  readonly counts: RoundCounts;
  readonly quorumNeeded: number;
  readonly decisions: readonly RoundDecision[];
  readonly result: StoredResult | null;
  /** The counts after it without candidates who left, the first one first. */
  readonly recounts: readonly StoredRecount[];
  readonly dissents: readonly { readonly name: string; readonly text: string }[];
  readonly signatures: readonly { readonly name: string; readonly at: Date }[];
  readonly signaturesNeeded: number;
}

/** What the commission of the round sees besides. */
export interface RoundConsole extends RoundOverview {
  readonly places: readonly StoredPlace[];
  /** What the ballots look like, and what a paper voting place hands in for them. */
  readonly form: BallotForm;
  readonly paperContent: PaperContent;
  readonly names: ReadonlyMap<string, string>;
  readonly tieVotes: readonly TieVote[];
  readonly tieVotesNeeded: number;
  readonly signedBy: readonly AccountId[];
  /** What stands against opening and closing it at this moment. */
  readonly against: {
    readonly open: readonly RoundBlocker[];
    readonly close: readonly RoundBlocker[];
    readonly finalise: readonly RoundBlocker[];
  };
  readonly commission: readonly { readonly id: AccountId; readonly name: string }[];
  /** How far its ballot key is, and what the trustees are called. */
  readonly keys: {
    readonly progress: KeyProgress | null;
    readonly names: ReadonlyMap<AccountId, string>;
  };
}

/** Gathers what the pages of a round show. */
@Injectable()
export class RoundOverviews {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly moves: RoundMoves,
    private readonly paper: PaperRepository,
    private readonly results: ResultRepository,
    private readonly recounts: RecountRepository,
    private readonly facts: CountingFacts,
    private readonly primaries: PrimaryDirectory,
    private readonly titles: RoundTitles,
    private readonly candidates: CandidateDirectory,
    private readonly accounts: Accounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(id: RoundId): Promise<RoundOverview | null> {
    const round = await this.rounds.byId(id);
    return round && (await this.overview(round));
  }

  async console(id: RoundId): Promise<RoundConsole | null> {
    const round = await this.rounds.byId(id);
    if (!round) return null;
    const [overview, places, tieVotes, signatures, rules, open, close] = await Promise.all([
      this.overview(round),
      this.paper.places(id),
      this.results.tieVotes(id),
      this.results.signatures(id),
      this.facts.rulesOf(round),
      this.moves.blockers({ round: id, move: 'open' }),
      this.moves.blockers({ round: id, move: 'close' }),
    ]);
    const paper = paperRules(round, overview.candidates.length, rules.stage);
    const holders = await this.accounts.holdersAt(round.unit, commissionRoles);
    const typists = places.flatMap(({ entries }) => entries.map(({ typedBy }) => typedBy));
    return {
      ...overview,
      places,
      form: paper.form,
      paperContent: paperContent(paper.form, paper.method),
      names: await this.namesOf(typists),
      tieVotes,
      tieVotesNeeded: membersNeeded(quorumOf(rules.commission)),
      signedBy: signatures.map(({ member }) => member),
      against: {
        open: open ?? [],
        close: close ?? [],
        finalise: this.complaintsRun(overview.result, rules.complaintDays)
          ? [{ kind: 'complaint-period-running' }]
          : [],
      },
      commission: holders.map(({ id: holder, name }) => ({ id: holder, name })),
      keys: await this.keysOf(id),
    };
  }

  private async keysOf(id: RoundId): Promise<RoundConsole['keys']> {
    const progress = (await this.keys.progress([id])).get(id) ?? null;
    const trustees = progress?.trustees.map(({ account }) => account) ?? [];
    return { progress, names: await this.accounts.namesOf(trustees) };
  }

  /** The rounds the actor works on, the nearest closing first; those that are final come last. */
  async runBy(
    actor: Actor,
  ): Promise<readonly { readonly round: Round; readonly title: RoundTitle }[]> {
    const primary = await this.primaries.current();
    const all = primary ? await this.rounds.ofPrimary(primary.id) : [];
    const mine = all
      .filter(({ unit }) => worksOnCount(actor, unit))
      .sort(
        (a, b) =>
          Number(a.state === 'final') - Number(b.state === 'final') ||
          a.closesAt.getTime() - b.closesAt.getTime(),
      )
      .slice(0, mostListed);
    return await Promise.all(
      mine.map(async (round) => ({ round, title: await this.titleOf(round) })),
    );
  }

  /** What a round is called. */
  titleOf(round: Round): Promise<RoundTitle> {
    return this.titles.of(round);
  }

  private complaintsRun(result: StoredResult | null, days: number): boolean {
    const published = result?.publishedAt ?? null;
    return published !== null && this.clock.now() < later(published, days * day);
  }

  private async overview(round: Round): Promise<RoundOverview> {
    const { id } = round;
    const [title, candidacies, counts, decisions, result, dissents, signatures, rules] =
      await Promise.all([
        this.titleOf(round),
        this.rounds.candidates(id),
        this.rounds.counts(this.database.reader, id),
        this.rounds.decisions(id),
        this.results.of(id),
        this.results.dissents(id),
        this.results.signatures(id),
        this.facts.rulesOf(round),
      ]);
    const people = new Map(
      (await this.candidates.candidacies(candidacies)).map((one) => [one.id, one.personName]),
    );
    const members = await this.namesOf([...dissents, ...signatures].map(({ member }) => member));
    const nameOf = (member: AccountId): string => members.get(member) ?? '';
    return {
      round,
      title,
      candidates: candidacies.map((candidacy) => {
        const name = people.get(candidacy);
        return { id: candidacy, name: name ? writtenName(name) : '' };
      }),
      grades: rules.stage.ballot.kind === 'score' ? (rules.stage.ballot.grades ?? null) : null,
      counts,
      quorumNeeded: turnoutQuorum(rules.stage.quorum, round.rollSize ?? 0, 0).needed,
      decisions,
      result,
      recounts: await this.recounts.of(id),
      dissents: dissents.map(({ member, text }) => ({ name: nameOf(member), text })),
      signatures: signatures.map(({ member, signedAt }) => ({
        name: nameOf(member),
        at: signedAt,
      })),
      signaturesNeeded: signaturesNeeded(rules.commission.members, rules.commission.signatures),
    };
  }

  private async namesOf(accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await Promise.all(
      [...new Set(accounts)].map(
        async (id) => [id, (await this.accounts.byId(id as AccountId))?.name ?? ''] as const,
      ),
    );
    return new Map(known);
  }
}

function writtenName(name: {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
}): string {
  return [name.family, name.given, name.patronymic].filter(Boolean).join(' ');
}
