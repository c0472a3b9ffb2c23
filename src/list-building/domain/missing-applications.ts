/** People who might still apply, of one kind: everybody in exactly these groups. */
export interface ApplicantKind {
  readonly id: string;
  readonly groups: readonly string[];
}

/** So many more people of a kind. */
export interface Applicants {
  readonly kind: string;
  readonly count: number;
}

/** Whether a list would exist with these people registered too. */
export type AskWith = (added: readonly Applicants[]) => 'feasible' | 'infeasible' | 'undecided';

/** What is known without asking: of these kinds together at least so many must come. */
export interface KnownNeed {
  readonly kinds: readonly string[];
  readonly atLeast: number;
}

export interface ApplicantSearch {
  /** The most people of one kind that are tried. */
  readonly most: number;
  /** So many questions are asked at most. */
  readonly questions: number;
  /** From so many more people on the list grows no longer, and one person more can only help. */
  readonly fullFrom: number;
  readonly needs: readonly KnownNeed[];
}

export interface MissingApplications {
  /** The smallest mixtures and the fewest of each single kind that make a list possible, the fewest people first. */
  readonly ways: readonly (readonly Applicants[])[];
  /** Fewer people than this help in no mixture of the kinds that may be mixed. */
  readonly atLeast: number;
  /** The smallest mixture is known; `false`: only `atLeast` is. */
  readonly settled: boolean;
}

/**
 * The smallest numbers of further applicants, by kind, that make a list possible. Every way was asked for and is exact;
 * where the questions run out the answer is "at least". `mixed` are the kinds that may be mixed with each other, `alone`
 * those that are tried by themselves.
 */
export function missingApplications(
  mixed: readonly ApplicantKind[],
  alone: readonly ApplicantKind[],
  ask: AskWith,
  search: ApplicantSearch,
): MissingApplications {
  const asking = counted(ask, search.questions);
  const enough = alone.flatMap((kind) => {
    const count = fewestOf(kind.id, asking, search);
    return count === null ? [] : [{ kind, count }];
  });
  const single = enough
    .filter((one) => !enough.some((other) => asksLess(other, one)))
    .map(({ kind, count }) => [{ kind: kind.id, count }]);
  const mixture = fewestMixed(
    mixed.map(({ id }) => id),
    asking,
    search,
  );
  const ways = [...mixture.ways, ...single].toSorted((a, b) => total(a) - total(b));
  return {
    ways: ways.filter((way, index) => ways.findIndex((other) => sameWay(way, other)) === index),
    atLeast: mixture.atLeast,
    settled: mixture.settled,
  };
}

/** More mixtures than this are not even looked at. */
const mostMixtures = 50_000;

/** As few people or fewer, of whom less is asked: then the other way says nothing more. */
function asksLess(
  one: { readonly kind: ApplicantKind; readonly count: number },
  other: { readonly kind: ApplicantKind; readonly count: number },
): boolean {
  const [few, many] = [one.kind.groups, other.kind.groups];
  return (
    one.count <= other.count &&
    few.length < many.length &&
    few.every((group) => many.includes(group))
  );
}

interface Asking {
  readonly ask: AskWith;
  readonly left: () => number;
}

function counted(ask: AskWith, questions: number): Asking {
  let left = questions;
  return {
    ask: (added) => {
      left -= 1;
      return ask(added);
    },
    left: () => left,
  };
}

/** The fewest people of one kind; null where none help, or nobody knows. */
function fewestOf(
  kind: string,
  { ask, left }: Asking,
  { most, fullFrom }: ApplicantSearch,
): number | null {
  const answer = (count: number) => ask([{ kind, count }]);
  // While the list grows with the people, each number is a question of its own.
  for (let count = 1; count < Math.min(fullFrom, most + 1); count++) {
    if (left() <= 0) return null;
    if (answer(count) === 'feasible') return count;
  }
  let [below, above] = [Math.max(0, fullFrom - 1), most];
  if (below >= above || left() <= 0 || answer(above) !== 'feasible') return null;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    const here = left() > 0 ? answer(middle) : 'undecided';
    if (here === 'undecided') return null;
    if (here === 'feasible') above = middle;
    else below = middle;
  }
  return above;
}

/** The fewest people in any mixture: all mixtures of one person, of two, and so on, but those the known needs rule out. */
function fewestMixed(
  kinds: readonly string[],
  { ask, left }: Asking,
  { most, needs }: ApplicantSearch,
): MissingApplications {
  let settled = true;
  let looked = 0;
  const least = Math.max(1, ...needs.map(({ atLeast }) => atLeast));
  for (let people = least; people <= most; people++) {
    const ways: Applicants[][] = [];
    for (const counts of mixtures(kinds.length, people)) {
      if (++looked > mostMixtures) return { ways: [], atLeast: people, settled: false };
      const added = kinds.flatMap((kind, index) => {
        const count = counts[index] ?? 0;
        return count > 0 ? [{ kind, count }] : [];
      });
      if (!needs.every((need) => meets(added, need))) continue;
      if (left() <= 0) return { ways: plainest(ways), atLeast: people, settled: ways.length > 0 };
      const answer = ask(added);
      if (answer === 'feasible') ways.push(added);
      if (answer === 'undecided') settled = false;
    }
    if (ways.length > 0) return { ways: plainest(ways), atLeast: people, settled };
    if (!settled) return { ways: [], atLeast: people, settled };
  }
  return { ways: [], atLeast: most + 1, settled: false };
}

/** Of mixtures of as many people those of the fewest kinds, and few enough to be read. */
function plainest(ways: readonly (readonly Applicants[])[]): (readonly Applicants[])[] {
  const fewest = Math.min(...ways.map(({ length }) => length));
  return ways.filter(({ length }) => length === fewest).slice(0, 3);
}

function meets(added: readonly Applicants[], { kinds, atLeast }: KnownNeed): boolean {
  return total(added.filter(({ kind }) => kinds.includes(kind))) >= atLeast;
}

/** Every way to divide so many people among so many kinds, the first kinds first. */
function* mixtures(kinds: number, people: number): Generator<readonly number[]> {
  if (kinds === 0) return;
  if (kinds === 1) {
    yield [people];
    return;
  }
  for (let first = people; first >= 0; first--) {
    for (const rest of mixtures(kinds - 1, people - first)) yield [first, ...rest];
  }
}

function total(added: readonly Applicants[]): number {
  return added.reduce((sum, { count }) => sum + count, 0);
}

function sameWay(a: readonly Applicants[], b: readonly Applicants[]): boolean {
  const key = (way: readonly Applicants[]) =>
    way.map(({ kind, count }) => `${kind} ${count}`).join('\n');
  return key(a) === key(b);
}
