import type { ListOutcome } from '../domain/list-outcome.js';

/** The answer of `irikteu list build --json`: every field is always there, so that programs need not ask. */
export function listDocument(outcome: ListOutcome): object {
  const built = outcome.status === 'built' ? outcome : null;
  const infeasible = outcome.status === 'infeasible' ? outcome : null;
  return {
    status: outcome.status,
    list: built?.list ?? [],
    displaced: built?.displaced ?? [],
    conflict: infeasible?.conflict ?? [],
    becauseOfFixed: infeasible?.becauseOfFixed ?? false,
    shortage: infeasible?.shortage ?? [],
    waived: built?.waived ?? [],
    reserve: built?.reserve ?? [],
    displacement: built?.displacement ?? null,
  };
}
