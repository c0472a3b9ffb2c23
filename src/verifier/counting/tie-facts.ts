import { order, type ExactNumber } from './exact-number.js';

/** What steps of a tie policy look at besides the votes of the round and the lot. */
export interface TieFacts {
  /** The candidates from the eldest to the youngest, those born on one day together; null where that was not published. */
  readonly byAge: readonly (readonly string[])[] | null;
  /** Whom the commission found to belong to a group; null for a group that is proved with a certificate. */
  readonly membersOf: (group: string) => ReadonlySet<string> | null;
  /** The shares of the valid ballots in the stages before, the most recent stage first. */
  readonly earlierStages: readonly ReadonlyMap<string, ExactNumber>[];
}

/** A step that looks at such facts. */
interface FactStep {
  readonly kind: string;
  readonly group?: string | undefined;
}

/** How a step separates these: classes, best first; null where the facts do not say it. */
export function classesByFacts(
  { kind, group }: FactStep,
  ids: readonly string[],
  facts: TieFacts,
): readonly (readonly string[])[] | null {
  switch (kind) {
    case 'elder':
      return facts.byAge && among(facts.byAge, ids);
    case 'younger':
      return facts.byAge && among(facts.byAge.toReversed(), ids);
    case 'group': {
      const members = facts.membersOf(group ?? '');
      return members && among([[...members], ids.filter((id) => !members.has(id))], ids);
    }
    case 'earlier-stage':
      return byEarlierStage(ids, facts.earlierStages);
    default:
      return null;
  }
}

/** The same classes with these people only, in the order in which they are given. */
function among(
  classes: readonly (readonly string[])[],
  ids: readonly string[],
): readonly (readonly string[])[] {
  return classes
    .map((same) => ids.filter((id) => same.includes(id)))
    .filter(({ length }) => length > 0);
}

/** The most recent stage in which all of them stood and which does not put them all equal. */
function byEarlierStage(
  ids: readonly string[],
  stages: TieFacts['earlierStages'],
): readonly (readonly string[])[] {
  for (const shares of stages) {
    const known = ids.flatMap((id) => {
      const share = shares.get(id);
      return share ? [{ id, share }] : [];
    });
    if (known.length < ids.length) continue;
    const classes: (typeof known)[] = [];
    for (const one of known.toSorted((a, b) => order(b.share, a.share))) {
      const last = classes.at(-1);
      if (last?.[0] && order(last[0].share, one.share) === 0) last.push(one);
      else classes.push([one]);
    }
    if (classes.length > 1) return classes.map((same) => same.map(({ id }) => id));
  }
  return [ids];
}
