import {
  listOf,
  maybe,
  object,
  oneOf,
  text,
  whole,
  yesOrNo,
  type Of,
  type Shape,
} from './shapes.js';

// What of a rule set the verifier reads (docs/rules.md).

const rounding = oneOf('up', 'down', 'half-up');
const roundedShare = object({ share: text, round: rounding });

const amount = object({ count: maybe(whole), share: maybe(text), round: maybe(rounding) });
const ballotAmount = object({
  count: maybe(whole),
  perSeat: maybe(text),
  round: maybe(rounding),
});

const words: Shape<Readonly<Record<string, string>>> = (value, path) => {
  const members = object({})(value, path);
  return { ...members, ...(value as Readonly<Record<string, string>>) };
};

const stageShape = object({
  id: text,
  electorate: text,
  channels: listOf(text),
  ballot: object({
    kind: text,
    marks: maybe(ballotAmount),
    votes: maybe(ballotAmount),
    mostForOne: maybe(whole),
    highest: maybe(whole),
    ranks: maybe(ballotAmount),
    equalRanks: maybe(yesOrNo),
  }),
  counting: maybe(object({ method: text, options: maybe(words) })),
  quorum: maybe(roundedShare),
  cut: object({
    kind: oneOf('top', 'per-seat', 'share', 'all'),
    count: maybe(whole),
    factor: maybe(text),
    share: maybe(text),
    round: maybe(rounding),
  }),
  ties: listOf(
    object({ kind: text, direction: maybe(text), many: maybe(text), group: maybe(text) }),
  ),
});

export const rulesShape = object({
  format: oneOf('irikteu-rules/1'),
  commissions: object({
    members: whole,
    quorum: roundedShare,
    majority: text,
    signatures: roundedShare,
  }),
  groups: maybe(listOf(object({ id: text, kind: text }))),
  bodies: listOf(
    object({
      id: text,
      path: listOf(stageShape),
      merge: object({ kind: text }),
      centralQuota: object({ cap: amount, outsiders: yesOrNo }),
    }),
  ),
});

export type Rules = Of<typeof rulesShape>;
export type StageRule = Of<typeof stageShape>;
export type Amount = Of<typeof amount>;
export type BallotAmount = Of<typeof ballotAmount>;
