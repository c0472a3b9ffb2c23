import {
  addPaper,
  formFault,
  marksOf,
  readOver,
  type Form,
  type Invalid,
  type Paper,
} from './ballots.js';
import type { Method, Question, Round } from './election.js';
import { exact, exactOf, order, type ExactNumber } from './exact-number.js';
import { settle, type History, type TieReport } from './ties.js';
import type { Json } from '../bytes/canonical-json.js';

/** A count with its ties settled. */
export interface Tally {
  readonly elected: readonly number[];
  readonly ranking: readonly (readonly number[])[];
  readonly rounds: readonly Round[];
  readonly ties: readonly TieReport[];
  readonly awaited: readonly (readonly string[])[];
  readonly working: Json;
  /** Ballots that name nobody who stands. */
  readonly onlyWithdrawn: number;
}

/** Reads over those who left, counts, and settles what the method leaves tied. */
export function countWithTies(method: Method, question: Question): Tally {
  const papers = new Map<Paper, number>();
  let onlyWithdrawn = 0;
  for (const [paper, voters] of question.papers) {
    if (faultOf(paper, question.form, method) !== null) continue;
    const left = readOver(paper, question.withdrawn);
    if (left === '') onlyWithdrawn += voters;
    else addPaper(papers, left, voters);
  }
  const found = method.count({ ...question, papers });
  const { ranking, rounds, working, ties = [] } = found;
  const open = ties.flatMap(({ awaited }) => awaited);
  if (found.elected && open.length > 0) {
    return { elected: found.elected, ranking, rounds, ties, awaited: open, working, onlyWithdrawn };
  }
  const places = found.elected?.length ?? question.seats;
  const settled = settle(found.elected ? upTo(ranking, places) : ranking, places, {
    book: question.ties,
    history: historyOf(rounds),
  });
  return {
    elected: settled.ranking
      .filter(({ rank, candidates }) => rank + candidates.length - 1 <= places)
      .flatMap(({ candidates }) => candidates.map((id) => question.ties.ids.indexOf(id))),
    ranking,
    rounds,
    working,
    ties: [...ties, ...settled.ties],
    awaited: [...open, ...settled.ties.flatMap(({ awaited }) => awaited)],
    onlyWithdrawn,
  };
}

/** Why a ballot is invalid by the form or by the method; null where it counts. */
export function faultOf(paper: Paper, form: Form, method: Method): Invalid | null {
  const marks = marksOf(paper);
  return formFault(marks, form) ?? method.fault?.(marks) ?? null;
}

/** The classes whose rank is not below the places. */
function upTo(
  ranking: readonly (readonly number[])[],
  places: number,
): readonly (readonly number[])[] {
  let rank = 1;
  return ranking.filter((same) => {
    const isWithin = rank <= places;
    rank += same.length;
    return isWithin;
  });
}

/** What the rounds before the last one say. */
function historyOf(rounds: readonly Round[]): History {
  const votes = rounds.slice(0, -1).map((round): readonly ExactNumber[] => {
    const exactly = (round['exactVotes'] ?? round.votes) as readonly string[];
    return exactly.map((text) => exactOf(text) ?? exact(0));
  });
  return {
    rounds: votes.length,
    compare: (round, a, b) => order(votes[round]?.[a] ?? exact(0), votes[round]?.[b] ?? exact(0)),
  };
}
