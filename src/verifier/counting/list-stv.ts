import { countWithTies } from './complete.js';
import { ers97 } from './ers97.js';
import { prfWigm, scottish, wigm } from './inclusive.js';
import { standingIn, type Finding, type Method, type Question, type Round } from './election.js';
import { sharedFirst } from './preferences.js';
import type { TieReport } from './ties.js';

function ruleOf(name: string): Method {
  switch (name) {
    case 'scottish':
      return scottish;
    case 'prf-wigm':
      return prfWigm('single');
    case 'wigm':
      return wigm;
    default:
      return ers97;
  }
}

/** Counts held one after the other for one list, written down as one. */
class Counts {
  readonly rounds: Round[] = [];
  readonly ties: TieReport[] = [];

  constructor(private readonly rule: Method) {}

  hold(question: Question, place?: number): ReturnType<typeof countWithTies> & { waits: boolean } {
    const before = this.rounds.length;
    const tally = countWithTies(this.rule, question);
    for (const [at, round] of tally.rounds.entries())
      this.rounds.push({
        ...round,
        number: before + at + 1,
        ...(place === undefined ? {} : { place }),
      });
    const decisive = tally.ties.filter(({ at }) => at !== 'elected');
    for (const tie of decisive)
      this.ties.push({ ...tie, round: before + (tie.round ?? tally.rounds.length) });
    return { ...tally, waits: decisive.some(({ awaited }) => awaited.length > 0) };
  }

  finding(elected: readonly number[], ranking: readonly (readonly number[])[]): Finding {
    const classes = ranking.filter(({ length }) => length > 0);
    const { rounds, ties } = this;
    return { elected, ranking: classes, rounds, ties, working: { kind: 'transfers' } };
  }
}

/** Who is on the list, then from the bottom up who loses among the rest (Rosenstiel 1998). */
export function listFromBottom(rule: string): Method {
  return {
    fault: sharedFirst,
    count: (question) => {
      const counts = new Counts(ruleOf(rule));
      const standing = standingIn(question);
      const seats = Math.min(question.seats, standing.length);
      const first = counts.hold({ ...question, seats });
      if (first.waits) return counts.finding([], first.ranking);
      let left = first.elected.toSorted((a, b) => a - b);
      const others = first.ranking.map((same) =>
        same.filter((one) => !first.elected.includes(one)),
      );
      const places: (readonly number[])[] = [];
      while (left.length > 1) {
        const among = left;
        const withdrawn = new Set([
          ...question.withdrawn,
          ...standing.filter((one) => !among.includes(one)),
        ]);
        const next = counts.hold({ ...question, seats: left.length - 1, withdrawn }, left.length);
        if (next.waits) return counts.finding([], [left, ...places, ...others]);
        places.unshift(...left.filter((one) => !next.elected.includes(one)).map((one) => [one]));
        left = left.filter((one) => next.elected.includes(one));
      }
      const elected = [...left, ...places.flat()];
      return counts.finding(elected, [...elected.map((one) => [one]), ...others]);
    },
  };
}

/** For 1, 2, 3 … seats in turn: who is newly elected takes the place (Otten 1998). */
export function listFromTop(rule: string): Method {
  return {
    fault: sharedFirst,
    count: (question) => {
      const counts = new Counts(ruleOf(rule));
      const standing = standingIn(question);
      const places: number[] = [];
      let others: readonly (readonly number[])[] = [standing];
      while (places.length < Math.min(question.seats, standing.length)) {
        const seats = places.length + 1;
        const next = counts.hold({ ...question, seats, placed: new Set(places) }, seats);
        if (next.waits) {
          others = [standing.filter((one) => !places.includes(one))];
          break;
        }
        places.push(...next.elected.filter((one) => !places.includes(one)));
        others = next.ranking.map((same) => same.filter((one) => !places.includes(one)));
      }
      return counts.finding(places, [...places.map((one) => [one]), ...others]);
    },
  };
}
