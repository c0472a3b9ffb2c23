import type { Translate } from '../../../platform/web/index.js';
import type { CountingRound } from '../../domain/tally/tally.js';
import {
  compareExact,
  plus,
  readExact,
  shortExact,
  sumOfExact,
  writeChange,
  writeShort,
  type Exact,
} from './exact-text.js';
import { movements, type Amount, type Movement } from './movements.js';
import {
  electionRounds,
  exclusionRounds,
  inFinalOrder,
  mostVotes,
  nameAt,
  namesAt,
  tiesOf,
  votesAt,
  votesOf,
  type ShownCount,
} from './shown-count.js';

/** What happened in one round, told to somebody who never counted votes. */
export interface RoundStory {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The story of a count, round by round; empty where the method has none to tell. */
export function roundStories(t: Translate, count: ShownCount): readonly RoundStory[] {
  switch (count.working.kind) {
    case 'transfers':
      return transferStories(t, count);
    case 'turns':
    case 'places':
      return count.rounds.map((round) => placeStory(t, count, round));
    case 'sums':
    case 'pairwise':
    case 'grades':
      return [];
  }
}

/** Who took a place of an ordered list. */
function placeStory(t: Translate, count: ShownCount, round: CountingRound): RoundStory {
  return {
    title: t('voting-working.turns.column', { number: round.number }),
    sentences: [
      round.elected.length === 0
        ? t('voting-working.turns.nobody')
        : told(t, 'place', { count, round, positions: round.elected }),
    ],
  };
}

function transferStories(t: Translate, count: ShownCount): readonly RoundStory[] {
  const moved = movements(count.rounds);
  return count.rounds.map((round, index) => ({
    title: t('voting-working.story.title', { number: round.number }),
    sentences: [
      ...electionSentences(t, count, index),
      ...exclusionSentences(t, count, index),
      ...tieSentences(t, count, round),
      ...movementSentences(t, { count, round, moved: moved[index] ?? null }),
    ],
  }));
}

/** The ties that came up in this round, and how they were broken. */
function tieSentences(t: Translate, count: ShownCount, { number }: CountingRound): string[] {
  const here = count.ties.filter(({ round }) => round === number);
  return tiesOf(t, { ...count, ties: here }).flatMap(({ sentence, steps, order }) => [
    sentence,
    ...steps.map((step) => `${step}.`),
    ...(order === null || steps.length > 0 ? [] : [order]),
  ]);
}

function electionSentences(t: Translate, count: ShownCount, index: number): string[] {
  const round = count.rounds[index];
  if (!round) return [];
  if (round.elected.length === 0) return nobodyElected(t, count, index);
  const quota = round.quota === undefined ? null : readExact(round.quota);
  const reached = round.elected.filter(
    (position) => quota !== null && compareExact(votesAt(round, position), quota) >= 0,
  );
  const others = round.elected.filter((position) => !reached.includes(position));
  return [
    ...(reached.length > 0 && quota
      ? [
          told(
            t,
            'reached',
            { count, round, positions: reached },
            { quota: writeShort(t.language, quota) },
          ),
        ]
      : []),
    ...(others.length > 0 ? [otherElected(t, count, round, others)] : []),
  ];
}

/** Elected without a quota: by more than half, or because seats are left. */
function otherElected(
  t: Translate,
  count: ShownCount,
  round: CountingRound,
  others: readonly number[],
): string {
  const held = sumOfExact(votesOf(round));
  const [first] = others;
  if (round.quota !== undefined) return told(t, 'below-quota', { count, round, positions: others });
  if (others.length === 1 && first !== undefined && isMoreThanHalf(votesAt(round, first), held))
    return told(
      t,
      'majority',
      { count, round, positions: others },
      { held: writeShort(t.language, held) },
    );
  return told(t, 'elected', { count, round, positions: others });
}

/** Why a round elects nobody; silent where that cannot be said of the numbers alone. */
function nobodyElected(t: Translate, count: ShownCount, index: number): string[] {
  const round = count.rounds[index];
  if (!round) return [];
  const elected = electionRounds(count.rounds.slice(0, index));
  if (round.quota === undefined) {
    const held = sumOfExact(votesOf(round));
    const most = mostVotes(round);
    return elected.size > 0 || isMoreThanHalf(most, held)
      ? []
      : [t('voting-working.story.no-majority', { held: writeShort(t.language, held) })];
  }
  const quota = readExact(round.quota);
  const reaches = votesOf(round).some(
    (votes, position) => !elected.has(position) && compareExact(votes, quota) >= 0,
  );
  if (reaches) return [];
  return [
    t(`voting-working.story.${elected.size > 0 ? 'nobody-else' : 'nobody'}`, {
      quota: writeShort(t.language, quota),
    }),
  ];
}

function exclusionSentences(t: Translate, count: ShownCount, index: number): string[] {
  const round = count.rounds[index];
  if (!round || round.excluded.length === 0) return [];
  const outBefore = exclusionRounds(count.rounds.slice(0, index));
  const inBefore = electionRounds(count.rounds.slice(0, index + 1));
  const others = inFinalOrder(count).filter(
    (position) =>
      !round.excluded.includes(position) && !outBefore.has(position) && !inBefore.has(position),
  );
  const fewest = round.excluded.every((position) =>
    others.every((other) => compareExact(votesAt(round, position), votesAt(round, other)) <= 0),
  );
  return [told(t, fewest ? 'fewest' : 'excluded', { count, round, positions: round.excluded })];
}

function movementSentences(
  t: Translate,
  { count, round, moved }: { count: ShownCount; round: CountingRound; moved: Movement | null },
): string[] {
  if (!moved) return [];
  const gains = moved.to.filter(({ holder }) => typeof holder === 'number');
  const rest = (holder: 'non-transferable' | 'lost'): string[] => {
    const votes = moved.to.find((one) => one.holder === holder)?.votes;
    return votes
      ? [t(`voting-working.story.${holder}`, { votes: writeShort(t.language, votes) })]
      : [];
  };
  return [
    movedSentence(t, count, round, moved),
    ...(gains.length > 0 ? [gainsSentence(t, count, gains)] : []),
    ...rest('non-transferable'),
    ...rest('lost'),
  ];
}

/** Whose votes moved; the names are left out where the sentence before has just told them. */
function movedSentence(
  t: Translate,
  count: ShownCount,
  { elected, excluded }: CountingRound,
  { kind, from, total }: Movement,
): string {
  const givers = from.flatMap(({ holder }) => (typeof holder === 'number' ? [holder] : []));
  const justTold = kind === 'surplus' ? elected : excluded;
  const isTold = givers.length === justTold.length && givers.every((one) => justTold.includes(one));
  return t(`voting-working.story.${kind}${isTold ? '-told' : ''}`, {
    names: namesAt(count, givers),
    votes: writeShort(t.language, total),
  });
}

const mostGains = 4;

/** The receivers, most first; of many the first ones, for all stand in the table. */
function gainsSentence(t: Translate, count: ShownCount, gains: readonly Amount[]): string {
  const falling = [...gains].sort((a, b) => compareExact(b.votes, a.votes));
  const listed = falling.length > mostGains ? falling.slice(0, mostGains - 1) : falling;
  const others = falling.slice(listed.length);
  const text = listed
    .flatMap(({ holder, votes }) =>
      typeof holder === 'number'
        ? [`${nameAt(count, holder)} ${writeChange(t.language, shortExact(votes)) ?? ''}`]
        : [],
    )
    .join('; ');
  if (others.length === 0) return t('voting-working.story.gains', { gains: text });
  return t('voting-working.story.gains-many', {
    gains: text,
    others: others.length,
    votes: writeShort(t.language, sumOfExact(others.map(({ votes }) => votes))),
  });
}

interface About {
  readonly count: ShownCount;
  readonly round: CountingRound;
  readonly positions: readonly number[];
}

/** A sentence about one or several candidates, each with the votes of the round. */
function told(
  t: Translate,
  key: string,
  { count, round, positions }: About,
  values: Readonly<Record<string, string>> = {},
): string {
  const names = [...positions]
    .sort((a, b) => compareExact(votesAt(round, b), votesAt(round, a)))
    .map(
      (position) =>
        `${nameAt(count, position)} (${writeShort(t.language, votesAt(round, position))})`,
    )
    .join(', ');
  return t(`voting-working.story.${key}-${positions.length === 1 ? 'one' : 'many'}`, {
    ...values,
    names,
  });
}

function isMoreThanHalf(votes: Exact, held: Exact): boolean {
  return compareExact(plus(votes, votes), held) > 0;
}
