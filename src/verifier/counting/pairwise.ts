import { marksOf } from './ballots.js';
import { classesBy, everybody } from './classes.js';
import { standingIn, type Finding, type Method, type Question } from './election.js';
import { breakTie, noHistory, type TieReport } from './ties.js';

type Table = readonly (readonly number[])[];

/** How many voters prefer each candidate to each other. */
interface Comparison {
  readonly standing: readonly number[];
  readonly table: Table;
  readonly prefer: (a: number, b: number) => number;
}

/**
 * Compares every two candidates. `apart`: a ballot says nothing about whom it does not rank; otherwise they are below all it
 * ranks. Those it does not rank, and those on one rank, are not compared with each other.
 */
function compareAll(question: Question, unranked: string): Comparison {
  const standing = standingIn(question);
  const table = everybody(question.form.candidates).map(() =>
    everybody(question.form.candidates).map(() => 0),
  );
  for (const [paper, voters] of question.papers) {
    const marks = marksOf(paper);
    const named = new Set(marks.map(({ candidate }) => candidate));
    for (const { candidate, value } of marks) {
      const row = table[candidate] ?? [];
      for (const other of marks) if (other.value > value) row[other.candidate]! += voters;
      if (unranked !== 'apart')
        for (const other of standing) if (!named.has(other)) row[other]! += voters;
    }
  }
  return { standing, table, prefer: (a, b) => table[a]?.[b] ?? 0 };
}

/** First all above whom nobody is, then all above whom nobody left is, and so on. */
function layers(
  standing: readonly number[],
  isAbove: (a: number, b: number) => boolean,
): number[][] {
  const found: number[][] = [];
  let left = [...standing];
  while (left.length > 0) {
    const top = left.filter((one) => !left.some((other) => isAbove(other, one)));
    if (top.length === 0) throw new Error('Impossible: an order with a cycle');
    found.push(top);
    left = left.filter((one) => !top.includes(one));
  }
  return found;
}

/** A victory: as strong as its first number, and of equals the one with the lower second. */
interface Victory {
  readonly over: number;
  readonly under: number;
  readonly shown: number;
  readonly against: number;
}

function victories({ standing, prefer }: Comparison, margins: boolean): Victory[] {
  return standing.flatMap((over) =>
    standing.flatMap((under) => {
      const [support, against] = [prefer(over, under), prefer(under, over)];
      if (support <= against) return [];
      return [{ over, under, shown: margins ? support - against : support, against }];
    }),
  );
}

/** Above whom nobody has a stronger path of victories than the path back (Schulze 2011). */
export function schulze(variant: string, unranked: string): Method {
  return {
    count: (question) => {
      const comparison = compareAll(question, unranked);
      const against = variant === 'winning-against';
      const paths = strongestPaths(comparison, variant === 'margins', against);
      const { table, standing } = comparison;
      const shown = (figure: (path: Path) => number): number[][] =>
        table.map((row, from) => row.map((_, to) => figure(paths(from, to))));
      return {
        ranking: layers(standing, (a, b) => strongerPath(paths(a, b), paths(b, a)) > 0),
        rounds: [],
        working: {
          kind: 'pairwise',
          preferred: table,
          strongestPaths: shown(({ strength }) => strength),
          ...(against ? { pathOpposition: shown((path) => path.against) } : {}),
        },
      };
    },
  };
}

interface Path {
  readonly strength: number;
  readonly against: number;
}

const noPath: Path = { strength: 0, against: 0 };

/** Positive where the first is stronger. */
function strongerPath(a: Path, b: Path): number {
  return a.strength - b.strength || b.against - a.against;
}

/** Widens paths by one candidate after the other (Floyd and Warshall); a path is as strong as its weakest victory. */
function strongestPaths(
  comparison: Comparison,
  margins: boolean,
  thenAgainst: boolean,
): (from: number, to: number) => Path {
  const { standing, table } = comparison;
  const size = table.length;
  const paths: Path[] = Array.from({ length: size * size }, () => noPath);
  for (const { over, under, shown, against } of victories(comparison, margins))
    paths[over * size + under] = { strength: shown, against: thenAgainst ? against : 0 };
  const path = (from: number, to: number): Path => paths[from * size + to] ?? noPath;
  for (const by of standing)
    for (const from of standing)
      for (const to of standing) {
        if (new Set([by, from, to]).size < 3) continue;
        const [first, second] = [path(from, by), path(by, to)];
        if (first.strength === 0 || second.strength === 0) continue;
        const weaker = strongerPath(first, second) < 0 ? first : second;
        if (strongerPath(weaker, path(from, to)) > 0) paths[from * size + to] = weaker;
      }
  return path;
}

/** Victories from the strongest down, locked unless what is locked, or their equals, would close a cycle. */
export function rankedPairs(variant: string, unranked: string): Method {
  return {
    count: (question) => {
      const comparison = compareAll(question, unranked);
      const { standing, table } = comparison;
      const arcs = victories(comparison, variant === 'margins');
      const order = (a: Victory, b: Victory) => b.shown - a.shown || a.against - b.against;
      let locked = noArcs(table.length);
      const locks = classesBy([...arcs.keys()], (a, b) => order(arcs[a]!, arcs[b]!)).flatMap(
        (same) => {
          const equals = same.map((at) => arcs[at]!);
          const possible = equals.reduce(withArc, locked);
          const considered = equals.map(({ over, under, shown }) => {
            const pair = { over, under, strength: shown };
            if (locked[under]?.has(over)) return { ...pair, locked: false };
            if (possible[under]?.has(over)) return { ...pair, locked: false, undecided: true };
            return { ...pair, locked: true };
          });
          locked = considered.filter((pair) => pair.locked).reduce(withArc, locked);
          return considered;
        },
      );
      return {
        ranking: layers(standing, (a, b) => a !== b && locked[a]?.has(b) === true),
        rounds: [],
        working: { kind: 'pairwise', preferred: table, locks },
      };
    },
  };
}

/** For every candidate those who can be reached along arcs, and the candidate too. */
type Reached = readonly ReadonlySet<number>[];

function noArcs(candidates: number): Reached {
  return everybody(candidates).map((one) => new Set([one]));
}

function withArc(reached: Reached, { over, under }: { over: number; under: number }): Reached {
  return reached.map((those) =>
    those.has(over) ? new Set([...those, ...(reached[under] ?? [])]) : those,
  );
}

/** A point for each victory, half of one for each draw. */
export function copeland(unranked: string): Method {
  return {
    count: (question) => {
      const { standing, table, prefer } = compareAll(question, unranked);
      const halves = (one: number): number =>
        standing.includes(one)
          ? standing
              .filter((other) => other !== one)
              .reduce(
                (sum, other) => sum + 1 + Math.sign(prefer(one, other) - prefer(other, one)),
                0,
              )
          : 0;
      return onePoint(
        classesBy(standing, (a, b) => halves(b) - halves(a)),
        table.map((_, one) => (halves(one) / 2).toFixed(1)),
        table,
      );
    },
  };
}

function onePoint(ranking: number[][], votes: readonly string[], table: Table): Finding {
  return {
    ranking,
    rounds: [{ number: 1, votes, elected: [], excluded: [] }],
    working: { kind: 'pairwise', preferred: table },
  };
}

/** Whose worst comparison is the least bad. */
export function minimax(variant: string, unranked: string): Method {
  return {
    count: (question) => {
      const { standing, table, prefer } = compareAll(question, unranked);
      const against = (one: number, other: number): number => {
        const [theirs, own] = [prefer(other, one), prefer(one, other)];
        if (variant === 'margins') return theirs - own;
        return variant === 'opposition' || theirs > own ? theirs : 0;
      };
      const worst = (one: number): number => {
        const others = standing.includes(one) ? standing.filter((other) => other !== one) : [];
        return others.length === 0 ? 0 : Math.max(...others.map((other) => against(one, other)));
      };
      return onePoint(
        classesBy(standing, (a, b) => worst(a) - worst(b)),
        table.map((_, one) => String(worst(one))),
        table,
      );
    },
  };
}

/** The rankings that agree with most preferences; exact, over all sets of candidates. */
export function kemeny(unranked: string): Method {
  return {
    count: (question) => {
      const { standing, table, prefer } = compareAll(question, unranked);
      const best = bestOrders(standing, prefer);
      const { classes, ties } = kemenyPlaces(best, standing, question);
      let before = 0;
      const elected = classes.filter((same) => (before += same.length) <= question.seats).flat();
      return {
        ranking: classes,
        elected,
        ties,
        rounds: [],
        working: {
          kind: 'pairwise',
          preferred: table,
          best: { agreement: best.agreement, rankings: String(best.number) },
        },
      };
    },
  };
}

/** All best orders at once; sets of candidates are bits by their place among those who stand. */
interface BestOrders {
  readonly agreement: number;
  readonly number: bigint;
  /** The sets that are left after so many places in some best order, one entry where all orders agree on it. */
  readonly cuts: readonly number[];
  /** Who comes next in some best order when this set is left. */
  readonly next: (left: number) => readonly number[];
}

function bestOrders(
  standing: readonly number[],
  prefer: (a: number, b: number) => number,
): BestOrders {
  const size = standing.length;
  const all = 2 ** size - 1;
  const above = (first: number, others: number): number => {
    let sum = 0;
    for (let other = 0; other < size; other++)
      if ((others >> other) & 1) sum += prefer(standing[first] ?? 0, standing[other] ?? 0);
    return sum;
  };
  const most = new Float64Array(all + 1);
  for (let left = 1; left <= all; left++)
    for (let first = 0; first < size; first++)
      if ((left >> first) & 1) {
        const others = left ^ (1 << first);
        most[left] = Math.max(most[left]!, above(first, others) + most[others]!);
      }
  const next = (left: number): readonly number[] =>
    everybody(size).filter(
      (first) =>
        (left >> first) & 1 &&
        most[left] === above(first, left ^ (1 << first)) + most[left ^ (1 << first)]!,
    );
  return { agreement: most[all] ?? 0, ...walkOrders(all, next), next };
}

function walkOrders(all: number, next: BestOrders['next']): Pick<BestOrders, 'number' | 'cuts'> {
  const cuts: number[] = [];
  let ways = new Map([[all, 1n]]);
  while (!ways.has(0)) {
    const further = new Map<number, bigint>();
    for (const [left, orders] of ways)
      for (const first of next(left)) {
        const others = left ^ (1 << first);
        further.set(others, (further.get(others) ?? 0n) + orders);
      }
    ways = further;
    if (ways.size === 1) cuts.push([...ways.keys()][0] ?? 0);
  }
  return { number: ways.get(0) ?? 0n, cuts };
}

/** Block by block between the cuts, each put in order place by place as far as a seat depends on it. */
function kemenyPlaces(
  best: BestOrders,
  standing: readonly number[],
  { seats, ties: book }: Question,
): { readonly classes: number[][]; readonly ties: readonly TieReport[] } {
  const classes: number[][] = [];
  const ties: TieReport[] = [];
  let [start, before] = [2 ** standing.length - 1, 0];
  for (const cut of best.cuts) {
    const block = everybody(standing.length).filter((one) => ((start & ~cut) >> one) & 1);
    let [left, open, placed] = [start, block, 0];
    while (open.length > 0) {
      const next = best.next(left);
      let taken = next[0] ?? 0;
      if (next.length > 1) {
        if (placed >= seats - before) break;
        const tied = next.map((one) => standing[one] ?? 0);
        const question = { tied, at: 'election', round: 1, wanted: 'best' } as const;
        const broken = breakTie({ ...question, history: noHistory }, book);
        ties.push(broken.report);
        if (!broken.decided) break;
        taken = standing.indexOf(broken.classes[0]?.[0] ?? 0);
      }
      classes.push([standing[taken] ?? 0]);
      placed += 1;
      left ^= 1 << taken;
      open = open.filter((one) => one !== taken);
    }
    if (open.length > 0) classes.push(open.map((one) => standing[one] ?? 0));
    before += block.length;
    start = cut;
  }
  return { classes, ties };
}
