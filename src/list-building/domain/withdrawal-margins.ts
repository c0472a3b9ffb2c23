/** How many members of a group may still leave, whoever they are, before no list is possible. */
export interface WithdrawalMargin {
  readonly group: string;
  /** So many may leave in any case. */
  readonly spare: number;
  /** One more could be too many; `false`: nobody knows, more than `spare` may leave. */
  readonly exact: boolean;
}

/** Members of a group who are alike in everything the quotas count. */
export interface AlikeMembers {
  readonly kind: string;
  readonly count: number;
}

/** Whether a list would exist without so many people of each kind. */
export type AskWithout = (gone: readonly AlikeMembers[]) => 'feasible' | 'infeasible' | 'undecided';

/**
 * How close a possible list is to becoming impossible: for a group the smallest number of withdrawals that leaves no list,
 * less one. Every choice of leavers is tried, one leaver, two, up to `most`; where all of them leave a list possible the
 * margin is at least that.
 */
export function withdrawalMargin(
  group: string,
  members: readonly AlikeMembers[],
  ask: AskWithout,
  { most, questions }: { readonly most: number; readonly questions: number },
): WithdrawalMargin {
  const all = members.reduce((sum, { count }) => sum + count, 0);
  let left = questions;
  for (let leavers = 1; leavers <= Math.min(most, all); leavers++) {
    for (const gone of choices(members, leavers)) {
      if (left-- <= 0) return { group, spare: leavers - 1, exact: false };
      const answer = ask(gone);
      if (answer === 'infeasible') return { group, spare: leavers - 1, exact: true };
      if (answer === 'undecided') return { group, spare: leavers - 1, exact: false };
    }
  }
  return { group, spare: Math.min(most, all), exact: false };
}

function* choices(
  members: readonly AlikeMembers[],
  leavers: number,
): Generator<readonly AlikeMembers[]> {
  const [first, ...rest] = members;
  if (first === undefined) {
    if (leavers === 0) yield [];
    return;
  }
  for (let count = Math.min(first.count, leavers); count >= 0; count--) {
    for (const others of choices(rest, leavers - count)) {
      yield count > 0 ? [{ kind: first.kind, count }, ...others] : others;
    }
  }
}
