import { marksOf, votersOf, type Mark, type Papers } from './ballots.js';
import { classesBy, everybody } from './classes.js';
import { standingIn, type Finding, type Method, type Question, type Round } from './election.js';
import {
  digits,
  dividedBy,
  exact,
  isWholeNumber,
  order,
  plus,
  ratioText,
  sumOf,
  times,
  type ExactNumber,
} from './exact-number.js';

/** Every value beside a name added up: one mark, several marks, votes, scores. */
export const marksAddedUp: Method = {
  sums: sumsOfMarks,
  count: (question) => bySums(sumsOfMarks(question), question),
};

function sumsOfMarks({ papers, form }: Pick<Question, 'papers' | 'form'>): readonly number[] {
  const sums = everybody(form.candidates).map(() => 0);
  for (const [paper, voters] of papers)
    for (const { candidate, value } of marksOf(paper))
      sums[candidate] = (sums[candidate] ?? 0) + voters * value;
  return sums;
}

/** One round whose votes are these sums. */
export function bySums(
  sums: readonly number[],
  question: Pick<Question, 'form' | 'withdrawn'>,
): Finding {
  return byFigures(
    sums.map((sum) => exact(sum)),
    question,
    sums.map(String),
  );
}

function byFigures(
  figures: readonly ExactNumber[],
  question: Pick<Question, 'form' | 'withdrawn'>,
  votes: readonly string[] | null = null,
): Finding {
  const written = votes ? { votes } : writtenVotes(figures);
  return {
    ranking: classesBy(standingIn(question), (a, b) => order(at(figures, b), at(figures, a))),
    rounds: [{ number: 1, ...written, elected: [], excluded: [] }],
    working: { kind: 'sums' },
  };
}

/** Whole numbers as they are; fractions with five decimals, cut off, and as they are beside them. */
export function writtenVotes(figures: readonly ExactNumber[]): Pick<Round, 'votes'> {
  if (figures.every(isWholeNumber)) return { votes: figures.map(ratioText) };
  return {
    votes: figures.map((figure) => digits(figure, 5)),
    exactVotes: figures.map(ratioText),
  } as Pick<Round, 'votes'>;
}

/** The mean of what was written beside a name; 0 where nobody wrote anything. */
export const meanScore: Method = {
  count: (question) => {
    const { papers, form } = question;
    const markers = sumsOfMarks({ papers: withOnes(papers), form });
    const sums = sumsOfMarks(question);
    return byFigures(
      sums.map((sum, position) => exact(sum, (markers[position] ?? 0) || 1)),
      question,
    );
  },
};

function withOnes(papers: Papers): Papers {
  const ones = new Map<string, number>();
  for (const [paper, voters] of papers) {
    const same = marksOf(paper)
      .map(({ candidate }) => String.fromCharCode(candidate, 1))
      .join('');
    ones.set(same, (ones.get(same) ?? 0) + voters);
  }
  return ones;
}

/** The median grade, then the next ones as one vote after the other is taken away; unmarked is the lowest grade. */
export const majorityJudgment: Method = {
  count: (question) => {
    const { papers, form, withdrawn } = question;
    const highest = form.kind === 'score' ? form.highest : 0;
    const counts = everybody(form.candidates).map(() =>
      Array.from({ length: highest + 1 }, () => 0),
    );
    for (const [paper, voters] of papers)
      for (const { candidate, value } of marksOf(paper)) {
        const given = counts[candidate] ?? [];
        given[value] = (given[value] ?? 0) + voters;
      }
    const voters = votersOf(papers);
    for (const [position, given] of counts.entries())
      if (!withdrawn.has(position))
        given[0] = (given[0] ?? 0) + voters - given.reduce((sum, one) => sum + one, 0);
    const medians = counts.map((given) => String(medianOf(given)));
    return {
      ranking: classesBy(standingIn(question), (a, b) =>
        compareGrades(at(counts, b), at(counts, a)),
      ),
      rounds: [{ number: 1, votes: medians, elected: [], excluded: [] }],
      working: { kind: 'grades', counts: counts.map((given) => [...given]) },
    };
  },
};

/** The lower of two middle grades. */
function medianOf(given: readonly number[]): number {
  const total = given.reduce((sum, one) => sum + one, 0);
  const middle = Math.floor((total - 1) / 2);
  let before = 0;
  for (const [grade, count] of given.entries()) {
    before += count;
    if (before > middle) return grade;
  }
  return 0;
}

/** Takes medians away until they differ: as many at once as stay equal whatever happens. */
function compareGrades(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [[...first], [...second]];
  let left = a.reduce((sum, one) => sum + one, 0);
  while (left > 0) {
    const [x, y] = [medianOf(a), medianOf(b)];
    if (x !== y) return x - y;
    const gone = Math.max(1, Math.min(roomAroundMedian(a, x), roomAroundMedian(b, y)));
    a[x] = (a[x] ?? 0) - gone;
    b[y] = (b[y] ?? 0) - gone;
    left -= gone;
  }
  return 0;
}

/** How many votes with the median grade can go while it stays the median all the time. */
function roomAroundMedian(given: readonly number[], median: number): number {
  const below = given.slice(0, median).reduce((sum, one) => sum + one, 0);
  const above = given.slice(median + 1).reduce((sum, one) => sum + one, 0);
  // With n left the median is on place ceil(n / 2); it is not below while below < n − below, nor above while above ≤ n − above.
  const fewest = Math.max(2 * below + 1, 2 * above);
  return below + above + (given[median] ?? 0) - fewest;
}

/** A ranking cut into runs of candidates on one rank, best first. */
function ranksOn(marks: readonly Mark[]): readonly (readonly number[])[] {
  const ranks = new Map<number, number[]>();
  for (const { candidate, value } of marks) {
    const same = ranks.get(value);
    if (same) same.push(candidate);
    else ranks.set(value, [candidate]);
  }
  return [...ranks.keys()].sort((a, b) => a - b).map((value) => ranks.get(value) ?? []);
}

interface Scale {
  /** What the place counted from 0 is worth on a ballot that ranks so many of those who stand. */
  readonly worth: (place: number, ranked: number, standing: number) => ExactNumber;
  /** What each of the others gets. */
  readonly rest: (ranked: number, standing: number) => ExactNumber;
}

/** Points for places; who share a rank share the points of the places they take together. */
function points(scale: Scale, question: Question): readonly ExactNumber[] {
  const { candidates } = question.form;
  const standing = standingIn(question);
  const sums = everybody(candidates).map(() => exact(0));
  const give = (voters: readonly number[], worth: ExactNumber): void => {
    for (const one of standing)
      if (at(voters, one) > 0)
        sums[one] = plus(at(sums, one), times(worth, exact(at(voters, one))));
  };
  for (const { taken, length, ranked, voters } of placesTaken(question).values()) {
    const worth = everybody(length).map((index) =>
      scale.worth(taken + index, ranked, standing.length),
    );
    give(voters, dividedBy(sumOf(worth), exact(length)));
  }
  for (const [ranked, voters] of notNamed(question))
    give(voters, scale.rest(ranked, standing.length));
  return sums;
}

/** The places from `taken` on, so many of them shared, on ballots that rank so many; and by position how many voters gave them. */
interface TakenPlaces {
  readonly taken: number;
  readonly length: number;
  readonly ranked: number;
  readonly voters: number[];
}

function placesTaken({ papers, form }: Question): ReadonlyMap<string, TakenPlaces> {
  const places = new Map<string, TakenPlaces>();
  for (const [paper, voters] of papers) {
    const ranked = paper.length / 2;
    let taken = 0;
    for (const same of ranksOn(marksOf(paper))) {
      const key = `${taken} ${same.length} ${ranked}`;
      const known = places.get(key) ?? {
        ...{ taken, length: same.length, ranked },
        voters: everybody(form.candidates).map(() => 0),
      };
      places.set(key, known);
      for (const one of same) known.voters[one] = at(known.voters, one) + voters;
      taken += same.length;
    }
  }
  return places;
}

/** By how many a ballot ranks: how many such ballots do not name each candidate. */
function notNamed({ papers, form }: Question): ReadonlyMap<number, readonly number[]> {
  const missing = new Map<number, number[]>();
  for (const [paper, voters] of papers) {
    const ranked = paper.length / 2;
    const known = missing.get(ranked) ?? everybody(form.candidates).map(() => 0);
    missing.set(ranked, known);
    for (const one of known.keys()) known[one] = at(known, one) + voters;
    for (const { candidate } of marksOf(paper)) known[candidate] = at(known, candidate) - voters;
  }
  return missing;
}

/** Borda: one more point for each place above the last; the tail says what those get who are not ranked. */
export function borda(tail: string, lowest: number): Method {
  const scale: Scale = {
    worth: (place, ranked, standing) =>
      exact(lowest + (tail === 'modified' ? ranked : standing) - 1 - place),
    rest: (ranked, standing) => {
      if (tail === 'average') return exact(2 * lowest + Math.max(0, standing - ranked - 1), 2);
      return exact(tail === 'last' ? lowest : 0);
    },
  };
  return {
    count: (question) => {
      const sums = points(scale, question);
      const votes = sums.map((sum) => String(Number(sum.over) / Number(sum.under)));
      return byFigures(sums, question, votes);
    },
  };
}

/** 1, 1/2, 1/3, … */
export const dowdall: Method = {
  count: (question) =>
    byFigures(
      points({ worth: (place) => exact(1, place + 1), rest: () => exact(0) }, question),
      question,
    ),
};

/** So many points for the first place, one less for each other, never less than one. */
export function desborda(variant: string): Method {
  const first = (seats: number) =>
    variant === '1' ? 80 : variant === '4' ? 32 : Math.floor((13 * seats) / 10);
  return {
    fault: sharedRank,
    count: (question) =>
      byFigures(
        points(
          {
            worth: (place) => exact(Math.max(1, first(question.seats) - place)),
            rest: () => exact(0),
          },
          question,
        ),
        question,
      ),
  };
}

export function sharedRank(marks: readonly Mark[]): 'shared-rank' | null {
  return new Set(marks.map(({ value }) => value)).size < marks.length ? 'shared-rank' : null;
}

function at<T>(list: readonly T[], position: number): T {
  const item = list[position];
  if (item === undefined) throw new Error(`Impossible: nobody on position ${position}`);
  return item;
}
