import type { CandidacyId } from '../../kernel/ids.js';
import type { Candidacy } from '../../candidate/index.js';
import { sha256Lot } from '../../platform/lot/index.js';
import type { TieRule } from '../../primary/index.js';

/**
 * A strict order of all candidates for what a merge of units leaves equal: the steps of the tie policy that can be asked
 * across units, then the lot. The seed is the hash of the rules, which was published before the first vote.
 */
export function tieOrder(
  candidates: readonly Candidacy[],
  policy: readonly TieRule[],
  seed: string,
): CandidacyId[] {
  const ids = candidates.map(({ id }) => id).sort();
  const drawn = new Map<string, number>();
  for (const [rank, position] of sha256Lot(seed).draw('merit order', ids.length).entries()) {
    const id = ids[position];
    if (id !== undefined) drawn.set(id, rank);
  }
  const lot = (a: Candidacy, b: Candidacy) => (drawn.get(a.id) ?? 0) - (drawn.get(b.id) ?? 0);
  return [...candidates]
    .sort((a, b) => {
      for (const rule of policy) {
        const difference = compare(rule, a, b, lot);
        if (difference !== 0) return difference;
      }
      return lot(a, b);
    })
    .map(({ id }) => id);
}

function compare(
  rule: TieRule,
  a: Candidacy,
  b: Candidacy,
  lot: (a: Candidacy, b: Candidacy) => number,
): number {
  switch (rule.kind) {
    case 'elder':
      return a.birthDate < b.birthDate ? -1 : a.birthDate > b.birthDate ? 1 : 0;
    case 'younger':
      return compare({ kind: 'elder' }, b, a, lot);
    case 'group':
      return Number(b.groups.includes(rule.group)) - Number(a.groups.includes(rule.group));
    case 'lot':
      return lot(a, b);
    // Votes and orders of the ballot belong to different units and cannot be compared; nobody can be asked here.
    case 'earlier-stage':
    case 'earlier-round':
    case 'first-preferences':
    case 'stated-order':
    case 'ask':
      return 0;
  }
}
