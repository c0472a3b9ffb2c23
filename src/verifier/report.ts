/** The checks in the order in which they are made. */
export const checkNames = [
  'files',
  'manifest-signature',
  'records',
  'ledger',
  'rules',
  'plan',
  'roll',
  'issuance',
  'keys',
  'order',
  'box',
  'opening',
  'paper',
  'ties',
  'count',
  'result',
  'signatures',
  'recounts',
  'list',
  'list-quotas',
  'list-interventions',
  'list-merit',
] as const;

export type CheckName = (typeof checkNames)[number];

/** Numbers and names that a sentence is made with. */
export type Values = Readonly<Record<string, string | number>>;

/** The first thing that is wrong in a check. `kind` names the sentence. */
export interface Fault {
  readonly kind: string;
  readonly values: Values;
}

/** What a check found. */
export type Outcome =
  | { readonly verdict: 'passed'; readonly facts: Values }
  | { readonly verdict: 'failed'; readonly fault: Fault }
  /** The bundle has nothing of the kind: no box, no paper, no list. */
  | { readonly verdict: 'nothing-there' };

export function passed(facts: Values = {}): Outcome {
  return { verdict: 'passed', facts };
}

export function failed(kind: string, values: Values = {}): Outcome {
  return { verdict: 'failed', fault: { kind, values } };
}

export const nothingThere: Outcome = { verdict: 'nothing-there' };

/** Whom the verifier tells what it does. */
export interface Listener {
  readonly checked: (check: CheckName, outcome: Outcome) => void;
  readonly progress: (check: CheckName, done: number, of: number) => void;
}

/** What was found about a whole bundle. */
export interface Verdict {
  readonly verdict: 'right' | 'wrong' | 'not-a-bundle';
  readonly checks: readonly { readonly check: CheckName; readonly outcome: Outcome }[];
  /** What cannot be seen from a bundle, or was taken on trust. */
  readonly untested: readonly { readonly kind: string; readonly values: Values }[];
}
