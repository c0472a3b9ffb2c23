import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { ListedPerson, RankedList } from '../application/list-directory.js';
import type { Departure, ListSuccession, PlaceOffer } from '../application/succession-directory.js';
import { personName } from './list.page.js';
import { yieldLine } from './my-place.page.js';
import { comparisonPath, listPath } from './paths.js';

/** The workbench's part about who left, who was offered a place, and who yielded one. */
export interface SuccessionPart {
  readonly unfollowed: string;
  /** Null where nobody left since the newest version. */
  readonly succeed: string | null;
  /** Null where no places are offered any more. */
  readonly offer: string | null;
  /** Null where silence is no refusal. */
  readonly close: string | null;
  readonly waiting: readonly string[];
  readonly departures: readonly { readonly line: string; readonly compare: string | null }[];
  readonly yields: readonly string[];
}

export function successionPart(
  list: RankedList,
  { rule, offers, departures, unfollowed, yields }: ListSuccession,
  t: Translate,
): SuccessionPart {
  const built = list.state === 'built';
  const waiting = waitingOffers(list, offers);
  const people = unfollowed.map((id) => personName(list, id)).join(', ');
  return {
    unfollowed:
      unfollowed.length === 0
        ? t('list-succession.office.nobody')
        : t('list-succession.office.unfollowed', { people }),
    succeed: unfollowed.length > 0 ? listPath('succession', list.id) : null,
    offer: built ? listPath('offers', list.id) : null,
    close:
      built && rule.silence === 'declines' && waiting.length > 0
        ? listPath('closing', list.id)
        : null,
    waiting: waiting.map((offer) => offerLine(offer, list, t)),
    departures: departures.map((departure) => ({
      line: departureLine(departure, list, t),
      compare:
        departure.toVersion === null
          ? null
          : comparisonPath(list.id, departure.fromVersion, departure.toVersion),
    })),
    yields: yields.map((act) => yieldLine(act, list, t)),
  };
}

/** How somebody answered: which places, and by whose hand. */
export function consentDetail(person: ListedPerson | undefined, t: Translate): string {
  if (!person?.answeredBy) return '';
  return [
    ...(person.accepts ? [t('list-succession.office.range', { ...person.accepts })] : []),
    t(`list-succession.office.by-${person.answeredBy}`),
  ].join(', ');
}

function waitingOffers(list: RankedList, offers: readonly PlaceOffer[]): PlaceOffer[] {
  const newest = new Map(offers.map((offer) => [offer.candidateId, offer]));
  return [...newest.values()].filter(
    ({ candidateId }) => list.people.get(candidateId)?.consent === null,
  );
}

function offerLine(
  { candidateId, place, answerBy }: PlaceOffer,
  list: RankedList,
  t: Translate,
): string {
  const person = personName(list, candidateId);
  return answerBy
    ? t('list-succession.office.offered', {
        person,
        place,
        at: writeMoment(answerBy, t.language),
      })
    : t('list-succession.office.offered-open', { person, place });
}

function departureLine(
  { candidateId, place, fromVersion, cause, toVersion, recordedAt }: Departure,
  list: RankedList,
  t: Translate,
): string {
  const line = t('list-succession.office.departure', {
    person: personName(list, candidateId),
    place,
    version: fromVersion,
    cause: t(`list-succession.left.${cause}`),
    at: writeMoment(recordedAt, t.language),
  });
  return toVersion === null ? `${line}; ${t('list-succession.office.number-empty')}` : line;
}
