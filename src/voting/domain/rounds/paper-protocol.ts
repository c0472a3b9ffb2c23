import { accept, refuse, type Result } from '../../../kernel/result.js';
import type { Ballot } from '../ballots/ballot.js';
import { addBallot, ballotFolder, type FoldedBallots } from '../ballots/folded-ballots.js';
import { ballotKey, type CountedBallot } from './paper-ballots.js';

/** The numbers of the protocol of one paper voting place, as written by its counting commission. */
export interface PaperProtocol {
  /** People who signed for a ballot. */
  readonly signatures: number;
  /** Ballots handed out. */
  readonly issued: number;
  /** Ballots (envelopes) found in the box. */
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
  /** The votes of each candidate, in the published order of the round; none where the ballots themselves are typed. */
  readonly votes: readonly number[];
  /** The valid ballots, line by line, where the count must see the ballots themselves. */
  readonly ballots?: readonly CountedBallot[];
}

/** A field of the protocol: one of its sums, or the votes of the candidate on a position. */
export type ProtocolField = 'signatures' | 'issued' | 'cast' | 'valid' | 'invalid' | number;

/** The sums of a protocol in the order of the paper form. */
export const protocolSums = ['signatures', 'issued', 'cast', 'valid', 'invalid'] as const;

/** A difference between the two entries of a protocol. */
export interface EntryDifference {
  /** A field, or a ballot whose number of equal ones differs. */
  readonly field: ProtocolField | { readonly ballot: Ballot };
  readonly first: number;
  readonly second: number;
}

/** Every field in which two entries of one protocol differ (Likud 2019: retyping gave one rival 2,259 votes). */
export function entryDifferences(
  first: PaperProtocol,
  second: PaperProtocol,
): readonly EntryDifference[] {
  const positions = Math.max(first.votes.length, second.votes.length);
  const pairs: EntryDifference[] = [
    ...protocolSums.map((field) => ({ field, first: first[field], second: second[field] })),
    ...Array.from({ length: positions }, (_, field) => ({
      field,
      first: first.votes[field] ?? 0,
      second: second.votes[field] ?? 0,
    })),
    ...ballotPairs(first.ballots ?? [], second.ballots ?? []),
  ];
  return pairs.filter((pair) => pair.first !== pair.second);
}

/** How often each ballot stands in either entry: the order of the lines and how equal ballots were grouped play no part. */
function ballotPairs(
  first: readonly CountedBallot[],
  second: readonly CountedBallot[],
): readonly EntryDifference[] {
  const counts = new Map<string, { ballot: Ballot; first: number; second: number }>();
  const add = (lines: readonly CountedBallot[], side: 'first' | 'second'): void => {
    for (const { ballot, count } of lines) {
      const key = ballotKey(ballot);
      const known = counts.get(key) ?? { ballot, first: 0, second: 0 };
      counts.set(key, { ...known, [side]: known[side] + count });
    }
  };
  add(first, 'first');
  add(second, 'second');
  return [...counts.values()].map(({ ballot, ...pair }) => ({ field: { ballot }, ...pair }));
}

/** A protocol as one person typed it. */
export interface PaperEntry {
  readonly typedBy: string;
  readonly protocol: PaperProtocol;
}

/** A paper voting place with what has been typed for it so far. */
export interface PaperPlace {
  readonly id: string;
  readonly name: string;
  readonly entries: readonly PaperEntry[];
}

/** A place of a round as it is kept. */
export interface StoredPlace extends PaperPlace {
  /** How many voters are listed for the place; null where any voter on paper may come. */
  readonly listed: number | null;
}

/** A place as the commission names it. */
export interface PlaceToDefine {
  readonly name: string;
  readonly listed: number | null;
}

/** How far the protocol of a place is. */
export type PlaceState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'typed-once'; readonly typedBy: string }
  | { readonly kind: 'differs'; readonly differences: readonly EntryDifference[] }
  | { readonly kind: 'confirmed'; readonly protocol: PaperProtocol };

/** The state of a place: its numbers exist once two different people have typed the same. */
export function placeState({ entries }: PaperPlace): PlaceState {
  const first = entries[0];
  if (!first) return { kind: 'missing' };
  const second = entries.find(({ typedBy }) => typedBy !== first.typedBy);
  if (!second) return { kind: 'typed-once', typedBy: first.typedBy };
  const differences = entryDifferences(first.protocol, second.protocol);
  return differences.length > 0
    ? { kind: 'differs', differences }
    : { kind: 'confirmed', protocol: first.protocol };
}

/** Why there is no total yet. */
export interface NoPaperTotal {
  readonly missing: readonly string[];
  readonly differing: readonly string[];
}

/** The sum over all places; with it, the places it is the sum of. */
export interface PaperTotal {
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
  readonly votes: readonly number[];
  /** All valid ballots where they were typed themselves; otherwise null. */
  readonly ballots: FoldedBallots | null;
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly cast: number;
    readonly valid: number;
    readonly invalid: number;
    readonly votes: readonly number[];
  }[];
}

/** The names of the places that stand against a total: nothing confirmed there, or two entries that differ. */
export function paperGaps(places: readonly PaperPlace[]): NoPaperTotal {
  const named = (...kinds: PlaceState['kind'][]): string[] =>
    places.filter((place) => kinds.includes(placeState(place).kind)).map(({ name }) => name);
  return { missing: named('missing', 'typed-once'), differing: named('differs') };
}

/**
 * The paper total. Refused while a single place is missing or differs: a total without all places is a wrong total
 * (UMP 2012: 87,388 to 87,290 without three units, 87,978 to 88,004 with them).
 */
export function paperTotal(
  places: readonly PaperPlace[],
  candidates: number,
): Result<PaperTotal, NoPaperTotal> {
  const gaps = paperGaps(places);
  if (gaps.missing.length > 0 || gaps.differing.length > 0) return refuse(gaps);
  const confirmed = places.flatMap((place) => {
    const state = placeState(place);
    return state.kind === 'confirmed' ? [{ place, protocol: state.protocol }] : [];
  });
  const sum = (of: (protocol: PaperProtocol) => number): number =>
    confirmed.reduce((total, { protocol }) => total + of(protocol), 0);
  return accept({
    cast: sum(({ cast }) => cast),
    valid: sum(({ valid }) => valid),
    invalid: sum(({ invalid }) => invalid),
    votes: Array.from({ length: candidates }, (_, position) =>
      sum(({ votes }) => votes[position] ?? 0),
    ),
    ballots: foldProtocols(
      confirmed.map(({ protocol }) => protocol),
      candidates,
    ),
    places: confirmed.map(({ place: { id, name }, protocol: { cast, valid, invalid, votes } }) => ({
      id,
      name,
      cast,
      valid,
      invalid,
      votes,
    })),
  });
}

function foldProtocols(
  protocols: readonly PaperProtocol[],
  candidates: number,
): FoldedBallots | null {
  if (protocols.every(({ ballots }) => ballots === undefined)) return null;
  const folder = ballotFolder();
  for (const { ballots = [] } of protocols)
    for (const { ballot, count } of ballots) addBallot(folder, ballot, count);
  return folder.finish(candidates);
}
