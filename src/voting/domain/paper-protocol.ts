import { accept, refuse, type Result } from '../../kernel/result.js';
import { mostMarks, type MarkForm } from './ballot.js';

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
  /** The votes of each candidate, in the published order of the round. */
  readonly votes: readonly number[];
}

/** A field of the protocol: one of its sums, or the votes of the candidate on a position. */
export type ProtocolField = 'signatures' | 'issued' | 'cast' | 'valid' | 'invalid' | number;

/** A reason why a protocol cannot be true. */
export type ProtocolFault =
  | { readonly kind: 'not-a-count'; readonly field: ProtocolField }
  | { readonly kind: 'wrong-number-of-candidates'; readonly have: number; readonly need: number }
  | {
      readonly kind: 'more-signatures-than-listed';
      readonly signatures: number;
      readonly listed: number;
    }
  | {
      readonly kind: 'fewer-issued-than-signatures';
      readonly issued: number;
      readonly signatures: number;
    }
  | {
      readonly kind: 'more-cast-than-signatures';
      readonly cast: number;
      readonly signatures: number;
    }
  | { readonly kind: 'more-cast-than-issued'; readonly cast: number; readonly issued: number }
  | {
      readonly kind: 'valid-and-invalid-are-not-cast';
      readonly valid: number;
      readonly invalid: number;
      readonly cast: number;
    }
  | {
      readonly kind: 'candidate-above-valid';
      readonly candidate: number;
      readonly votes: number;
      readonly valid: number;
    }
  | { readonly kind: 'votes-are-not-valid'; readonly votes: number; readonly valid: number }
  | {
      readonly kind: 'more-votes-than-marks';
      readonly votes: number;
      readonly valid: number;
      readonly marks: number;
    }
  | { readonly kind: 'fewer-votes-than-valid'; readonly votes: number; readonly valid: number };

const sums = ['signatures', 'issued', 'cast', 'valid', 'invalid'] as const;

/**
 * Everything that makes a protocol impossible; empty when it could be true. `listed` is how many voters of the roll are
 * marked for this place, null where the place takes any voter of the roll on paper.
 */
export function protocolFaults(
  protocol: PaperProtocol,
  form: MarkForm,
  listed: number | null,
): readonly ProtocolFault[] {
  const shape = shapeFaults(protocol, form);
  if (shape.length > 0) return shape;
  return [...envelopeFaults(protocol, listed), ...voteFaults(protocol, form)];
}

/** A difference between the two entries of a protocol. */
export interface EntryDifference {
  readonly field: ProtocolField;
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
    ...sums.map((field) => ({ field, first: first[field], second: second[field] })),
    ...Array.from({ length: positions }, (_, field) => ({
      field,
      first: first.votes[field] ?? 0,
      second: second.votes[field] ?? 0,
    })),
  ];
  return pairs.filter((pair) => pair.first !== pair.second);
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

function shapeFaults(protocol: PaperProtocol, form: MarkForm): readonly ProtocolFault[] {
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  const number: ProtocolFault[] =
    protocol.votes.length === form.candidates
      ? []
      : [
          {
            kind: 'wrong-number-of-candidates',
            have: protocol.votes.length,
            need: form.candidates,
          },
        ];
  return [
    ...number,
    ...sums
      .filter((field) => !isCount(protocol[field]))
      .map((field) => ({ kind: 'not-a-count', field }) as const),
    ...protocol.votes.flatMap((votes, field) =>
      isCount(votes) ? [] : [{ kind: 'not-a-count', field } as const],
    ),
  ];
}

function envelopeFaults(protocol: PaperProtocol, listed: number | null): readonly ProtocolFault[] {
  const { signatures, issued, cast, valid, invalid } = protocol;
  const faults: ProtocolFault[] = [];
  if (listed !== null && signatures > listed)
    faults.push({ kind: 'more-signatures-than-listed', signatures, listed });
  if (issued < signatures)
    faults.push({ kind: 'fewer-issued-than-signatures', issued, signatures });
  if (cast > signatures) faults.push({ kind: 'more-cast-than-signatures', cast, signatures });
  if (cast > issued) faults.push({ kind: 'more-cast-than-issued', cast, issued });
  if (valid + invalid !== cast)
    faults.push({ kind: 'valid-and-invalid-are-not-cast', valid, invalid, cast });
  return faults;
}

function voteFaults(protocol: PaperProtocol, form: MarkForm): readonly ProtocolFault[] {
  const { valid, votes } = protocol;
  const sum = votes.reduce((total, one) => total + one, 0);
  const above = votes.flatMap((count, candidate): ProtocolFault[] =>
    count > valid ? [{ kind: 'candidate-above-valid', candidate, votes: count, valid }] : [],
  );
  return [...above, ...sumFaults(sum, valid, form)];
}

function sumFaults(votes: number, valid: number, form: MarkForm): readonly ProtocolFault[] {
  switch (form.kind) {
    case 'single':
      return votes === valid ? [] : [{ kind: 'votes-are-not-valid', votes, valid }];
    case 'rating': {
      const marks = Math.min(mostMarks(form), form.candidates);
      if (votes > valid * marks) return [{ kind: 'more-votes-than-marks', votes, valid, marks }];
      return votes < valid ? [{ kind: 'fewer-votes-than-valid', votes, valid }] : [];
    }
  }
}
