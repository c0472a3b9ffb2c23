import fc from 'fast-check';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { fraction } from '../../src/kernel/exact.js';
import { sha256Lot } from '../../src/platform/lot/index.js';
import { canonicalJson, type Json } from '../../src/platform/ledger/index.js';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { foldBallots } from '../../src/voting/domain/ballots/folded-ballots.js';
import { methodNames, methodOf, optionsOf } from '../../src/voting/domain/methods/catalogue.js';
import { paperContent } from '../../src/voting/domain/rounds/counting-rule.js';
import type { CountInput } from '../../src/voting/domain/rounds/count-input.js';
import { countRound } from '../../src/voting/domain/rounds/round-count.js';
import { eldestFirst } from '../../src/voting/domain/ties/age-order.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { paperOf } from '../../src/verifier/counting/ballots.js';
import { exact } from '../../src/verifier/counting/exact-number.js';
import { countAnew } from '../../src/verifier/counting/round-count.js';
import type { TieFacts } from '../../src/verifier/counting/tie-facts.js';
import { methodNames as verified } from '../../src/verifier/counting/methods.js';
import { differenceBetween } from '../../src/verifier/checks/difference.js';

/** A round small enough to tie often, in terms both counts can be given. */
interface SmallRound {
  readonly form: BallotForm;
  readonly options: Readonly<Record<string, string>>;
  readonly ballots: readonly Ballot[];
  readonly paper: readonly Ballot[];
  readonly seats: number;
  readonly withdrawn: readonly number[];
  readonly policy: readonly TieStep[];
  readonly decision: readonly number[];
  readonly seed: string;
  /** By position, what a tie may be decided by. */
  readonly people: readonly Person[];
}

interface Person {
  readonly birthDate: string;
  readonly groups: readonly string[];
  /** Votes of ten in two earlier stages, the most recent first. */
  readonly earlier: readonly (number | null)[];
}

const steps: readonly TieStep[] = [
  { kind: 'earlier-round', direction: 'backwards', many: 'narrow' },
  { kind: 'earlier-round', direction: 'forwards', many: 'all-differ' },
  { kind: 'first-preferences' },
  { kind: 'elder' },
  { kind: 'younger' },
  { kind: 'group', group: 'woman' },
  { kind: 'group', group: 'youth' },
  { kind: 'earlier-stage' },
  { kind: 'stated-order' },
  { kind: 'lot' },
  { kind: 'ask' },
];

const people = fc.array(
  fc.record({
    birthDate: fc.constantFrom('1961-04-12', '1990-01-01', '1990-01-02'),
    groups: fc.subarray(['woman', 'youth']),
    earlier: fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: null, freq: 4 }), {
      minLength: 2,
      maxLength: 2,
    }),
  }),
  { minLength: 5, maxLength: 5 },
);

const candidateCount = fc.integer({ min: 1, max: 5 });

function formsOf(method: string, candidates: number): fc.Arbitrary<BallotForm> {
  const found = methodOf(method);
  const kind = found.ok ? (found.value.forms[0] ?? 'single') : 'single';
  const some = fc.integer({ min: 1, max: candidates });
  switch (kind) {
    case 'single':
      return fc.constant({ kind, candidates });
    case 'rating':
      return some.map((marks) => ({ kind, candidates, marks }));
    case 'cumulative':
      return fc.tuple(fc.integer({ min: 1, max: 4 }), some).map(([votes, most]) => ({
        ...{ kind, candidates, votes },
        mostForOne: Math.min(votes, most),
      }));
    case 'score':
      return fc.integer({ min: 1, max: 3 }).map((highest) => ({ kind, candidates, highest }));
    case 'ranking':
      return fc.tuple(some, fc.boolean()).map(([ranks, equalRanks]) => ({
        ...{ kind, candidates, ranks, equalRanks },
      }));
  }
}

function ballotsOf({ candidates }: BallotForm): fc.Arbitrary<Ballot> {
  return fc
    .array(
      fc.record({
        candidate: fc.integer({ min: 0, max: candidates - 1 }),
        value: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constant(0)),
      }),
      { maxLength: candidates },
    )
    .map((marks) => [...new Map(marks.map((mark) => [mark.candidate, mark])).values()]);
}

function roundsOf(method: string): fc.Arbitrary<SmallRound> {
  const options = Object.entries(optionsOf(method)).map(
    ([name, words]) => [name, fc.constantFrom(...words)] as const,
  );
  return candidateCount
    .chain((candidates) => formsOf(method, candidates))
    .chain((form) =>
      fc.record({
        form: fc.constant(form),
        options: fc.record(Object.fromEntries(options)),
        ballots: fc.array(ballotsOf(form), { maxLength: 9 }),
        paper: fc.array(ballotsOf(form), { maxLength: 4 }),
        seats: fc.integer({ min: 1, max: form.candidates }),
        withdrawn: fc.uniqueArray(fc.integer({ min: 0, max: form.candidates - 1 }), {
          maxLength: 2,
        }),
        policy: fc.uniqueArray(fc.constantFrom(...steps), { selector: JSON.stringify }),
        decision: fc.shuffledSubarray([0, 1, 2, 3, 4].slice(0, form.candidates), { minLength: 1 }),
        seed: fc.constantFrom('00', '0123', 'ff'),
        people,
      }),
    );
}

const ids = ['e', 'b', 'd', 'a', 'c'];

function counts(method: string, round: SmallRound): readonly [Json, Json | null] {
  const { form, options, seats, withdrawn, policy, seed } = round;
  const positions = ids.slice(0, form.candidates);
  const known = methodOf(method, options);
  if (!known.ok) throw new Error(method);
  const typed = paperContent(form, known.value) === 'ballots';
  const folded = foldBallots(form.candidates, round.ballots);
  const onPaper = typed ? foldBallots(form.candidates, []) : null;
  const votes = positions.map((_, at) => (typed ? 0 : at % 3));
  const paper = { cast: 3, valid: 2, invalid: 1, votes };
  const decisions = [{ order: round.decision.map((at) => positions[at]!) }];
  const input: CountInput = {
    rules: {
      form,
      counting: { method, options },
      unitSeats: seats,
      cut: { kind: 'top', count: seats },
      ties: policy,
      quorum: { share: '1/4', round: 'up' },
    },
    rollSize: 20,
    contenders: positions.map((id, at) => ({
      id,
      birthDate: round.people[at]!.birthDate as CalendarDate,
      groups: round.people[at]!.groups,
      earlierStages: round.people[at]!.earlier.map((votes) =>
        votes === null ? null : fraction(votes, 10),
      ),
      standing: !withdrawn.includes(at),
    })),
    online: folded,
    unreadable: 1,
    unopenable: 2,
    paper: { ...paper, ballots: onPaper, places: [] },
    lot: sha256Lot(seed),
    decisions,
  };
  const papers = new Map<string, number>();
  for (const ballot of round.ballots)
    papers.set(paperOf(ballot), (papers.get(paperOf(ballot)) ?? 0) + 1);
  const again = countAnew({
    form: form,
    method,
    options,
    rollSize: 20,
    unitSeats: seats,
    cut: { kind: 'top', count: seats },
    quorum: { share: '1/4', round: 'up' },
    standing: positions.map((_, at) => !withdrawn.includes(at)),
    online: papers,
    unreadable: 1,
    unopenable: 2,
    paper: { ...paper, papers: typed ? new Map() : null, places: [] },
    ties: {
      ids: positions,
      policy,
      seed,
      decisions: decisions.map(({ order }) => order),
      facts: factsOf(positions, round.people),
      stated: [],
      trusted: new Set(),
    },
  });
  return [JSON.parse(canonicalJson(countRound(input) as unknown as Json)) as Json, again];
}

/** What the verifier reads of the same people in a bundle. */
function factsOf(positions: readonly string[], those: readonly Person[]): TieFacts {
  const born = positions.map((id, at) => ({
    id,
    birthDate: those[at]!.birthDate as CalendarDate,
  }));
  return {
    byAge: eldestFirst(born),
    membersOf: (group) => new Set(positions.filter((_, at) => those[at]!.groups.includes(group))),
    earlierStages: [0, 1].map(
      (stage) =>
        new Map(
          positions.flatMap((id, at) => {
            const votes = those[at]!.earlier[stage] ?? null;
            return votes === null ? [] : [[id, exact(votes, 10)] as const];
          }),
        ),
    ),
  };
}

describe('a second count', () => {
  it('knows every method that a rule set can name', () => {
    expect([...verified].sort()).toEqual([...methodNames].sort());
  });

  it.each(methodNames)('says of %s what the first says, number by number', (method) => {
    fc.assert(
      fc.property(roundsOf(method), (round) => {
        const [first, second] = counts(method, round);
        expect(second).not.toBeNull();
        expect(differenceBetween(first, second)).toBeNull();
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});
