import type { Json } from '../bytes/canonical-json.js';
import type { Form, Invalid, Mark, Papers } from './ballots.js';
import { everybody } from './classes.js';
import type { TieBook, TieReport } from './ties.js';

/** What is asked of a count. Candidates are positions. */
export interface Question {
  readonly papers: Papers;
  readonly form: Form;
  readonly seats: number;
  readonly withdrawn: ReadonlySet<number>;
  readonly ties: TieBook;
  /** Who is on the list already, where the transferable vote fills a list from the top. */
  readonly placed?: ReadonlySet<number>;
}

/** One round of a count as the result writes it; numbers of votes are text. */
export type Round = Readonly<Record<string, Json>> & {
  readonly votes: readonly string[];
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
};

/** What a method finds. */
export interface Finding {
  /** Classes of equals, best first. */
  readonly ranking: readonly (readonly number[])[];
  readonly rounds: readonly Round[];
  readonly working: Json;
  /** Who is elected, where the method itself says so. */
  readonly elected?: readonly number[];
  /** Ties in the middle of the count. */
  readonly ties?: readonly TieReport[];
}

/** A way of counting. */
export interface Method {
  /** Why it cannot count a ballot, besides what the form forbids. */
  readonly fault?: (marks: readonly Mark[]) => Invalid | null;
  /** Where it ranks by one whole sum for each candidate, which paper places can make as well. */
  readonly sums?: (question: Pick<Question, 'papers' | 'form'>) => readonly number[];
  readonly count: (question: Question) => Finding;
}

/** The positions of those who stand. */
export function standingIn({ form, withdrawn }: Pick<Question, 'form' | 'withdrawn'>): number[] {
  return everybody(form.candidates).filter((one) => !withdrawn.has(one));
}
