import { marksOf } from './ballots.js';
import { classesBy, everybody } from './classes.js';
import { standingIn, type Finding, type Method, type Question, type Round } from './election.js';
import { dividedBy, exact, order, plus, sumOf, times, type ExactNumber } from './exact-number.js';
import { sharedRank, writtenVotes } from './sums.js';
import { breakTie, type TieReport } from './ties.js';
import type { Json } from '../bytes/canonical-json.js';

/** How the places of a list are filled one after the other. */
interface TurnRule {
  readonly figure: (candidate: number, place: number) => ExactNumber;
  readonly take: (candidate: number, figure: ExactNumber) => void;
}

function inTurn(rule: TurnRule, question: Question, working: Json): Finding {
  const shown: ExactNumber[] = everybody(question.form.candidates).map(() => exact(0));
  const of = (one: number): ExactNumber => shown[one] ?? exact(0);
  const history: ExactNumber[][] = [];
  const rounds: Round[] = [];
  const ties: TieReport[] = [];
  const elected: number[] = [];
  let left = standingIn(question);
  const result = (rest: readonly (readonly number[])[]): Finding => {
    const ranking = [...elected.map((one) => [one]), ...rest];
    return { elected, ranking, rounds, ties, working };
  };
  while (elected.length < question.seats && left.length > 0) {
    const place = elected.length + 1;
    for (const one of left) shown[one] = rule.figure(one, place);
    const best = classesBy(left, (a, b) => order(of(b), of(a)))[0] ?? [];
    let taker = best[0];
    if (best.length > 1) {
      const past = {
        rounds: history.length,
        compare: (round: number, a: number, b: number) =>
          order(history[round]?.[a] ?? exact(0), history[round]?.[b] ?? exact(0)),
      };
      const tie = { tied: best, at: 'election', round: place, wanted: 'best' } as const;
      const broken = breakTie({ ...tie, history: past }, question.ties);
      ties.push(broken.report);
      taker = broken.decided ? broken.classes[0]?.[0] : undefined;
    }
    rounds.push({
      number: place,
      ...writtenVotes(shown),
      excluded: [],
      elected: taker === undefined ? [] : [taker],
    });
    if (taker === undefined) return result([left]);
    history.push([...shown]);
    rule.take(taker, of(taker));
    elected.push(taker);
    left = left.filter((one) => one !== taker);
  }
  for (const one of left) shown[one] = rule.figure(one, elected.length + 1);
  return result(classesBy(left, (a, b) => order(of(b), of(a))));
}

/** Approval ballots as groups that change as places are taken. */
interface Group {
  readonly names: ReadonlySet<number>;
  readonly voters: number;
  load: ExactNumber;
  taken: number;
}

function groupsOf({ papers }: Question): readonly Group[] {
  return [...papers].map(([paper, voters]) => ({
    names: new Set(marksOf(paper).map(({ candidate }) => candidate)),
    voters,
    load: exact(0),
    taken: 0,
  }));
}

/** Phragmén's sequential method: reduced votes v / (1 + load of the supporters). */
export const phragmen: Method = {
  count: (question) => {
    const groups = groupsOf(question);
    const supporters = (candidate: number) => groups.filter(({ names }) => names.has(candidate));
    return inTurn(
      {
        figure: (candidate) => {
          const theirs = supporters(candidate);
          const votes = theirs.reduce((sum, { voters }) => sum + voters, 0);
          const loads = new Map<ExactNumber, number>();
          for (const { load, voters } of theirs) loads.set(load, (loads.get(load) ?? 0) + voters);
          const load = sumOf([...loads].map(([each, voters]) => times(each, exact(voters))));
          return dividedBy(exact(votes), plus(exact(1), load));
        },
        take: (candidate, figure) => {
          const load = figure.over === 0n ? exact(0) : dividedBy(exact(1), figure);
          for (const group of supporters(candidate)) group.load = load;
        },
      },
      question,
      { kind: 'turns' },
    );
  },
};

/** Thiele's addition method: a ballot counts 1, 1/2, 1/3 … for each of its names that has a place. */
export const sequentialPav: Method = {
  count: (question) => {
    const groups = groupsOf(question);
    const supporters = (candidate: number) => groups.filter(({ names }) => names.has(candidate));
    return inTurn(
      {
        figure: (candidate) => {
          const byTaken = new Map<number, number>();
          for (const { taken, voters } of supporters(candidate))
            byTaken.set(taken, (byTaken.get(taken) ?? 0) + voters);
          return sumOf([...byTaken].map(([taken, voters]) => exact(voters, taken + 1)));
        },
        take: (candidate) => {
          for (const group of supporters(candidate)) group.taken += 1;
        },
      },
      question,
      { kind: 'turns' },
    );
  },
};

/** Place k goes to whoever has most votes for the places 1 to k; the number stands for the place. */
export const placesAddedUp: Method = {
  fault: sharedRank,
  count: (question) => {
    const { form, papers } = question;
    const ranks = form.kind === 'ranking' ? form.ranks : 0;
    const counts = everybody(form.candidates).map(() => everybody(ranks).map(() => 0));
    for (const [paper, voters] of papers)
      for (const { candidate, value } of marksOf(paper)) counts[candidate]![value - 1]! += voters;
    return inTurn(
      {
        figure: (candidate, place) =>
          exact((counts[candidate] ?? []).slice(0, place).reduce((sum, one) => sum + one, 0)),
        take: () => undefined,
      },
      question,
      { kind: 'places', counts },
    );
  },
};
