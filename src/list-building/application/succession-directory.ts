import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId, ContestId, ListId } from '../../kernel/ids.js';
import { successionOf, type SuccessionRule } from '../../primary/index.js';
import type { ListInput } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import type { LeavingCause } from '../domain/succession.js';
import { fillVacancy } from '../domain/vacancy.js';
import { versionDifference, type Difference } from '../domain/version-difference.js';
import type { VersionCause } from '../persistence/list-version.entity.js';
import type { ListYieldEntity } from '../persistence/list-yield.entity.js';
import type { FilledAs, ListSeatEntity } from '../persistence/list-seat.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { documentOf } from './compose-list.js';
import { ListDirectory, type RankedList } from './list-directory.js';
import { ListFactsReader } from './list-facts.js';
import { reserveNow } from './reserve-now.js';
import { vacancyOf } from './vacancy-of.js';

/** What happened to a list after it was built, and what is open. */
export interface ListSuccession {
  readonly rule: SuccessionRule;
  readonly offers: readonly PlaceOffer[];
  readonly departures: readonly Departure[];
  /** Who left the place they have in the newest version while nothing followed yet. */
  readonly unfollowed: readonly string[];
  readonly yields: readonly PlaceYield[];
  /** By seat, each with its holdings in their order. */
  readonly seats: readonly SeatHistory[];
  /** Who is in the reserve for a vacant seat now, in order. */
  readonly reserve: readonly string[];
}

export interface PlaceOffer {
  readonly candidateId: string;
  readonly version: number;
  readonly place: number;
  readonly answerBy: Date | null;
}

export interface Departure {
  readonly candidateId: string;
  readonly fromVersion: number;
  readonly place: number;
  readonly cause: LeavingCause;
  readonly toVersion: number | null;
  readonly recordedAt: Date;
}

export type PlaceYield = Pick<
  ListYieldEntity,
  'number' | 'giverId' | 'takerId' | 'giverPlace' | 'takerPlace' | 'answer' | 'answeredAt'
>;

export interface SeatHistory {
  readonly seat: number;
  readonly vacant: boolean;
  readonly holdings: readonly Holding[];
}

export type Holding = Pick<
  ListSeatEntity,
  | 'candidateId'
  | 'reason'
  | 'passedOver'
  | 'filledAt'
  | 'filledByName'
  | 'vacatedReason'
  | 'vacatedAt'
> & { readonly filledAs: FilledAs };

/** One version of a list as it was built. */
export interface KeptVersion {
  readonly version: number;
  readonly cause: VersionCause;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly resultHashes: readonly string[];
  readonly order: readonly string[];
  readonly input: ListInput;
  readonly outcome: ListOutcome;
}

/** Two versions of a list side by side. */
export interface VersionComparison {
  readonly before: KeptVersion;
  readonly after: KeptVersion;
  readonly differences: readonly Difference[];
  /** Who left between them. */
  readonly departures: readonly Departure[];
}

/** What others may ask about the succession on a list. */
@Injectable()
export class SuccessionDirectory {
  constructor(
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly directory: ListDirectory,
  ) {}

  async of(list: RankedList): Promise<ListSuccession> {
    const facts = defined(await this.facts.ofContest(list.contestId), 'the contest of a list');
    const [offers, departures, yields, seats] = await Promise.all([
      this.succession.offers(list.id),
      this.succession.departures(list.id),
      this.succession.yields(list.id),
      this.succession.seats(list.id),
    ]);
    return {
      rule: successionOf(facts.body),
      offers,
      departures,
      unfollowed: unfollowedIn(list, departures),
      yields,
      seats: historiesOf(seats),
      reserve: reserveNow(list, seats),
    };
  }

  /** Who would take a vacant seat by rule; null where the rules leave it to a decision, or nobody can. */
  async successor(list: RankedList, seat: number): Promise<string | null> {
    const facts = defined(await this.facts.ofContest(list.contestId), 'the contest of a list');
    const { vacancy: rule } = successionOf(facts.body);
    const seats = await this.succession.seats(list.id);
    const last = seats.filter((one) => one.seat === seat).at(-1);
    if (!last || rule.kind === 'by-decision') return null;
    const nobody = { candidate: '', reason: '' };
    const filled = fillVacancy(vacancyOf(list, seats, last, facts.body), rule, nobody);
    return filled.ok ? filled.value.candidate : null;
  }

  /** The list of a contest, if the candidacy is known to it. */
  async ofCandidacy(candidacy: CandidacyId, contestId: ContestId): Promise<RankedList | null> {
    const list = await this.directory.ofContest(contestId);
    return list?.people.has(candidacy) ? list : null;
  }

  /** Two versions of a list; null where one of them does not exist. */
  async comparison(listId: ListId, a: number, b: number): Promise<VersionComparison | null> {
    const [before, after] = await Promise.all([this.version(listId, a), this.version(listId, b)]);
    if (!before || !after) return null;
    const departures = await this.succession.departures(listId);
    return {
      before,
      after,
      differences: versionDifference(before.order, after.order),
      departures: departures.filter(
        ({ fromVersion, toVersion }) =>
          fromVersion >= before.version && toVersion !== null && toVersion <= after.version,
      ),
    };
  }

  private async version(listId: ListId, number: number): Promise<KeptVersion | null> {
    const kept = await this.lists.version(listId, number);
    if (!kept) return null;
    const { version, cause, madeByName, madeAt, resultHashes, outcome } = kept;
    const order = await this.lists.places(listId, version, 'after-interventions');
    const { input } = documentOf(kept.input);
    return { version, cause, madeByName, madeAt, resultHashes, order, input, outcome };
  }
}

function unfollowedIn(list: RankedList, departures: readonly Departure[]): string[] {
  return list.views.afterInterventions.filter((id, index) => {
    const person = list.people.get(id);
    if (!person) return false;
    const { standing, consent, accepts } = person;
    const outside = accepts !== null && (index + 1 < accepts.from || index + 1 > accepts.to);
    const known = departures.some(
      ({ candidateId, fromVersion }) => candidateId === id && fromVersion === list.version,
    );
    return (!standing || consent === 'declined' || outside) && !known;
  });
}

function historiesOf(seats: readonly ListSeatEntity[]): SeatHistory[] {
  const numbers = [...new Set(seats.map(({ seat }) => seat))];
  return numbers.map((seat) => {
    const holdings = seats.filter((one) => one.seat === seat);
    return { seat, vacant: holdings.at(-1)?.vacatedAt !== null, holdings };
  });
}
