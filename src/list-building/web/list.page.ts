import { writeMoment, type Translate } from '../../platform/web/index.js';
import { contestPath } from '../../primary/index.js';
import { fullName } from '../application/person-name.js';
import type { RankedList } from '../application/list-directory.js';
import { lapsedInterventions } from '../application/lapsed-interventions.js';
import type { BuiltList } from '../domain/list-outcome.js';
import type { QuotaStanding } from '../domain/broken-quotas.js';
import type { RenewalShare } from '../domain/renewal.js';
import { infeasibleSentences, passedOverSentence, reasonSentence } from './list-sentences.js';
import { comparisonPath, listPath, listPaths, versionPath } from './paths.js';
import { needOf, quotaNames } from './quota-names.js';
import { slopeChart, type SlopeChart } from './slope-chart.js';

export interface ListPage {
  readonly title: string;
  readonly status: { readonly tone: 'good' | 'warn' | 'bad'; readonly sentence: string };
  /** What a reader must know beside the status: a short list, a broken quota, a conflict. */
  readonly warnings: readonly string[];
  readonly places: readonly PlaceRow[];
  readonly views: readonly ViewRow[];
  readonly quotas: readonly QuotaLine[];
  readonly renewal: readonly RenewalLine[];
  readonly passedOver: readonly {
    readonly name: string;
    readonly note: string;
    readonly sentences: readonly string[];
  }[];
  readonly interventions: {
    readonly sentence: string;
    readonly lines: readonly string[];
  };
  readonly reserve: readonly { readonly number: number; readonly name: string }[];
  readonly displacement: string | null;
  readonly chart: SlopeChart | null;
  readonly proof: {
    readonly sentence: string;
    readonly hash: string;
    readonly command: string;
    readonly document: string;
    readonly table: string;
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

export interface PlaceRow {
  readonly place: number;
  readonly name: string;
  readonly merit: string;
  readonly move: string;
  readonly reason: string;
  readonly note: string | null;
}

export interface ViewRow {
  readonly place: number;
  readonly asVoted: string;
  readonly afterQuotas: string;
  readonly afterInterventions: string;
  readonly asFiled: string;
  readonly mandate: string;
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

/** The public page of a list; `office` is whoever may also open its workbench. */
export function listPage(list: RankedList, office: boolean, t: Translate): ListPage {
  const built = list.outcome.status === 'built' ? list.outcome : null;
  const quotas = quotaNames(list);
  const name = (id: string) => personName(list, id);
  return {
    title: t('list-building.page.title', contestNames(list, t)),
    status: { tone: toneOf(list), sentence: statusSentence(list, t) },
    warnings: warningsOf(list, t),
    places: built ? placeRows(list, built, t) : [],
    views: viewRows(list, t),
    quotas: list.quotas.map((standing) => quotaLine(standing, list, t)),
    renewal: built
      ? [
          renewalLine('renewal-list', list.renewal.list, t),
          renewalLine('renewal-seats', list.renewal.seats, t),
        ]
      : [],
    passedOver: (built?.displaced ?? []).map(({ candidate, merit, place, passedOver }) => ({
      name: name(candidate),
      note:
        place === null
          ? t('list-building.page.passed-over-reserve', { merit })
          : t('list-building.page.passed-over-place', { merit, place }),
      sentences: passedOver.map((passed) => passedOverSentence(passed, quotas, t)),
    })),
    interventions: interventionsOf(list, t),
    reserve: (built?.reserve ?? []).map(({ reserve, candidate }) => ({
      number: reserve,
      name: name(candidate),
    })),
    displacement: built
      ? t('list-building.page.displacement', {
          footrule: built.displacement.footrule,
          kendall: built.displacement.kendall,
          drop: built.displacement.largestDrop,
        })
      : null,
    chart: built ? slopeChart(built.list, name) : null,
    proof: {
      sentence: t('list-building.page.proof-sentence', {
        version: list.version,
        by: list.madeByName,
        at: writeMoment(list.madeAt, t.language),
      }),
      hash: list.inputHash,
      command: 'npx irikteu list build document.json',
      document: listPath('document', list.id),
      table: listPath('table', list.id),
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
    workbench: office ? listPath('workbench', list.id) : null,
    contest: contestPath(list.contest.id),
    all: listPaths.lists,
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
  const { outcome, places, allowedPlaces, quotasNow } = list;
  const quotas = quotaNames(list);
  return [
    ...(outcome.status === 'infeasible' ? infeasibleSentences(outcome, quotas, t) : []),
    ...(places < allowedPlaces
      ? [t('list-building.page.short', { allowed: allowedPlaces, places })]
      : []),
    ...(outcome.status === 'built'
      ? outcome.waived.map(({ quota, easedBy }) =>
          t('list-building.waived', {
            quota: quotas.get(quota)?.[t.language] ?? quota,
            by: easedBy,
          }),
        )
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

function placeRows(list: RankedList, built: BuiltList, t: Translate): PlaceRow[] {
  const quotas = quotaNames(list);
  return built.list.map(({ place, candidate, merit, reason }) => ({
    place,
    name: personName(list, candidate),
    merit: merit === null ? '–' : String(merit),
    move: moveOf(merit, place),
    reason: reasonSentence(reason, quotas, t),
    note:
      list.people.get(candidate)?.standing === false
        ? t(`list-building.page.${list.state === 'filed' ? 'left' : 'not-standing'}`)
        : null,
  }));
}

/** `▲ 3`, `▼ 2` or `=`; outsiders have no rank to move from. */
function moveOf(merit: number | null, place: number): string {
  if (merit === null) return '–';
  if (merit === place) return '=';
  return merit > place ? `▲ ${merit - place}` : `▼ ${place - merit}`;
}

function viewRows(list: RankedList, t: Translate): ViewRow[] {
  const { views, mandates } = list;
  const longest = Math.max(
    ...[views.asVoted, views.afterQuotas, views.afterInterventions, views.asFiled].map(
      ({ length }) => length,
    ),
  );
  const seats = new Map(
    mandates.map(({ candidateId, status, rank }) => [
      candidateId,
      t(`list-building.page.${status === 'seated' ? 'seat' : 'in-reserve'}`, { rank }),
    ]),
  );
  const name = (id: string | undefined) => (id === undefined ? '' : personName(list, id));
  return Array.from({ length: longest }, (_, index) => {
    const ranked = views.afterInterventions[index];
    const seat = ranked === undefined ? undefined : seats.get(ranked);
    return {
      place: index + 1,
      asVoted: name(views.asVoted[index]),
      afterQuotas: name(views.afterQuotas[index]),
      afterInterventions: name(ranked),
      asFiled: name(views.asFiled[index]),
      mandate: seat === undefined ? '' : `${name(ranked)} (${seat})`,
    };
  });
}

export function quotaLine(standing: QuotaStanding, list: RankedList, t: Translate): QuotaLine {
  const { quota, kept, from, to, members, atLeast, people } = standing;
  const name = quotaNames(list).get(quota)?.[t.language] ?? quota;
  const line = t('list-building.page.quota-line', { from, to, members, need: needOf(standing, t) });
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
    lines: interventions.map(({ number, place, candidateId, reason, authorName, signedAt }) => {
      const line = t('list-building.page.intervention-line', {
        number,
        place,
        person: personName(list, candidateId),
        reason,
        author: authorName,
        at: writeMoment(signedAt, t.language),
      });
      const why = lapsed.get(number);
      return why ? `${line} (${t(`list-succession.lapse.${why}`)})` : line;
    }),
  };
}
