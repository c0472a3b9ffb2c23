import { canonicalText } from '../bytes/canonical-json.js';
import type { Bundle } from '../bundle/bundle.js';
import type { PaperPlaces, PaperProtocol } from '../bundle/records.js';
import { addPaper, paperOf, type Form, type Mark, type Papers } from '../counting/ballots.js';
import { faultOf } from '../counting/complete.js';
import type { Method } from '../counting/election.js';
import { handsInSums, type PaperTotal } from '../counting/round-count.js';
import { failed, nothingThere, passed, type Outcome, type Values } from '../report.js';
import type { Roll } from './roll.js';

type Place = PaperPlaces[number];

/** Every paper place has two equal entries of different people, whose numbers add up; together they are the paper total. */
export function checkPaper(
  bundle: Bundle,
  { form, method, roll }: { readonly form: Form; readonly method: Method; readonly roll: Roll },
): { readonly outcome: Outcome; readonly total: PaperTotal | null } {
  const { paper: places, round } = bundle;
  if (!round.channels.includes('paper') && places.length > 0)
    return { outcome: failed('paper-without-channel'), total: null };
  for (const place of places) {
    const fault = placeFault(place, form, method);
    if (fault) {
      const { kind, ...values } = fault;
      return { outcome: failed(kind, { place: place.name, ...values }), total: null };
    }
  }
  const total = totalOf(places, form);
  const onPaper = roll.channels.filter((channel) => channel === 2).length;
  if (total.cast > onPaper && places.length > 0 && places.every(({ listed }) => listed !== null))
    return { outcome: failed('more-paper-than-roll', { cast: total.cast, onPaper }), total: null };
  const outcome =
    places.length === 0
      ? nothingThere
      : passed({ places: places.length, cast: total.cast, valid: total.valid });
  return { outcome, total };
}

type PlaceFault = { readonly kind: string } & Values;

function placeFault(place: Place, form: Form, method: Method): PlaceFault | null {
  const [first, second] = place.entries;
  if (!first || !second) return { kind: 'paper-typed-once' };
  if (first.typedBy === second.typedBy) return { kind: 'paper-typed-by-one' };
  if (comparable(first.protocol) !== comparable(second.protocol))
    return { kind: 'paper-entries-differ' };
  return protocolFault(first.protocol, place.listed, form, method);
}

/** A protocol as a text that does not depend on the order in which equal ballots were typed. */
function comparable({ ballots, ...numbers }: PaperProtocol): string {
  const heap = ballots
    ? [...heapOf(ballots)].map(([paper, count]) => `${paper} ${count}`).sort()
    : [];
  return canonicalText({ ...numbers, ballots: heap });
}

function heapOf(
  ballots: readonly { readonly ballot: readonly Mark[]; readonly count: number }[],
): Papers {
  const heap = new Map<string, number>();
  for (const { ballot, count } of ballots) addPaper(heap, paperOf(ballot), count);
  return heap;
}

/** What makes a protocol impossible; null where it could be true. */
function protocolFault(
  protocol: PaperProtocol,
  listed: number | null,
  form: Form,
  method: Method,
): PlaceFault | null {
  const { signatures, issued, cast, valid, invalid, votes } = protocol;
  const numbers = [signatures, issued, cast, valid, invalid, ...votes];
  if (numbers.some((number) => number < 0)) return { kind: 'paper-number-negative' };
  if (listed !== null && signatures > listed)
    return { kind: 'paper-more-than', more: signatures, than: listed };
  if (cast > signatures) return { kind: 'paper-more-than', more: cast, than: signatures };
  if (signatures > issued) return { kind: 'paper-more-than', more: signatures, than: issued };
  if (valid + invalid !== cast) return { kind: 'paper-sum-differs', sum: valid + invalid, cast };
  return handsInSums(form, method)
    ? sumsFault(protocol, form)
    : ballotsFault(protocol, form, method);
}

function sumsFault({ valid, votes }: PaperProtocol, form: Form): PlaceFault | null {
  if (votes.length !== form.candidates) return { kind: 'paper-candidates-differ' };
  const mostForOne =
    form.kind === 'cumulative' ? form.mostForOne : form.kind === 'score' ? form.highest : 1;
  const above = votes.find((count) => count > valid * mostForOne);
  if (above !== undefined)
    return { kind: 'paper-more-than', more: above, than: valid * mostForOne };
  const together = votes.reduce((sum, one) => sum + one, 0);
  const [least, most] = boundsOf(form, valid);
  if (together < least) return { kind: 'paper-fewer-than', fewer: together, than: least };
  return together > most ? { kind: 'paper-more-than', more: together, than: most } : null;
}

/** The fewest and the most votes that so many valid ballots give away together. */
function boundsOf(form: Form, valid: number): readonly [number, number] {
  switch (form.kind) {
    case 'single':
      return [valid, valid];
    case 'rating':
      return [valid, valid * Math.min(form.marks, form.candidates)];
    case 'cumulative':
      return [valid, valid * Math.min(form.votes, form.candidates * form.mostForOne)];
    case 'score':
    case 'ranking':
      return [0, Infinity];
  }
}

function ballotsFault(
  { valid, votes, ballots = [] }: PaperProtocol,
  form: Form,
  method: Method,
): PlaceFault | null {
  if (votes.length > 0) return { kind: 'paper-candidates-differ' };
  for (const [at, { ballot, count }] of ballots.entries()) {
    const known = ballot.every(
      ({ candidate, value }) => candidate >= 0 && candidate < form.candidates && value >= 0,
    );
    const once = new Set(ballot.map(({ candidate }) => candidate)).size === ballot.length;
    if (count < 1 || !known || !once || faultOf(paperOf(ballot), form, method) !== null)
      return { kind: 'paper-ballot-invalid', line: at + 1 };
  }
  const together = ballots.reduce((sum, { count }) => sum + count, 0);
  return together === valid ? null : { kind: 'paper-sum-differs', sum: together, cast: valid };
}

function totalOf(places: PaperPlaces, form: Form): PaperTotal {
  const protocols = places.flatMap(({ id, name, entries }) => {
    const protocol = entries[0]?.protocol;
    return protocol ? [{ id, name, protocol }] : [];
  });
  const sum = (of: (protocol: PaperProtocol) => number): number =>
    protocols.reduce((total, { protocol }) => total + of(protocol), 0);
  const typed = protocols.some(({ protocol }) => protocol.ballots !== undefined);
  return {
    cast: sum(({ cast }) => cast),
    valid: sum(({ valid }) => valid),
    invalid: sum(({ invalid }) => invalid),
    votes: Array.from({ length: form.candidates }, (_, at) => sum(({ votes }) => votes[at] ?? 0)),
    papers: typed ? heapOf(protocols.flatMap(({ protocol }) => protocol.ballots ?? [])) : null,
    places: protocols.map(({ id, name, protocol: { cast, valid, invalid, votes } }) => ({
      id,
      name,
      cast,
      valid,
      invalid,
      votes,
    })),
  };
}
