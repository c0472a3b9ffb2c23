import { completes, type Census, type Start } from './census.js';
import { countGroup, groupsOf } from './counting.js';
import type { Demand } from './demands.js';
import type { Ask } from './highs.js';
import { listOf, programOf } from './program.js';
import { proves, quotasNamed, type Proof } from './proof.js';
import type { Shown } from './report.js';

/** Can this start be completed under these quotas alone? */
export interface Question {
  readonly start: Start;
  /** The same for starts that are alike for every quota asked about. */
  readonly key: string;
  readonly quotas: readonly number[];
  /** Proofs that it cannot, to be looked at before HiGHS is asked. */
  readonly proofs?: readonly Proof[];
}

export type Way = keyof Shown;

/** `unanswered`: neither counting nor a proof says it, and HiGHS could not. */
export type Answer =
  | { readonly kind: 'impossible'; readonly way: Way }
  | { readonly kind: 'possible'; readonly way: Way }
  | { readonly kind: 'unanswered' };

/** Asks each question once. */
export interface Questions {
  answer(question: Question): Promise<Answer>;
  /** How often HiGHS was asked. */
  asked(): number;
}

/**
 * Answers questions by counting, by a proof, by a list found before, and in the end by HiGHS; a list is believed when it
 * keeps the demands in whole numbers. `thorough`: HiGHS is asked about what counting and proofs have shown, too.
 */
export function questions(
  census: Census,
  demands: readonly Demand[],
  ask: Ask,
  thorough = false,
): Questions {
  const answers = new Map<string, Answer>();
  const lists = new Map<string, (readonly number[])[]>();
  const groups = groupsOf(census);
  let asked = 0;

  const own = (quotas: readonly number[]) => demands.filter(({ quota }) => quotas.includes(quota));

  const fromHighs = async ({ start, key, quotas }: Question): Promise<Answer> => {
    const program = programOf(census, start, own(quotas));
    asked++;
    const said = await ask(program);
    if (said === 'no-answer') return { kind: 'unanswered' };
    if (said === 'none') return { kind: 'impossible', way: 'highs' };
    const list = listOf(program, start, said);
    if (!completes(census, start, list, own(quotas))) return { kind: 'unanswered' };
    lists.set(key, [...(lists.get(key) ?? []), list]);
    return { kind: 'possible', way: 'highs' };
  };

  const find = async (question: Question): Promise<Answer> => {
    const { start, key, quotas, proofs = [] } = question;
    const counted = byCounting(census, start, byGroup(quotas, groups), own(quotas));
    if (counted) return counted;
    if (proofs.some((proof) => holds(proof, census, start, quotas, own(quotas)))) {
      return { kind: 'impossible', way: 'proof' };
    }
    const known = lists.get(key) ?? [];
    if (known.some((list) => completes(census, start, list, own(quotas)))) {
      return { kind: 'possible', way: 'highs' };
    }
    return await fromHighs(question);
  };

  return {
    asked: () => asked,
    async answer(question) {
      const key = `${question.key}|${[...question.quotas].sort((a, b) => a - b).join(' ')}`;
      const before = answers.get(key);
      if (before) return before;
      const answer = await find(question);
      answers.set(key, answer);
      if (thorough && answer.kind === 'impossible' && answer.way !== 'highs') {
        const second = await fromHighs(question);
        // A list in whole numbers against a proof in whole numbers: one of the two is a fault of this program.
        if (second.kind === 'possible')
          throw new Error(`Impossible: a list and a proof for ${key}`);
      }
      return answer;
    },
  };
}

/** Whether a proof holds for the quotas, taken as those it may name or as exactly those it names. */
export function holds(
  proof: Proof,
  census: Census,
  start: Start,
  quotas: readonly number[],
  demands: readonly Demand[],
): boolean {
  const named = quotasNamed(proof).flatMap((id) => census.quotaOf.get(id) ?? []);
  const fewer = quotas.filter((quota) => named.includes(quota));
  return [quotas, fewer].some((set) => proves(proof, { census, start, quotas: set, demands }));
}

function byCounting(
  census: Census,
  start: Start,
  groups: readonly (readonly number[])[],
  demands: readonly Demand[],
): Answer | null {
  for (const group of groups) {
    const own = demands.filter(({ quota }) => group.includes(quota));
    const list = countGroup(census, start, group[0] ?? nobody, own);
    if (!list) return { kind: 'impossible', way: 'counting' };
    if (completes(census, start, list, demands)) return { kind: 'possible', way: 'counting' };
  }
  return null;
}

/** The quotas on the same people together; without any quota, one group that nobody is in. */
function byGroup(quotas: readonly number[], groups: readonly string[]): number[][] {
  if (quotas.length === 0) return [[nobody]];
  const names = [...new Set(quotas.map((quota) => groups[quota]))];
  return names.map((name) => quotas.filter((quota) => groups[quota] === name));
}

const nobody = -1;
