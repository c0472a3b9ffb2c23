import type { RankedList } from '../application/list-directory.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { viewOrders } from './view-orders.js';

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
    proof: infeasible?.proof ?? null,
    waived: built?.waived ?? [],
    reserve: built?.reserve ?? [],
    displacement: built?.displacement ?? null,
  };
}

/**
 * Everything a program needs about a list: the document it was built from, what came of it, and the five views. The hash
 * is that of `document.json`, byte for byte.
 */
export function listExport(list: RankedList): object {
  return {
    list: list.id,
    contest: list.contestId,
    state: list.state,
    version: list.version,
    madeAt: list.madeAt.toISOString(),
    documentHash: list.inputHash,
    resultHashes: list.resultHashes,
    document: JSON.parse(list.document) as object,
    outcome: listDocument(list.outcome),
    views: viewOrders(list),
    interventions: list.interventions.map(({ signedAt, ...act }) => ({
      ...act,
      signedAt: signedAt.toISOString(),
    })),
  };
}
