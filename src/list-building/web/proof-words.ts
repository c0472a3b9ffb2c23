import type { Translate } from '../../platform/web/index.js';
import type { Proof } from '../domain/list-outcome.js';
import type { ListInput } from '../domain/list-input.js';
import {
  accountOf,
  beginningOf,
  quotasNamedIn,
  type PlaceInQuestion,
  type ProofAccount,
  type WeighedKind,
  type WeighedWindow,
} from '../domain/proof-account.js';
import { namesOf, type QuotaNames } from './list-sentences.js';

/** A proof in words and tables: one weighing of the quotas, or two cases of which neither works. */
export type ProofView = LeafView | ForkView;

export interface LeafView {
  readonly leaf: {
    /** What each quota still asks of the open places. */
    readonly needs: readonly string[];
    readonly rows: readonly ProofRow[];
    readonly sum: string;
  };
  readonly fork: null;
}

export interface ForkView {
  readonly leaf: null;
  readonly fork: {
    readonly sentence: string;
    readonly cases: readonly { readonly sentence: string; readonly proof: ProofView }[];
  };
}

export interface ProofRow {
  readonly rule: string;
  readonly where: string;
  readonly bound: string;
  readonly there: string;
  readonly times: string;
  /** What it adds to the demand; below zero where it takes away. */
  readonly weight: string;
}

/** What a proof is about: the document, the finished list, and the place that somebody did not get. */
export interface ProofContext {
  readonly input: ListInput;
  readonly order: readonly string[];
  readonly question: PlaceInQuestion;
  readonly person: string;
  readonly quotas: QuotaNames;
}

/** The sentence that opens a proof: what is assumed, and how many places would be open. */
export function proofAssumption(
  { input, order, question, person }: ProofContext,
  t: Translate,
): string {
  const open = input.places - beginningOf(input, order, question).placed.size;
  return question.place === null
    ? t('list-page.proof.assumed-member', { person, open })
    : t('list-page.proof.assumed-place', { person, place: question.place, open });
}

export function proofView(proof: Proof, context: ProofContext, t: Translate): ProofView {
  const named = quotasNamedIn(proof);
  const beginning = beginningOf(context.input, context.order, context.question);
  const view = (part: Proof): ProofView => {
    if (!('then' in part)) {
      return leafView(accountOf(part, named, context.input, beginning), context.quotas, t);
    }
    const { quota, from, to, atMost } = part;
    const values = { quota: namesOf([quota], context.quotas, t), places: placesOf(from, to) };
    return {
      leaf: null,
      fork: {
        sentence: t('list-page.proof.fork', values),
        cases: [
          { sentence: t('list-page.proof.then', { count: atMost }), proof: view(part.then) },
          {
            sentence: t('list-page.proof.otherwise', { count: atMost + 1 }),
            proof: view(part.otherwise),
          },
        ],
      },
    };
  };
  return view(proof);
}

function leafView(account: ProofAccount, quotas: QuotaNames, t: Translate): LeafView {
  const { floors, ceilings, supplies, dues, demand, most } = account;
  return {
    leaf: {
      needs: [
        ...floors.map((window) => needSentence('needs', window, quotas, t)),
        ...ceilings.map((window) => needSentence('takes', window, quotas, t)),
      ],
      rows: [
        ...floors.map((window) => windowRow('at-least', window, 1, quotas, t)),
        ...ceilings.map((window) => windowRow('at-most', window, -1, quotas, t)),
        ...supplies.map((kind) => kindRow('left', kind, -1, quotas, t)),
        ...dues.map((kind) => kindRow('due', kind, 1, quotas, t)),
      ],
      sum: t(`list-page.proof.${demand > most ? 'sum' : 'no-proof'}`, { demand, most }),
    },
    fork: null,
  };
}

function needSentence(
  key: 'needs' | 'takes',
  { quota, from, to, amount, there, open }: WeighedWindow,
  quotas: QuotaNames,
  t: Translate,
): string {
  return t(`list-page.proof.${key}`, {
    quota: namesOf([quota], quotas, t),
    places: placesOf(from, to),
    open,
    more: amount - there,
  });
}

function windowRow(
  key: 'at-least' | 'at-most',
  { quota, from, to, amount, there, times }: WeighedWindow,
  sign: 1 | -1,
  quotas: QuotaNames,
  t: Translate,
): ProofRow {
  return {
    rule: namesOf([quota], quotas, t),
    where: placesOf(from, to),
    bound: t(`list-building.page.${key}`, { count: amount }),
    there: String(there),
    times: `× ${times}`,
    weight: signed(sign * times * (amount - there)),
  };
}

function kindRow(
  key: 'left' | 'due',
  { counting, people, times }: WeighedKind,
  sign: 1 | -1,
  quotas: QuotaNames,
  t: Translate,
): ProofRow {
  return {
    rule:
      counting.length === 0
        ? t('list-page.proof.kind-of-none')
        : t('list-page.proof.kind', { quotas: namesOf(counting, quotas, t) }),
    where: '',
    bound: t(`list-page.proof.${key}`, { count: people }),
    there: '',
    times: `× ${times}`,
    weight: signed(sign * times * people),
  };
}

function placesOf(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function signed(number: number): string {
  return number < 0 ? `−${-number}` : `+${number}`;
}
