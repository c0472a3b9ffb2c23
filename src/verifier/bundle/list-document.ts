import {
  anything,
  listOf,
  maybe,
  nullOr,
  object,
  oneOf,
  text,
  whole,
  yesOrNo,
  type Of,
  type Shape,
} from './shapes.js';

// The document a list is built from, and what building it came to (docs/list-format.md).

const amount = object({
  count: maybe(whole),
  share: maybe(text),
  round: maybe(oneOf('up', 'down', 'half-up')),
});

/** A scope with the numbers that its kind has. */
const scope = object({
  kind: oneOf('list', 'top', 'prefix', 'stretch', 'gap', 'place', 'every', 'window'),
  places: maybe(whole),
  place: maybe(whole),
  from: maybe(whole),
  to: maybe(whole),
  step: maybe(whole),
  length: maybe(whole),
  most: maybe(whole),
  lastRun: maybe(text),
});

const strength: Shape<number> = (value, path) =>
  value === undefined || value === 'hard' ? 0 : object({ soft: whole })(value, path).soft;

export const listDocumentShape = object({
  places: whole,
  candidates: listOf(object({ id: text, groups: maybe(listOf(text)), outsider: maybe(yesOrNo) })),
  quotas: listOf(
    object({
      id: text,
      group: listOf(text),
      scope,
      atLeast: maybe(amount),
      atMost: maybe(amount),
      /** 0 for a quota that always holds. */
      strength,
      usedUpByElected: maybe(yesOrNo),
    }),
  ),
  fixed: listOf(
    object({ place: whole, candidate: text, reason: maybe(text), kept: maybe(yesOrNo) }),
  ),
  barred: listOf(text),
});

export const builtListShape = object({
  status: oneOf('built', 'infeasible', 'undecided'),
  list: maybe(
    listOf(
      object({
        place: whole,
        candidate: text,
        merit: nullOr(whole),
        reason: object({ kind: text, reason: maybe(text), because: anything }),
      }),
    ),
  ),
  displaced: maybe(
    listOf(
      object({
        candidate: text,
        place: nullOr(whole),
        passedOver: listOf(object({ places: listOf(whole), because: listOf(text) })),
      }),
    ),
  ),
  waived: maybe(
    listOf(
      object({
        quota: text,
        easedBy: whole,
        windows: listOf(object({ from: whole, to: whole, by: whole })),
      }),
    ),
  ),
  reserve: maybe(listOf(object({ candidate: text, merit: whole }))),
});

export type ListDocument = Of<typeof listDocumentShape>;
export type ListQuota = ListDocument['quotas'][number];
export type QuotaAmount = Of<typeof amount>;
export type BuiltList = Of<typeof builtListShape>;
