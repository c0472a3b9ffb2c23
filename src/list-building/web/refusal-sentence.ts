import type { Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import type {
  BuildRefusal,
  ConsentRefusal,
  FileRefusal,
  InterveneRefusal,
  MandateRefusal,
} from '../application/refusal.js';
import type { FilingGap } from '../domain/filing.js';
import { personName } from './list.page.js';
import { namesOf } from './list-sentences.js';
import { needOf, quotaNames } from './quota-names.js';

export type ListRefusal =
  | BuildRefusal
  | ConsentRefusal
  | InterveneRefusal
  | MandateRefusal
  | Exclude<FileRefusal, FilingGap>;

/** Why something about a list was refused, and what to do. */
export function refusalSentence(
  refusal: ListRefusal,
  list: RankedList | null,
  t: Translate,
): string {
  const key = `list-building.refusal.${refusal.kind}`;
  switch (refusal.kind) {
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
      return t(key, { quotas: namesOf(refusal.conflict, list ? quotaNames(list) : new Map(), t) });
    case 'more-seats-than-body':
      return t(key, { seats: refusal.seats });
    case 'too-few-people':
      return t(key, { seats: refusal.seats, people: refusal.people });
    default:
      return t(key);
  }
}

/** One thing a list lacks before it can be filed. */
export function gapSentence(gap: FilingGap, list: RankedList, t: Translate): string {
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
