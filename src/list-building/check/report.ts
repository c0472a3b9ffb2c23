/** What the check looked at, one after the other, and what it found. */
export interface Report {
  readonly status: 'built' | 'infeasible' | 'undecided' | 'input';
  readonly verdict: 'true' | 'false' | 'open';
  readonly findings: readonly Finding[];
}

/** How a claim was shown. `counting`: numbers of one group; `proof`: sums in whole numbers; `highs`: HiGHS's word. */
export interface Shown {
  readonly counting: number;
  readonly proof: number;
  readonly highs: number;
}

export interface Finding {
  readonly check: CheckName;
  /** `open`: HiGHS could not answer; `skipped`: something before it is wrong, so that the question has no meaning. */
  readonly verdict: 'true' | 'false' | 'open' | 'skipped';
  /** Null where nothing had to be proved. */
  readonly shown: Shown | null;
  /** Everything that is wrong, in the order of places. */
  readonly faults: readonly Fault[];
  /** What is true and could be better. */
  readonly notes: readonly Fault[];
}

export type CheckName =
  | 'filled'
  | 'given'
  | 'quotas'
  | 'merit'
  | 'passed-over'
  | 'causes'
  | 'numbers'
  | 'none-to-spare'
  | 'smallest'
  | 'reasons'
  | 'waived'
  | 'reserve'
  | 'displacement'
  | 'conflict'
  | 'given-to-blame'
  | 'shortage'
  | 'nothing-claimed'
  | 'exists';

/** One thing that is not as it is said to be. */
export interface Fault {
  readonly kind: FaultKind;
  /** The place; left out where the fault is about the list as a whole. */
  readonly place?: number;
  readonly candidate?: string;
  readonly quota?: string;
  readonly quotas?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  /** The name of a number in the output, as in `required` or `kendall`. */
  readonly number?: string;
  readonly claimed?: string | number;
  readonly found?: string | number;
}

export type FaultKind =
  | 'place-empty'
  | 'place-twice'
  | 'place-beyond'
  | 'stranger'
  | 'person-twice'
  | 'barred'
  | 'outsider'
  | 'given-not-held'
  | 'quota-broken'
  | 'wrong-merit'
  | 'not-told'
  | 'told-in-vain'
  | 'told-twice'
  | 'wrong-place'
  | 'intervention-not-named'
  | 'no-intervention'
  | 'no-quota-named'
  | 'unknown-quota'
  | 'not-forced'
  | 'unanswered'
  | 'wrong-number'
  | 'no-such-demand'
  | 'rules-nobody-out'
  | 'other-quotas'
  | 'proof-fails'
  | 'to-spare'
  | 'carried-on'
  | 'smaller'
  | 'not-all-asked'
  | 'wrong-reason'
  | 'wrong-reason-text'
  | 'reason-without-cause'
  | 'cause-without-reason'
  | 'not-soft'
  | 'waived-twice'
  | 'no-such-run'
  | 'eased-too-far'
  | 'eased-otherwise'
  | 'reserve-differs'
  | 'wrong-total'
  | 'conflict-possible'
  | 'conflict-not-hard'
  | 'no-conflict'
  | 'given-not-to-blame'
  | 'given-to-blame'
  | 'shortage-not-there'
  | 'wrong-shortage'
  | 'shortage-not-told'
  | 'no-list';

/** A finding of which everything could be decided. */
export function finding(
  check: CheckName,
  faults: readonly Fault[],
  shown: Shown | null = null,
  notes: readonly Fault[] = [],
): Finding {
  const unanswered = faults.filter(({ kind }) => kind === 'unanswered');
  const verdict =
    faults.length > unanswered.length ? 'false' : unanswered.length > 0 ? 'open' : 'true';
  return { check, verdict, shown, faults, notes };
}

/** A check that makes no sense because of what is wrong before it. */
export function skipped(check: CheckName): Finding {
  return { check, verdict: 'skipped', shown: null, faults: [], notes: [] };
}

/** The report of all findings: true where each of them is. */
export function reportOf(status: Report['status'], findings: readonly Finding[]): Report {
  const some = (verdict: Finding['verdict']) => findings.some((one) => one.verdict === verdict);
  return { status, verdict: some('false') ? 'false' : some('open') ? 'open' : 'true', findings };
}
