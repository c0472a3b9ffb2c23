import { writeMoment, type Translate } from '../../platform/web/index.js';
import { candidatePaths } from '../../candidate/index.js';
import { contestPath, type GroupRule } from '../../primary/index.js';
import { fullName } from '../application/person-name.js';
import type { RankedList, SignedIntervention } from '../application/list-directory.js';
import { lapsedInterventions } from '../application/lapsed-interventions.js';
import type { BuiltList } from '../domain/list-outcome.js';
import type { QuotaStanding } from '../domain/broken-quotas.js';
import type { RenewalShare } from '../domain/renewal.js';
import { gaugesView, type GaugesView } from './gauges-view.js';
import { countedGroups, type CountedGroup } from './group-filter.js';
import { infeasibleSentences, waiverSentence } from './list-sentences.js';
import { listHref, plainQuery, queryPairs, type ListQuery } from './list-query.js';
import { comparisonPath, listPath, listPaths, versionPath } from './paths.js';
import {
  loserInShort,
  loserView,
  placeReason,
  standingSentence,
  type LoserView,
  type Telling,
} from './place-reasons.js';
import { needOf, quotaNames } from './quota-names.js';
import { shortageChart, type ShortageChart } from './shortage-chart.js';
import { chosenView, slopeView, viewsView, type ChosenView } from './views-view.js';
import type { SlopeView, ViewsView } from './views-view.js';
import { moveMark } from './view-orders.js';

export interface ListPage {
  readonly title: string;
  readonly status: { readonly tone: 'good' | 'warn' | 'bad'; readonly sentence: string };
  /** What a reader must know beside the status: a short list, a broken quota, a conflict. */
  readonly warnings: readonly string[];
  /** What the address asked and the list does not have. */
  readonly notices: readonly string[];
  readonly shortage: ShortageChart | null;
  readonly filter: FilterView;
  readonly chosen: ChosenView | null;
  readonly places: readonly PlaceRow[];
  /** Opens or closes all reasons at once, for print. */
  readonly reasonsHref: string;
  readonly reasonsOpen: boolean;
  readonly views: ViewsView | null;
  readonly chart: SlopeView | null;
  readonly quotas: readonly QuotaLine[];
  readonly gauges: GaugesView | null;
  readonly renewal: readonly RenewalLine[];
  readonly passedOver: readonly LoserRow[];
  /** Null for those who cannot be candidates: an officer has no appeal of their own. */
  readonly appeal: string | null;
  readonly interventions: {
    readonly sentence: string;
    readonly lines: readonly string[];
  };
  readonly reserve: ReserveView;
  readonly displacement: string | null;
  readonly proof: {
    readonly sentence: string;
    readonly hash: string;
    readonly command: string;
    readonly document: string;
    readonly exports: readonly { readonly label: string; readonly href: string }[];
  };
  readonly versions: readonly {
    readonly line: string;
    readonly hash: string;
    readonly href: string;
    /** The same version beside the one before it. */
    readonly compare: string | null;
  }[];
  readonly filed: string | null;
  readonly workbench: string | null;
  readonly contest: string;
  readonly all: string;
}

export interface FilterView {
  readonly action: string;
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
  /** Who is shown and who is left out; null where everybody is shown. */
  readonly sentence: string | null;
  readonly clear: string;
  /** What else the address asks, for the form to keep. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
}

export interface PlaceRow {
  readonly place: number;
  readonly name: string;
  readonly href: string;
  readonly chosen: boolean;
  readonly merit: string;
  readonly move: string;
  readonly short: string;
  readonly sentences: readonly string[];
  /** The number by votes of somebody passed over, whose story stands further down. */
  readonly over: number | null;
  readonly open: boolean;
  readonly note: string | null;
}

export interface LoserRow extends LoserView {
  readonly name: string;
  readonly open: boolean;
  /** Where the story is told in short: the link to the whole of it. */
  readonly whole: string | null;
}

export interface ReserveView {
  readonly people: readonly {
    readonly number: number;
    readonly name: string;
    readonly href: string;
    readonly chosen: boolean;
  }[];
  /** The link to those who are not shown yet. */
  readonly more: { readonly label: string; readonly href: string } | null;
}

export interface QuotaLine {
  readonly name: string;
  readonly line: string;
  readonly kept: boolean;
  readonly members: number;
  readonly atLeast: number;
  readonly people: number;
}

export interface RenewalLine {
  readonly line: string;
  readonly met: boolean;
  readonly newcomers: number;
  readonly of: number;
}

/** Who reads the page and what they asked. */
export interface ListReader {
  /** May also open the workbench. */
  readonly office: boolean;
  /** May be somebody who lost a place: a candidate, or nobody who has signed in. */
  readonly appeals: boolean;
  readonly query: ListQuery;
  /** The groups of the rule set, for their names. */
  readonly groups: readonly GroupRule[];
}

/** With more runs of lost places than this, each story is told in short until the reader asks for it. */
const runsInFull = 60;

/** So many of the reserve are shown before the reader asks for all. */
const shownReserve = 50;

/** The public page of a list. */
export function listPage(list: RankedList, reader: ListReader, t: Translate): ListPage {
  const built = list.outcome.status === 'built' ? list.outcome : null;
  const groups = countedGroups(list.input, reader.groups, t);
  const { query, notices } = answerable(list, groups, reader.query, t);
  const group = groups.find(({ key }) => key === query.group);
  const isShown = (id: string) => !group || group.members.has(id);
  const name = (id: string) => personName(list, id);
  const told = built ? { list, built, name, quotas: quotaNames(list) } : null;
  return {
    title: t('list-building.page.title', contestNames(list, t)),
    status: { tone: toneOf(list), sentence: statusSentence(list, t) },
    // What conflicts and what is missing has a section of its own.
    warnings: [...becauseOfFixed(list, t), ...otherWarnings(list, t)],
    notices,
    shortage:
      list.outcome.status === 'infeasible'
        ? shortageChart(list.outcome, quotaNames(list), t)
        : null,
    filter: filterView(list, groups, query, t),
    chosen: query.person === null ? null : chosenOf(list, told, query.person, query, t),
    places: told ? placeRows(list, told, query, isShown, t) : [],
    reasonsHref: listHref(query, { open: !query.open }, '#places'),
    reasonsOpen: query.open,
    views: viewsView(list, query, { name, isShown }, t),
    chart: slopeView(list, query, { name, isShown }, t),
    quotas: list.quotas.map((standing) => quotaLine(standing, list, t)),
    gauges: built ? gaugesView(list.input, built, groups, t) : null,
    renewal: built
      ? [
          renewalLine('renewal-list', list.renewal.list, t),
          renewalLine('renewal-seats', list.renewal.seats, t),
        ]
      : [],
    passedOver: told ? loserRows(told, query, isShown, t) : [],
    appeal: reader.appeals ? candidatePaths.my : null,
    interventions: interventionsOf(list, t),
    reserve: reserveView(built, name, isShown, query, t),
    displacement: built
      ? t('list-building.page.displacement', {
          footrule: built.displacement.footrule,
          kendall: built.displacement.kendall,
          drop: built.displacement.largestDrop,
        })
      : null,
    proof: {
      sentence: t('list-building.page.proof-sentence', {
        version: list.version,
        by: list.madeByName,
        at: writeMoment(list.madeAt, t.language),
      }),
      hash: list.inputHash,
      command: 'npx irikteu list build document.json',
      document: listPath('document', list.id),
      exports: (['workbook', 'table', 'everything'] as const).map((of) => ({
        label: t(`list-page.export.${of}`),
        href: listPath(of, list.id),
      })),
    },
    versions: list.versions.map(({ version, cause, inputHash, madeAt, madeByName }) => ({
      line: t('list-building.page.version-line', {
        version,
        cause: t(`list-succession.version-cause.${cause}`),
        by: madeByName,
        at: writeMoment(madeAt, t.language),
      }),
      hash: inputHash,
      href: versionPath(list.id, version),
      compare: version > 1 ? comparisonPath(list.id, version - 1, version) : null,
    })),
    filed: list.filing ? listPath('filed', list.id) : null,
    workbench: reader.office ? listPath('workbench', list.id) : null,
    contest: contestPath(list.contest.id),
    all: listPaths.lists,
  };
}

/** The question without what this list cannot answer, and a sentence for each thing left out. */
function answerable(
  list: RankedList,
  groups: readonly CountedGroup[],
  query: ListQuery,
  t: Translate,
): { query: ListQuery; notices: string[] } {
  const person = query.person !== null && list.people.has(query.person) ? query.person : null;
  const group = groups.find(({ key }) => key === query.group)?.key ?? null;
  return {
    query: { ...query, person, group },
    notices: [
      ...(person === query.person ? [] : [t('list-page.no-such-person')]),
      ...(group === query.group ? [] : [t('list-page.no-such-group')]),
    ],
  };
}

function filterView(
  list: RankedList,
  groups: readonly CountedGroup[],
  query: ListQuery,
  t: Translate,
): FilterView {
  const { outcome } = list;
  const onList = outcome.status === 'built' ? outcome.list.map((one) => one.candidate) : [];
  const inReserve = outcome.status === 'built' ? outcome.reserve.map((one) => one.candidate) : [];
  const count = ({ members }: CountedGroup, ids: readonly string[]) =>
    ids.filter((id) => members.has(id)).length;
  const chosen = groups.find(({ key }) => key === query.group);
  return {
    action: `${listPath('list', list.id)}#places`,
    groups: groups.map((group) => ({
      key: group.key,
      label: t('list-page.filter.group', { group: group.name, count: count(group, onList) }),
      chosen: group === chosen,
    })),
    sentence: chosen
      ? t('list-page.filter.sentence', {
          group: chosen.name,
          members: count(chosen, onList),
          places: onList.length,
          reserve: count(chosen, inReserve),
          people: inReserve.length,
        })
      : null,
    clear: listHref(query, { group: null }, '#places'),
    kept: queryPairs({ ...query, group: null }),
  };
}

function chosenOf(
  list: RankedList,
  told: Telling | null,
  person: string,
  query: ListQuery,
  t: Translate,
): ChosenView {
  const merit = list.people.get(person)?.merit ?? null;
  const placed = told?.built.list.find(({ candidate }) => candidate === person);
  const loser = told?.built.displaced.some(({ candidate }) => candidate === person) === true;
  const standing =
    told && merit !== null
      ? standingSentence({ candidate: person, merit, place: placed?.place ?? null }, told, t)
      : null;
  return chosenView(list, person, {
    name: personName(list, person),
    standing,
    placeAnchor: placed ? `#place-${placed.place}` : null,
    lossAnchor: loser ? `#over-${merit}` : null,
    clear: listHref(query, { person: plainQuery.person }),
    t,
  });
}

function placeRows(
  list: RankedList,
  told: Telling,
  query: ListQuery,
  isShown: (id: string) => boolean,
  t: Translate,
): PlaceRow[] {
  const over = new Map(told.built.displaced.map(({ candidate, merit }) => [candidate, merit]));
  return told.built.list
    .filter(({ candidate }) => isShown(candidate))
    .map((placed) => {
      const { place, candidate, merit } = placed;
      return {
        place,
        name: told.name(candidate),
        href: listHref(query, { person: candidate }, '#chosen'),
        chosen: candidate === query.person,
        merit: merit === null ? '–' : String(merit),
        move: merit === null ? '–' : moveMark(merit, place),
        ...placeReason(placed, told, t),
        over: over.get(candidate) ?? null,
        open: query.open || candidate === query.person,
        note:
          list.people.get(candidate)?.standing === false
            ? t(`list-building.page.${list.state === 'filed' ? 'left' : 'not-standing'}`)
            : null,
      };
    });
}

function loserRows(
  told: Telling,
  query: ListQuery,
  isShown: (id: string) => boolean,
  t: Translate,
): LoserRow[] {
  const losers = told.built.displaced.filter(({ candidate }) => isShown(candidate));
  const runs = losers.reduce((sum, { passedOver }) => sum + passedOver.length, 0);
  return losers.map((loser) => {
    const open = query.open || query.person === loser.candidate;
    const full = open || runs <= runsInFull;
    return {
      ...(full ? loserView(loser, told, t) : loserInShort(loser, told, t)),
      name: told.name(loser.candidate),
      open,
      whole: full ? null : listHref(query, { person: loser.candidate }, `#over-${loser.merit}`),
    };
  });
}

function reserveView(
  built: BuiltList | null,
  name: (id: string) => string,
  isShown: (id: string) => boolean,
  query: ListQuery,
  t: Translate,
): ReserveView {
  const all = (built?.reserve ?? []).filter(({ candidate }) => isShown(candidate));
  const shown = query.wholeReserve
    ? all
    : all.filter(({ candidate }, index) => index < shownReserve || candidate === query.person);
  return {
    people: shown.map(({ reserve, candidate }) => ({
      number: reserve,
      name: name(candidate),
      href: listHref(query, { person: candidate }, '#chosen'),
      chosen: candidate === query.person,
    })),
    more:
      shown.length < all.length
        ? {
            label: t('list-page.reserve.all', { count: all.length }),
            href: listHref(query, { wholeReserve: true }, '#reserve'),
          }
        : null,
  };
}

/** What the contest of a list is called. */
export function contestNames(
  { contest }: Pick<RankedList, 'contest'>,
  t: Translate,
): { body: string; territory: string } {
  return { body: contest.bodyName[t.language], territory: contest.territoryName[t.language] };
}

/** The name of somebody on the list; people of another list have none here. */
export function personName({ people }: Pick<RankedList, 'people'>, id: string): string {
  const person = people.get(id);
  return person ? fullName(person.name) : '';
}

/** The status sentence of a list. */
export function statusSentence(list: RankedList, t: Translate): string {
  const { state, places, seats, filing } = list;
  if (state === 'filed' && filing) {
    return t('list-building.page.status.filed', {
      at: writeMoment(filing.filedAt, t.language),
      by: filing.filedByName,
    });
  }
  return t(`list-building.page.status.${state}`, { places, seats });
}

export function toneOf({ state, quotasNow }: RankedList): 'good' | 'warn' | 'bad' {
  if (state === 'infeasible' || state === 'undecided') return 'bad';
  if (state === 'filed') return quotasNow.every(({ kept }) => kept) ? 'good' : 'warn';
  return 'warn';
}

export function warningsOf(list: RankedList, t: Translate): string[] {
  const { outcome } = list;
  return [
    ...(outcome.status === 'infeasible' ? infeasibleSentences(outcome, quotaNames(list), t) : []),
    ...otherWarnings(list, t),
  ];
}

function becauseOfFixed({ outcome }: RankedList, t: Translate): string[] {
  return outcome.status === 'infeasible' && outcome.becauseOfFixed
    ? [t('list-building.infeasible.because-of-fixed')]
    : [];
}

function otherWarnings(list: RankedList, t: Translate): string[] {
  const { outcome, places, allowedPlaces, quotasNow } = list;
  const quotas = quotaNames(list);
  return [
    ...(places < allowedPlaces
      ? [t('list-building.page.short', { allowed: allowedPlaces, places })]
      : []),
    ...(outcome.status === 'built'
      ? outcome.waived.map((waiver) => waiverSentence(waiver, quotas, t))
      : []),
    ...quotasNow
      .filter(({ kept }) => !kept)
      .map((standing) =>
        t('list-building.page.now-broken', {
          quota: quotas.get(standing.quota)?.[t.language] ?? standing.quota,
          members: standing.members,
          people: standing.people,
          need: needOf(standing, t),
        }),
      ),
  ];
}

export function quotaLine(standing: QuotaStanding, list: RankedList, t: Translate): QuotaLine {
  const { quota, kept, from, to, members, atLeast, people } = standing;
  const name = quotaNames(list).get(quota)?.[t.language] ?? quota;
  const key = from === to ? 'list-page.gauge.place' : 'list-building.page.quota-line';
  const line = t(key, { from, to, members, need: needOf(standing, t) });
  return { name, line, kept, members, atLeast, people };
}

function renewalLine(
  key: 'renewal-list' | 'renewal-seats',
  { newcomers, of, target, met }: RenewalShare,
  t: Translate,
): RenewalLine {
  return { line: t(`list-building.page.${key}`, { newcomers, of, target }), met, newcomers, of };
}

export function interventionsOf(list: RankedList, t: Translate): ListPage['interventions'] {
  const { interventions, interventionCap: cap } = list;
  const lapsed = lapsedInterventions(list);
  const used = interventions.length - lapsed.size;
  return {
    sentence: [
      ...(interventions.length === 0 ? [t('list-building.page.no-interventions')] : []),
      t('list-building.page.interventions-used', { used, cap }),
    ].join(' '),
    lines: interventions.map((act) => {
      const line = interventionLine(act, list, t);
      const why = lapsed.get(act.number);
      return why ? `${line} (${t(`list-succession.lapse.${why}`)})` : line;
    }),
  };
}

function interventionLine(act: SignedIntervention, list: RankedList, t: Translate): string {
  const { number, place, candidateId, reason, authorName, signedAt } = act;
  const line = t('list-building.page.intervention-line', {
    number,
    place,
    person: personName(list, candidateId),
    reason,
    author: authorName,
    at: writeMoment(signedAt, t.language),
  });
  if (act.confirmedAt === null) return line;
  const second = { name: act.confirmedByName ?? '', at: writeMoment(act.confirmedAt, t.language) };
  return `${line} ${t('list-building.page.second-signature', second)}`;
}
