import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { ListSuccession, PlaceYield } from '../application/succession-directory.js';
import type { RankedList } from '../application/list-directory.js';
import { passedOverSentence, reasonSentence } from './list-sentences.js';
import { contestNames, personName } from './list.page.js';
import { listPath, yieldPath } from './paths.js';
import type { PlaceAnswerForm } from './succession.form.js';
import { quotaNames } from './quota-names.js';

export interface MyPlacePage {
  readonly title: string;
  readonly status: {
    readonly tone: 'good' | 'warn' | 'bad';
    readonly sentences: readonly string[];
  };
  readonly errors: readonly FieldSentence[];
  readonly why: readonly string[];
  readonly answered: string;
  /** Null where no answer is taken any more. */
  readonly answer: { readonly action: string; readonly most: number } | null;
  readonly incoming: readonly { readonly sentence: string; readonly action: string }[];
  readonly yields: readonly string[];
  /** Null where the place cannot be yielded. */
  readonly yielding: {
    readonly action: string;
    readonly people: readonly { readonly id: string; readonly name: string }[];
  } | null;
  readonly list: string;
  readonly back: string;
}

/** A candidate's own place: where, why, until when to answer, and what they may do. */
export function myPlacePage(
  list: RankedList,
  succession: ListSuccession,
  candidate: string,
  now: Instant,
  t: Translate,
  errors: readonly FieldSentence[] = [],
): MyPlacePage {
  const place = list.views.afterInterventions.indexOf(candidate) + 1;
  const open = list.state === 'built' && standsOpen(list, candidate);
  const given = list.interventions.some((act) => act.place === place);
  const own = succession.yields.filter(
    ({ giverId, takerId }) => giverId === candidate || takerId === candidate,
  );
  return {
    title: t('list-succession.my.title', contestNames(list, t)),
    status: {
      tone: open && list.people.get(candidate)?.consent === null ? 'warn' : 'good',
      sentences: [
        whereSentence(list, succession, candidate, t),
        ...meritSentence(list, candidate, t),
        ...deadlineSentences(list, succession, candidate, now, t),
      ],
    },
    errors,
    why: whySentences(list, candidate, t),
    answered: answeredSentence(list, candidate, t),
    answer: open ? { action: listPath('myAnswer', list.id), most: list.allowedPlaces } : null,
    incoming:
      list.state === 'built'
        ? own
            .filter(({ takerId, answer }) => takerId === candidate && answer === null)
            .map((act) => ({
              sentence: t('list-succession.my.yield-incoming', {
                giver: personName(list, act.giverId),
                from: act.giverPlace,
                to: act.takerPlace,
              }),
              action: yieldPath(list.id, act.number),
            }))
        : [],
    yields: own.map((act) => yieldLine(act, list, t)),
    yielding:
      open && place > 0 && !given
        ? {
            action: listPath('myYield', list.id),
            people: list.views.afterInterventions
              .map((id, index) => ({ id, name: `${index + 1}. ${personName(list, id)}` }))
              .filter(({ id }) => id !== candidate),
          }
        : null,
    list: listPath('list', list.id),
    back: '/my',
  };
}

/** Where somebody is: on a place, in the reserve, on a seat, or no longer on the list. */
export function whereSentence(
  list: RankedList,
  { seats, reserve }: ListSuccession,
  candidate: string,
  t: Translate,
): string {
  const holding = seats
    .flatMap(({ seat, holdings }) => holdings.map((one) => ({ seat, ...one })))
    .find(({ candidateId }) => candidateId === candidate);
  if (holding) {
    const left = holding.vacatedAt !== null;
    return t(`list-succession.my.${left ? 'seat-left' : 'seated'}`, { seat: holding.seat });
  }
  const place = list.views.afterInterventions.indexOf(candidate) + 1;
  if (!standsOpen(list, candidate)) return t('list-succession.my.off');
  const seated = list.filing?.seatsWon !== null && list.filing !== null;
  const rank = seated ? reserve.indexOf(candidate) + 1 : reserveRank(list, candidate);
  if (place > 0 && !seated) {
    return t('list-succession.my.on-place', { place, places: list.places });
  }
  return rank > 0
    ? t('list-succession.my.in-reserve', { number: rank })
    : t('list-succession.my.off');
}

export function yieldLine(act: PlaceYield, list: RankedList, t: Translate): string {
  return t('list-succession.my.yield-line', {
    giver: personName(list, act.giverId),
    taker: personName(list, act.takerId),
    from: act.giverPlace,
    to: act.takerPlace,
    state: t(`list-succession.my.yield-${act.answer ?? 'open'}`),
  });
}

function standsOpen(list: RankedList, candidate: string): boolean {
  const person = list.people.get(candidate);
  return person?.standing === true && person.consent !== 'declined';
}

function reserveRank({ outcome }: RankedList, candidate: string): number {
  if (outcome.status !== 'built') return 0;
  return outcome.reserve.find((person) => person.candidate === candidate)?.reserve ?? 0;
}

function meritSentence(list: RankedList, candidate: string, t: Translate): string[] {
  const merit = list.people.get(candidate)?.merit ?? null;
  return merit === null ? [] : [t('list-succession.my.merit', { merit })];
}

function deadlineSentences(
  list: RankedList,
  { offers, rule }: ListSuccession,
  candidate: string,
  now: Instant,
  t: Translate,
): string[] {
  const offer = offers.filter(({ candidateId }) => candidateId === candidate).at(-1);
  const waiting = list.state === 'built' && list.people.get(candidate)?.consent === null;
  if (!waiting || !offer?.answerBy) return [];
  if (now > offer.answerBy) return [t('list-succession.refusal.offer-closed')];
  return [
    t('list-succession.my.answer-by', { at: writeMoment(offer.answerBy, t.language) }),
    ...(rule.silence === 'declines' ? [t('list-succession.my.silence-declines')] : []),
  ];
}

function whySentences(list: RankedList, candidate: string, t: Translate): string[] {
  if (list.outcome.status !== 'built') return [];
  const quotas = quotaNames(list);
  const placed = list.outcome.list.find((row) => row.candidate === candidate);
  const passed = list.outcome.displaced.find((row) => row.candidate === candidate);
  return [
    ...(placed ? [reasonSentence(placed.reason, quotas, t)] : []),
    ...(passed?.passedOver ?? []).map((one) => passedOverSentence(one, quotas, t)),
  ];
}

function answeredSentence(list: RankedList, candidate: string, t: Translate): string {
  const person = list.people.get(candidate);
  if (person?.consent === 'declined') {
    const silent = person.answeredBy === 'silence';
    return t(`list-succession.my.answered-${silent ? 'silence' : 'declined'}`);
  }
  if (person?.consent !== 'given') return t('list-succession.my.not-answered');
  return person.accepts
    ? t('list-succession.my.answered-within', { ...person.accepts })
    : t('list-succession.my.answered-given');
}

export interface ConfirmAnswerPage {
  readonly title: string;
  readonly tone: 'warn' | 'bad';
  readonly sentence: string;
  readonly action: string;
  readonly values: { readonly answer: string; readonly from: string; readonly to: string };
  readonly back: string;
}

/** The page that says what an answer will do before it is given. */
export function confirmAnswerPage(
  list: RankedList,
  { answer, from, to }: PlaceAnswerForm,
  t: Translate,
): ConfirmAnswerPage {
  return {
    title: t('list-succession.my.confirm.title'),
    tone: answer === 'decline' ? 'bad' : 'warn',
    sentence: t(`list-succession.my.confirm.${answer}`, { from: from ?? 0, to: to ?? 0 }),
    action: listPath('myAnswer', list.id),
    values: { answer, from: String(from ?? ''), to: String(to ?? '') },
    back: listPath('myPlace', list.id),
  };
}
