import type { Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import type {
  AnswerRefusal,
  BuildRefusal,
  ConsentRefusal,
  FileRefusal,
  InterveneRefusal,
  MandateRefusal,
  OfferRefusal,
  SeatRefusal,
  SucceedRefusal,
  YieldRefusal,
} from '../application/refusal.js';
import type { FilingGap } from '../domain/filing.js';
import { personName } from './list.page.js';
import { namesOf } from './list-sentences.js';
import { needOf, quotaNames } from './quota-names.js';

export type ListRefusal =
  | AnswerRefusal
  | BuildRefusal
  | ConsentRefusal
  | InterveneRefusal
  | MandateRefusal
  | OfferRefusal
  | SeatRefusal
  | SucceedRefusal
  | YieldRefusal
  | Exclude<FileRefusal, FilingGap>;

/** Why something about a list was refused, and what to do. */
export function refusalSentence(
  refusal: ListRefusal,
  list: RankedList | null,
  t: Translate,
): string {
  const key = refusalKey(refusal.kind);
  switch (refusal.kind) {
    case 'range-wrong':
      return t(key, { places: refusal.places });
    case 'proposal-waits':
      return t(key, { number: refusal.number });
    case 'cap-reached':
      return t(key, { cap: refusal.cap });
    case 'place-outside-list':
      return t(key, { places: refusal.places });
    case 'place-already-given':
      return t(key, { person: list ? personName(list, refusal.candidate) : '' });
    case 'person-already-placed':
      return t(key, { place: refusal.place });
    case 'quotas-broken':
    case 'quotas-conflict':
    case 'seat-quota-broken':
      return t(key, { quotas: namesOf(refusal.conflict, list ? quotaNames(list) : new Map(), t) });
    case 'more-seats-than-body':
      return t(key, { seats: refusal.seats });
    case 'too-few-people':
      return t(key, { seats: refusal.seats, people: refusal.people });
    default:
      return t(key);
  }
}

const ofSuccession: readonly string[] = [
  'already-declined',
  'column-by-column',
  'everybody-answered',
  'no-such-yield',
  'nobody-left',
  'not-your-place',
  'nothing-to-close',
  'offer-closed',
  'place-of-leadership',
  'places-changed',
  'range-wrong',
  'result-changed',
  'silence-waits',
  'yield-open',
  'yield-to-oneself',
] satisfies ListRefusal['kind'][];

const ofMandates: readonly string[] = [
  'choose-somebody',
  'no-such-seat',
  'nobody-left-in-group',
  'not-in-reserve',
  'reserve-empty',
  'seat-held',
  'seat-quota-broken',
  'seat-vacant',
] satisfies ListRefusal['kind'][];

const ofInterventions: readonly string[] = [
  'ground-missing',
  'no-such-proposal',
  'own-proposal',
  'proposal-waits',
] satisfies ListRefusal['kind'][];

/** Where the sentence of a refusal stands that a job kept by its kind alone. */
export function refusalKey(kind: string): string {
  return `${roomOf(kind)}.refusal.${kind}`;
}

/** The words file that says a refusal. */
function roomOf(kind: string): string {
  if (ofSuccession.includes(kind)) return 'list-succession';
  if (ofInterventions.includes(kind)) return 'list-intervention';
  return ofMandates.includes(kind) ? 'list-mandates' : 'list-building';
}

/** One thing a list lacks before it can be filed, and what to do about it. */
export function gapSentence(gap: FilingGap, list: RankedList, t: Translate): string {
  switch (gap.kind) {
    case 'too-long':
      return t('list-mandates.gap.too-long', { places: gap.places, allowed: gap.allowed });
    case 'no-minutes':
      return t('list-mandates.gap.no-minutes');
    case 'not-a-member':
    case 'place-not-accepted':
      return t(`list-mandates.gap.${gap.kind}`, {
        place: gap.place,
        person: personName(list, gap.candidate),
      });
    case 'declined':
    case 'no-longer-registered':
      return lackSentence(gap, list, t);
    default:
      return `${lackSentence(gap, list, t)} ${t(`list-mandates.to-do.${gap.kind}`)}`;
  }
}

type PlainGap = Exclude<
  FilingGap,
  { kind: 'too-long' | 'no-minutes' | 'not-a-member' | 'place-not-accepted' }
>;

function lackSentence(gap: PlainGap, list: RankedList, t: Translate): string {
  const key = `list-building.office.gap.${gap.kind}`;
  switch (gap.kind) {
    case 'not-built':
      return t(key);
    case 'place-open':
      return t(key, { place: gap.place });
    case 'no-consent':
    case 'declined':
    case 'no-longer-registered':
      return t(key, { place: gap.place, person: personName(list, gap.candidate) });
    case 'no-document':
      return t(key, {
        place: gap.place,
        person: personName(list, gap.candidate),
        document: gap.document,
      });
    case 'quota-broken':
      return t(key, {
        quota: quotaNames(list).get(gap.quota)?.[t.language] ?? gap.quota,
        from: gap.from,
        to: gap.to,
        members: gap.members,
        need: needOf(gap, t),
      });
  }
}

/** Whether a refusal of filing is a gap in the list rather than a matter of who asks. */
export function isGap(refusal: FileRefusal): refusal is FilingGap {
  return !['outside-your-territory', 'no-such-list', 'already-filed'].includes(refusal.kind);
}
