import type { Preferences } from '../ballots/preferences.js';

/**
 * The ways of the ballots through those who keep a part of each ballot (the elected, by Meek's method) to the first one who
 * keeps it whole. Ballots on one way are worth the same everywhere, so a tree of the ways distributes all votes: a few
 * hundred steps where there are a million ballots. When somebody is elected or defeated only the ballots that ended with
 * that candidate go on. Changed in place, candidate by candidate.
 */
export interface BallotPaths {
  readonly preferences: Preferences;
  /** By position: 1 for a candidate with whom ballots end. */
  readonly ends: Uint8Array;
  /** By position: 1 for a candidate whom ballots pass through. */
  readonly keeps: Uint8Array;
  /** How many steps the tree has; each comes after the one before it, and the root, on which every ballot begins, is step 0. */
  steps: number;
  /** By step: the step before it. There is room for more steps than there are. */
  before: Int32Array;
  /** By step: the candidate reached. */
  reached: Uint16Array;
  /** By step: how many ballots come there. */
  ballots: Float64Array;
  /** By step: the first of the different ballots that end there, -1 where none does. */
  tops: Int32Array;
  /** By different ballot: the next one that ends on the same step, -1 at the end of the chain. */
  readonly next: Int32Array;
  /** By different ballot: which mark comes after where it is. */
  readonly places: Uint32Array;
  /** The steps by the one before and the candidate. */
  readonly index: Map<number, number>;
}

const firstRoom = 1 << 10;

/** The ways when everybody who stands keeps ballots whole: each ends with its first preference. */
export function layPaths(preferences: Preferences, standing: readonly number[]): BallotPaths {
  const { candidates, distinct, starts } = preferences;
  const ends = new Uint8Array(candidates);
  for (const position of standing) ends[position] = 1;
  const paths: BallotPaths = {
    preferences,
    ends,
    keeps: new Uint8Array(candidates),
    steps: 1,
    before: new Int32Array(firstRoom),
    reached: new Uint16Array(firstRoom),
    ballots: new Float64Array(firstRoom),
    tops: new Int32Array(firstRoom).fill(-1),
    next: new Int32Array(distinct),
    places: starts.slice(0, distinct),
    index: new Map(),
  };
  for (let ballot = 0; ballot < distinct; ballot++) goOn(paths, ballot, 0);
  return paths;
}

/** From now on ballots pass through this candidate. */
export function passThrough(paths: BallotPaths, position: number): void {
  paths.ends[position] = 0;
  paths.keeps[position] = 1;
  for (const step of stepsOf(paths, position)) release(paths, step, step);
}

/** From now on ballots pass over this candidate, with whom they ended until now. */
export function passOver(paths: BallotPaths, position: number): void {
  paths.ends[position] = 0;
  for (const step of stepsOf(paths, position)) {
    paths.ballots[step] = 0;
    release(paths, step, paths.before[step] ?? 0);
  }
}

function stepsOf({ reached, steps }: BallotPaths, position: number): number[] {
  const found: number[] = [];
  for (let step = 1; step < steps; step++) if (reached[step] === position) found.push(step);
  return found;
}

/** Lets the ballots that ended on one step go on from another. */
function release(paths: BallotPaths, step: number, from: number): void {
  let ballot = paths.tops[step] ?? -1;
  paths.tops[step] = -1;
  while (ballot !== -1) {
    const following = paths.next[ballot]!;
    goOn(paths, ballot, from);
    ballot = following;
  }
}

/** Leads a ballot from a step to where it ends. */
function goOn(paths: BallotPaths, ballot: number, from: number): void {
  const { preferences, ends, keeps, next, places } = paths;
  const { starts, marked, counts } = preferences;
  const end = starts[ballot + 1]!;
  let step = from;
  for (let place = places[ballot]!; place < end; place++) {
    const candidate = marked[place]!;
    if (ends[candidate] !== 1 && keeps[candidate] !== 1) continue;
    step = stepTo(paths, step, candidate);
    paths.ballots[step] = paths.ballots[step]! + counts[ballot]!;
    if (keeps[candidate] === 1) continue;
    places[ballot] = place + 1;
    next[ballot] = paths.tops[step]!;
    paths.tops[step] = ballot;
    return;
  }
}

function stepTo(paths: BallotPaths, from: number, candidate: number): number {
  const { index, preferences } = paths;
  const key = from * preferences.candidates + candidate;
  const known = index.get(key);
  if (known !== undefined) return known;
  const step = paths.steps;
  if (step === paths.before.length) makeRoom(paths);
  paths.before[step] = from;
  paths.reached[step] = candidate;
  paths.steps = step + 1;
  index.set(key, step);
  return step;
}

function makeRoom(paths: BallotPaths): void {
  const { before, reached, ballots, tops } = paths;
  const size = before.length * 2;
  paths.before = new Int32Array(size);
  paths.before.set(before);
  paths.reached = new Uint16Array(size);
  paths.reached.set(reached);
  paths.ballots = new Float64Array(size);
  paths.ballots.set(ballots);
  paths.tops = new Int32Array(size).fill(-1);
  paths.tops.set(tops);
}
