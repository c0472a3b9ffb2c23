import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { RuleSet } from '../../primary/index.js';
import type { InterventionProposal } from '../application/intervention-proposals.js';
import type { ListedPerson, RankedList } from '../application/list-directory.js';
import { fullName } from '../application/person-name.js';
import { lapsedInterventions } from '../application/lapsed-interventions.js';
import type { ListSuccession } from '../application/succession-directory.js';
import type { FilingGap } from '../domain/filing.js';
import {
  contestNames,
  interventionsOf,
  personName,
  quotaLine,
  statusSentence,
  toneOf,
  warningsOf,
  type ListPage,
  type QuotaLine,
} from './list.page.js';
import { buildPath, listPath, listPaths } from './paths.js';
import { proposalLines, type ProposalLine } from './proposal.page.js';
import { gapSentence } from './refusal-sentence.js';
import { seatsPart, type SeatsPart } from './seats.part.js';
import { consentDetail, successionPart, type SuccessionPart } from './succession.part.js';
import type { InterventionForm } from './workbench.form.js';

export interface WorkbenchPage {
  readonly title: string;
  readonly status: ListPage['status'];
  readonly warnings: readonly string[];
  readonly errors: readonly FieldSentence[];
  readonly quotas: readonly QuotaLine[];
  readonly missing: readonly string[];
  readonly interventions: ListPage['interventions'];
  readonly proposals: readonly ProposalLine[];
  readonly open: boolean;
  readonly filed: boolean;
  readonly build: string;
  readonly filing: string | null;
  /** Null when the cap is used up or the list cannot be changed any more. */
  readonly intervention: InterventionFields | null;
  readonly consents: {
    readonly action: string;
    readonly people: readonly {
      readonly id: string;
      readonly place: number;
      readonly name: string;
      readonly answer: string;
      readonly detail: string;
      readonly tone: 'good' | 'warn' | 'bad';
    }[];
  };
  readonly succession: SuccessionPart;
  readonly seats: SeatsPart;
  readonly mandates: {
    readonly action: string;
    readonly assigned: string | null;
    readonly most: number;
  };
  readonly public: string;
  readonly all: string;
  readonly scenarios: string;
}

export interface InterventionFields {
  readonly action: string;
  readonly places: readonly number[];
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly outsiders: boolean;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** What people did about a list since it was built. */
export interface ListActs {
  readonly succession: ListSuccession;
  readonly proposals: readonly InterventionProposal[];
}

export function workbenchPage(
  list: RankedList,
  gaps: readonly FilingGap[],
  rules: RuleSet,
  { succession, proposals }: ListActs,
  t: Translate,
  errors: readonly FieldSentence[] = [],
): WorkbenchPage {
  const open = list.state !== 'filed';
  return {
    title: t('list-building.office.title', contestNames(list, t)),
    status: { tone: toneOf(list), sentence: statusSentence(list, t) },
    warnings: warningsOf(list, t),
    errors,
    quotas: list.quotas.map((standing) => quotaLine(standing, list, t)),
    missing: open ? gaps.map((gap) => gapSentence(gap, list, t)) : [],
    interventions: interventionsOf(list, t),
    proposals: proposalLines(proposals, list, t),
    open,
    filed: !open,
    build: buildPath(list.contestId),
    filing: open && complete(gaps) ? listPath('filing', list.id) : null,
    intervention: interventionFields(list, rules, t),
    consents: {
      action: listPath('consents', list.id),
      people: list.views.afterInterventions.map((id, index) => ({
        id,
        place: index + 1,
        name: personName(list, id),
        detail: consentDetail(list.people.get(id), t),
        ...consentOf(list.people.get(id), t),
      })),
    },
    succession: successionPart(list, succession, t),
    seats: seatsPart(list, succession, t),
    mandates: {
      action: listPath('mandates', list.id),
      assigned:
        list.filing?.seatsWon === null || list.filing === null
          ? null
          : t('list-building.office.assigned', { seats: list.filing.seatsWon }),
      most: list.seats,
    },
    public: listPath('list', list.id),
    all: listPaths.office,
    scenarios: listPath('scenarios', list.id),
  };
}

/** Everything is there; the minutes are named with the filing itself. */
function complete(gaps: readonly FilingGap[]): boolean {
  return gaps.every(({ kind }) => kind === 'no-minutes');
}

function interventionFields(
  list: RankedList,
  rules: RuleSet,
  t: Translate,
): InterventionFields | null {
  const inForce = list.interventions.length - lapsedInterventions(list).size;
  if (list.state !== 'built' || inForce >= list.interventionCap) return null;
  const takenPlaces = new Set(list.interventions.map(({ place }) => place));
  const takenPeople = new Set(list.interventions.map(({ candidateId }) => candidateId));
  return {
    action: listPath('intervention', list.id),
    places: Array.from({ length: list.places }, (_, index) => index + 1).filter(
      (place) => !takenPlaces.has(place),
    ),
    candidates: [...list.people.values()]
      .filter(({ id, merit, standing }) => merit !== null && standing && !takenPeople.has(id))
      .map(({ id, name }) => ({ id, name: fullName(name) })),
    outsiders: list.outsidersAllowed,
    groups: rules.groups.map(({ id, name }) => ({ id, name: name[t.language] })),
  };
}

function consentOf(
  person: ListedPerson | undefined,
  t: Translate,
): { answer: string; tone: 'good' | 'warn' | 'bad' } {
  switch (person?.consent) {
    case 'given':
      return { answer: t('list-building.office.consent-given'), tone: 'good' };
    case 'declined':
      return { answer: t('list-building.office.consent-declined'), tone: 'bad' };
    default:
      return { answer: t('list-building.office.consent-none'), tone: 'warn' };
  }
}

export interface ConfirmInterventionPage {
  readonly title: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  readonly values: {
    readonly place: string;
    readonly reason: string;
    readonly candidate: string;
    readonly family: string;
    readonly given: string;
    readonly patronymic: string;
    readonly groups: readonly string[];
  };
  readonly back: string;
}

/** The page that says what proposing an intervention will do; it carries what was filled in. */
export function confirmInterventionPage(
  list: RankedList,
  form: Partial<InterventionForm>,
  t: Translate,
  errors: readonly FieldSentence[] = [],
): ConfirmInterventionPage {
  const { place, reason = '', candidate = '', family = '', given = '', patronymic = '' } = form;
  const person =
    candidate === '' ? fullName({ family, given, patronymic }) : personName(list, candidate);
  const shown = place === undefined || Number.isNaN(place) ? '' : String(place);
  return {
    title: t('list-building.office.confirm-intervention.title'),
    sentence: t('list-building.office.confirm-intervention.status', { place: shown, person }),
    errors,
    action: listPath('intervention', list.id),
    values: {
      place: shown,
      reason,
      candidate,
      family,
      given,
      patronymic,
      groups: form.groups ?? [],
    },
    back: listPath('workbench', list.id),
  };
}
