import type { RoundCount } from './round-count.js';

/** Why a round is not counted again without somebody. */
export type RecountFault =
  /** Everybody who stood when it was counted still does. */
  | { readonly kind: 'nobody-left' }
  /** A recount only takes candidates out: who left before the count is not on its ballots again. */
  | { readonly kind: 'somebody-returned'; readonly candidacies: readonly string[] };

/** Where a candidate stands in one count. */
export interface Standing {
  readonly rank: number;
  readonly elected: boolean;
}

/** A candidate whose place is another one in the recount. */
export interface RankMove {
  readonly candidacyId: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** Who stood in the first count and does not any more, in the order of the ballot. */
export function leftSince(first: RoundCount, standing: ReadonlySet<string>): readonly string[] {
  const stood = new Set(first.candidates.flatMap((one) => (one.standing ? one.candidacyId : [])));
  return first.positions.filter((id) => stood.has(id) && !standing.has(id));
}

/**
 * What stands against a recount: it changes nothing against the count in force, or it would bring somebody back. Both counts
 * rest on the same ballots; that only candidates are taken out keeps anybody from asking the box one question after another.
 */
export function recountFaults(
  first: RoundCount,
  inForce: RoundCount,
  standing: ReadonlySet<string>,
): readonly RecountFault[] {
  const returned = first.candidates.flatMap(({ candidacyId, standing: stood }) =>
    !stood && standing.has(candidacyId) ? [candidacyId] : [],
  );
  if (returned.length > 0) return [{ kind: 'somebody-returned', candidacies: returned }];
  const same = inForce.candidates.every(
    ({ candidacyId, standing: stood }) => stood === standing.has(candidacyId),
  );
  return same ? [{ kind: 'nobody-left' }] : [];
}

/** The count in force: the last recount that is complete, or the first count. */
export function countInForce(first: RoundCount, recounts: readonly RoundCount[]): RoundCount {
  return recounts.findLast(({ outcome }) => outcome !== 'waiting') ?? first;
}

/** The count that waits for the commission to decide a tie; null while none does. */
export function waitingCount(
  first: RoundCount,
  recounts: readonly RoundCount[],
): RoundCount | null {
  const last = recounts.at(-1) ?? first;
  return last.outcome === 'waiting' ? last : null;
}

/** Everybody whose rank, or whose place among those who go on, is another one now; in the order of the recount. */
export function movedBetween(before: RoundCount, after: RoundCount): readonly RankMove[] {
  const places = new Map(before.candidates.map((one) => [one.candidacyId, one]));
  return after.candidates.flatMap(({ candidacyId, rank, elected }) => {
    const was = places.get(candidacyId);
    if (!was || (was.rank === rank && was.elected === elected)) return [];
    const [from, to] = [
      { rank: was.rank, elected: was.elected },
      { rank, elected },
    ];
    return [{ candidacyId, before: from, after: to }];
  });
}
