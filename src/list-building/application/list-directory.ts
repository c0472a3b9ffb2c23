import { Injectable } from '@nestjs/common';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId, ContestId, ListId, PrimaryId } from '../../kernel/ids.js';
import { readShare, type Contest } from '../../primary/index.js';
import { quotaStandings, type QuotaStanding } from '../domain/broken-quotas.js';
import type { NamedPerson } from '../domain/filed-order.js';
import type { ListInput } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { renewalOf, type RenewalReport } from '../domain/renewal.js';
import { isStatement, type PlaceRange } from '../domain/succession.js';
import type { ListConsentEntity } from '../persistence/list-consent.entity.js';
import type { ListEntity, ListState } from '../persistence/list.entity.js';
import type { VersionCause } from '../persistence/list-version.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { documentOf } from './compose-list.js';
import { interventionCap } from '../domain/intervention.js';
import { capOf, ListFactsReader, type ContestFacts } from './list-facts.js';

/** A list in one line, as the overview of all contests shows it. */
export interface ListSummary {
  readonly id: ListId;
  readonly contestId: ContestId;
  readonly state: ListState;
  readonly version: number;
  readonly places: number;
  readonly allowedPlaces: number;
  readonly seats: number;
}

/** Somebody named in a list. */
export interface ListedPerson {
  readonly id: string;
  readonly name: NamedPerson;
  /** The verified groups. */
  readonly groups: readonly string[];
  /** The rank by votes; null for an outsider. */
  readonly merit: number | null;
  /** Still standing: not withdrawn, not struck off. */
  readonly standing: boolean;
  readonly consent: 'given' | 'declined' | null;
  /** The places accepted; null: every place, or no answer yet. */
  readonly accepts: PlaceRange | null;
  readonly answeredBy: 'candidate' | 'office' | 'silence' | null;
  readonly member: boolean;
  /** The kinds of documents in the dossier; null for an outsider, whose papers are not in the candidates' room. */
  readonly documents: readonly string[] | null;
}

/** A list with everything that explains it. */
export interface RankedList extends ListSummary {
  readonly contest: Contest;
  readonly primaryId: PrimaryId;
  readonly inputHash: string;
  readonly resultHashes: readonly string[];
  readonly madeAt: Date;
  readonly madeByName: string;
  readonly cause: VersionCause;
  /** The document the list was built from, byte for byte. */
  readonly document: string;
  readonly input: ListInput;
  readonly outcome: ListOutcome;
  readonly people: ReadonlyMap<string, ListedPerson>;
  readonly views: ListViews;
  readonly interventions: readonly SignedIntervention[];
  readonly interventionCap: number;
  readonly outsidersAllowed: boolean;
  readonly filing: Filing | null;
  readonly mandates: readonly Mandate[];
  readonly quotas: readonly QuotaStanding[];
  /** After filing: how the quotas stand without those who left since; empty while nobody did. */
  readonly quotasNow: readonly QuotaStanding[];
  readonly renewal: RenewalReport;
  /** Every version, the newest first. */
  readonly versions: readonly ListVersion[];
}

/** One building of the list, with the document it was built from. */
export interface ListVersion {
  readonly version: number;
  readonly cause: VersionCause;
  readonly inputHash: string;
  readonly madeAt: Date;
  readonly madeByName: string;
}

/** The ids of the candidates by place. */
export interface ListViews {
  readonly asVoted: readonly string[];
  readonly afterQuotas: readonly string[];
  readonly afterInterventions: readonly string[];
  readonly asFiled: readonly string[];
}

export interface SignedIntervention {
  readonly number: number;
  readonly place: number;
  readonly candidateId: string;
  readonly reason: string;
  readonly authorName: string;
  readonly signedAt: Date;
  /** Who signed second; null where it was given before a second signature was asked for. */
  readonly confirmedByName: string | null;
  readonly confirmedAt: Date | null;
}

export interface Filing {
  readonly version: number;
  readonly filedByName: string;
  readonly filedAt: Date;
  /** The minutes of the congress; empty where none are named. */
  readonly minutes: string;
  readonly seatsWon: number | null;
}

export interface Mandate {
  readonly candidateId: string;
  readonly status: 'seated' | 'reserve';
  readonly rank: number;
  readonly passedOverBy: readonly string[];
}

/** What others may ask about lists. */
@Injectable()
export class ListDirectory {
  constructor(
    private readonly lists: ListRepository,
    private readonly facts: ListFactsReader,
    private readonly candidates: CandidateDirectory,
  ) {}

  /** The lists of a season in short; a contest whose list was never built has none. */
  async summaries(primaryId: PrimaryId): Promise<ListSummary[]> {
    return await this.lists.ofPrimary(primaryId);
  }

  async ofContest(contestId: ContestId): Promise<RankedList | null> {
    const list = await this.lists.ofContest(contestId);
    return list && (await this.complete(list));
  }

  async byId(id: ListId): Promise<RankedList | null> {
    const list = await this.lists.byId(id);
    return list && (await this.complete(list));
  }

  /** The document of an earlier version, byte for byte. */
  async documentOfVersion(id: ListId, version: number): Promise<string | null> {
    return (await this.lists.version(id, version))?.input ?? null;
  }

  private async complete(list: ListEntity): Promise<RankedList> {
    const facts = defined(await this.facts.ofContest(list.contestId), 'the contest of a list');
    const versions = await this.lists.versions(list.id);
    const version = defined(versions[0], 'the newest version of a list');
    const { input } = documentOf(version.input);
    const views = await this.views(list);
    const people = await this.people(list, input);
    const [interventions, filing, mandates] = await Promise.all([
      this.lists.interventions(list.id),
      this.lists.filing(list.id),
      this.lists.mandates(list.id),
    ]);
    const { id, primaryId, contestId, state, places, allowedPlaces, seats } = list;
    return {
      ...{ id, primaryId, contestId, state, places, allowedPlaces, seats },
      version: list.version,
      contest: facts.contest,
      inputHash: version.inputHash,
      resultHashes: version.resultHashes,
      madeAt: version.madeAt,
      madeByName: version.madeByName,
      cause: version.cause,
      document: version.input,
      input,
      outcome: version.outcome,
      people,
      views,
      interventions,
      interventionCap: interventionCap(capOf(facts.body), list.places),
      outsidersAllowed: facts.body.centralQuota.outsiders,
      filing,
      mandates,
      quotas: standings(input, views.afterInterventions, () => true),
      quotasNow: afterDepartures(input, views.afterInterventions, people),
      renewal: renewalReport(facts, views.afterInterventions, people),
      versions: versions.map(({ version: number, cause, inputHash, madeAt, madeByName }) => ({
        version: number,
        cause,
        inputHash,
        madeAt,
        madeByName,
      })),
    };
  }

  private async views({ id, version }: ListEntity): Promise<ListViews> {
    const [asVoted, afterQuotas, afterInterventions, asFiled] = await Promise.all([
      this.lists.places(id, version, 'as-voted'),
      this.lists.places(id, version, 'after-quotas'),
      this.lists.places(id, version, 'after-interventions'),
      this.lists.places(id, version, 'as-filed'),
    ]);
    return { asVoted, afterQuotas, afterInterventions, asFiled };
  }

  private async people(
    { id }: ListEntity,
    input: ListInput,
  ): Promise<ReadonlyMap<string, ListedPerson>> {
    const [outsiders, consents] = await Promise.all([
      this.lists.outsiders(id),
      this.lists.consents(id),
    ]);
    const stood = input.candidates.filter(({ outsider }) => !outsider);
    const candidacies = await this.candidates.candidacies(
      stood.map((candidate) => candidate.id as CandidacyId),
    );
    const byId = new Map<string, Candidacy>(candidacies.map((person) => [person.id, person]));
    const answers = new Map(consents.map((consent) => [consent.candidateId, answerOf(consent)]));
    const listed = stood.map(({ id: candidate }, index): [string, ListedPerson] => {
      const person = defined(byId.get(candidate), 'a candidate of the list');
      return [
        candidate,
        {
          id: candidate,
          name: person.personName,
          groups: person.groups,
          merit: index + 1,
          standing: person.state === 'registered',
          ...(answers.get(candidate) ?? noAnswer),
          member: person.membership === 'member',
          documents: person.documents,
        },
      ];
    });
    const invited = outsiders.map((person): [string, ListedPerson] => [
      person.id,
      {
        id: person.id,
        name: { family: person.family, given: person.given, patronymic: person.patronymic },
        groups: person.groups,
        merit: null,
        standing: true,
        ...(answers.get(person.id) ?? noAnswer),
        // Whoever signed the intervention vouched for them: nothing of an outsider is in the candidates' room.
        member: true,
        documents: null,
      },
    ]);
    return new Map([...listed, ...invited]);
  }
}

type Answer = Pick<ListedPerson, 'consent' | 'accepts' | 'answeredBy'>;

const noAnswer: Answer = { consent: null, accepts: null, answeredBy: null };

function answerOf({ answer, acceptsFrom, acceptsTo, answeredBy }: ListConsentEntity): Answer {
  const accepts = acceptsFrom && acceptsTo ? { from: acceptsFrom, to: acceptsTo } : null;
  return { consent: answer, accepts, answeredBy };
}

function standings(
  input: ListInput,
  order: readonly string[],
  stands: (id: string) => boolean,
): QuotaStanding[] {
  if (order.length === 0) return [];
  const groups = new Map(input.candidates.map((candidate) => [candidate.id, candidate.groups]));
  return quotaStandings(
    order.map((id) => (stands(id) ? { groups: groups.get(id) ?? [] } : null)),
    input.quotas.filter(({ id }) => !isStatement(id)),
  );
}

function afterDepartures(
  input: ListInput,
  order: readonly string[],
  people: ReadonlyMap<string, ListedPerson>,
): QuotaStanding[] {
  const stands = (id: string) => people.get(id)?.standing === true;
  return order.every(stands) ? [] : standings(input, order, stands);
}

function renewalReport(
  { contest, body }: ContestFacts,
  order: readonly string[],
  people: ReadonlyMap<string, ListedPerson>,
): RenewalReport {
  const { group, listTarget, seatTarget } = body.renewal;
  const newcomers = new Set(order.filter((id) => people.get(id)?.groups.includes(group) === true));
  const target = ({ share, round }: typeof listTarget) => ({ share: readShare(share), round });
  return renewalOf(order, newcomers, contest.seats, {
    list: target(listTarget),
    seats: target(seatTarget),
  });
}
