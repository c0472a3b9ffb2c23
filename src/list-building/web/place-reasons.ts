import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import type {
  BuiltList,
  DisplacedCandidate,
  PassedOver,
  PlacedCandidate,
} from '../domain/list-outcome.js';
import {
  causeSentence,
  namesOf,
  rangesOf,
  reasonSentence,
  type QuotaNames,
} from './list-sentences.js';
import { proofAssumption, proofView, type ProofContext, type ProofView } from './proof-words.js';

/** Why somebody has a place: in a word, and in full. */
export interface PlaceReasonView {
  readonly short: string;
  readonly sentences: readonly string[];
}

/** Written for the candidate who lost a place: where they stand now, who took each place and why. */
export interface LoserView {
  readonly merit: number;
  readonly person: string;
  readonly standing: string;
  readonly runs: readonly LossRun[];
}

export interface LossRun {
  readonly sentence: string;
  readonly proof: { readonly assumption: string; readonly view: ProofView } | null;
}

/** What the sentences about a built list need. */
export interface Telling {
  readonly list: Pick<RankedList, 'input' | 'interventions'>;
  readonly built: BuiltList;
  readonly name: (id: string) => string;
  readonly quotas: QuotaNames;
}

/** So many people are named before the rest of them is only counted. */
const named = 3;

export function placeReason(placed: PlacedCandidate, told: Telling, t: Translate): PlaceReasonView {
  const { place, reason } = placed;
  const over = passedOverAt(place, told);
  const overSentence =
    over.length === 0
      ? []
      : [t('list-page.reason.passed-over', { names: peopleOf(over, told.name, t) })];
  switch (reason.kind) {
    case 'merit':
      return {
        short: t('list-page.reason.merit'),
        sentences: [t('list-page.reason.merit-full')],
      };
    case 'fixed':
      return {
        short: t('list-page.reason.fixed'),
        sentences: [
          reasonSentence(reason, told.quotas, t),
          ...signature(place, told, t),
          ...overSentence,
        ],
      };
    case 'kept':
      return {
        short: t('list-succession.reason.kept'),
        sentences: [reasonSentence(reason, told.quotas, t), ...overSentence],
      };
    case 'quota': {
      const quotas = [...new Set(reason.because.flatMap((cause) => cause.quotas))];
      return {
        short: t('list-page.reason.quota', { quotas: namesOf(quotas, told.quotas, t) }),
        sentences: [
          ...reason.because.map((cause) => causeSentence(cause, told.quotas, t)),
          ...overSentence,
        ],
      };
    }
  }
}

/** The whole story of somebody who was passed over. */
export function loserView(loser: DisplacedCandidate, told: Telling, t: Translate): LoserView {
  const runs = loser.passedOver.map((passed) => lossRun(loser, passed, told, t));
  return { ...namedLoser(loser, told, t), runs };
}

/**
 * The same in short, a line for each set of quotas with the places it took: on a long list hundreds of people are passed
 * over for the same few reasons, and the counting of each place stands with the place.
 */
export function loserInShort(loser: DisplacedCandidate, told: Telling, t: Translate): LoserView {
  const bySet = Map.groupBy(loser.passedOver, ({ because, certificate }) =>
    certificate.kind === 'intervention' ? '' : namesOf(because, told.quotas, t),
  );
  const runs = [...bySet].map(([names, passed]): LossRun => {
    const places = passed.flatMap((run) => run.places);
    const values = { names, places: rangesOf(places) };
    return { sentence: t(`list-page.loser.${shortKey(names, places)}`, values), proof: null };
  });
  return { ...namedLoser(loser, told, t), runs };
}

function shortKey(names: string, places: readonly number[]): string {
  if (names === '') return 'short-intervention';
  if (places.length === 0) return 'short-off';
  return places.length === 1 ? 'short-one' : 'short-many';
}

function namedLoser(
  loser: DisplacedCandidate,
  told: Telling,
  t: Translate,
): Omit<LoserView, 'runs'> {
  const { candidate: person, merit } = loser;
  return { merit, person, standing: standingSentence(loser, told, t) };
}

function lossRun(
  { candidate, place }: DisplacedCandidate,
  passed: PassedOver,
  told: Telling,
  t: Translate,
): LossRun {
  const { certificate } = passed;
  const context: ProofContext = {
    input: told.list.input,
    order: told.built.list.map((one) => one.candidate),
    question: { candidate, place: passed.places[0] ?? null },
    person: told.name(candidate),
    quotas: told.quotas,
  };
  return {
    sentence: lossSentence(passed, place !== null, told, t),
    proof:
      certificate.kind === 'together' && certificate.proof
        ? {
            assumption: proofAssumption(context, t),
            view: proofView(certificate.proof, context, t),
          }
        : null,
  };
}

/** "Number 9 by votes; place 12 on the list", or the number in the reserve. */
export function standingSentence(
  { candidate, merit, place }: Pick<DisplacedCandidate, 'candidate' | 'merit' | 'place'>,
  { built }: Telling,
  t: Translate,
): string {
  if (place !== null) return t('list-page.loser.on-list', { merit, place });
  const reserve = built.reserve.find((one) => one.candidate === candidate)?.reserve;
  return reserve === undefined
    ? t('list-page.loser.off-list', { merit })
    : t('list-page.loser.in-reserve', { merit, reserve });
}

function lossSentence(passed: PassedOver, onList: boolean, told: Telling, t: Translate): string {
  const { places, because, certificate } = passed;
  const why =
    certificate.kind === 'intervention'
      ? [
          t('list-building.cause.intervention'),
          ...places.flatMap((place) => signature(place, told, t)),
        ].join(' ')
      : certificate.kind === 'kept'
        ? t('list-succession.cause.kept')
        : causeSentence({ quotas: because, certificate }, told.quotas, t);
  const so =
    certificate.kind === 'floor' || certificate.kind === 'ceiling'
      ? t(`list-page.loser.so-${certificate.kind}`)
      : '';
  if (places.length === 0) {
    return [t(`list-page.loser.${onList ? 'settled' : 'not-member'}`), why].join(' ');
  }
  const took = places.flatMap((place) => {
    const taker = told.built.list.find((one) => one.place === place);
    return taker ? [taker.candidate] : [];
  });
  const key = places.length === 1 ? 'took-one' : 'took-many';
  return [
    t(`list-page.loser.${key}`, {
      places: rangesOf(places),
      names: peopleOf(took, told.name, t),
    }),
    why,
    ...(so === '' ? [] : [so]),
  ].join(' ');
}

function passedOverAt(place: number, { built }: Telling): string[] {
  return built.displaced
    .filter(({ passedOver }) => passedOver.some(({ places }) => places.includes(place)))
    .map(({ candidate }) => candidate);
}

function peopleOf(ids: readonly string[], name: (id: string) => string, t: Translate): string {
  const some = ids.slice(0, named).map(name).join(', ');
  return ids.length <= named
    ? some
    : t('list-page.and-more', { names: some, count: ids.length - named });
}

function signature(place: number, { list }: Telling, t: Translate): string[] {
  return list.interventions
    .filter((act) => act.place === place)
    .map(({ number, authorName, signedAt }) =>
      t('list-page.reason.signed', {
        number,
        author: authorName,
        at: writeMoment(signedAt, t.language),
      }),
    );
}
