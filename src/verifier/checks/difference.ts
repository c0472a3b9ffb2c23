import { canonicalText, type Json } from '../bytes/canonical-json.js';

/** The first place where two documents differ, and what stands there. */
export interface Difference {
  readonly path: string;
  readonly stated: string;
  readonly found: string;
}

/**
 * The first difference between a stated document and one found anew. A result may leave `exactVotes` out where its fractions
 * are too long to be read; where they stand they must be right.
 */
export function differenceBetween(stated: Json, found: Json, path = ''): Difference | null {
  const [a, b] = [membersOf(stated), membersOf(found)];
  if (!a || !b || Array.isArray(stated) !== Array.isArray(found)) {
    return canonicalText(stated) === canonicalText(found)
      ? null
      : { path, ...shown(stated, found) };
  }
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(key), b.get(key)];
    if (one === undefined && key === 'exactVotes') continue;
    const here = `${path}/${key}`;
    if (one === undefined || other === undefined)
      return { path: here, ...shown(one ?? null, other ?? null) };
    const difference = differenceBetween(one, other, here);
    if (difference) return difference;
  }
  return null;
}

function membersOf(value: Json): ReadonlyMap<string, Json> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function shown(stated: Json, found: Json): Pick<Difference, 'stated' | 'found'> {
  return { stated: shortened(stated), found: shortened(found) };
}

function shortened(value: Json): string {
  const text = canonicalText(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
