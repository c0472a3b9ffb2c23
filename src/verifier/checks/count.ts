import { canonicalText, type Json } from '../bytes/canonical-json.js';
import { sha256 } from '../bytes/hashing.js';
import { entriesOf, saidIn, type Bundle } from '../bundle/bundle.js';
import type { CountDocument, LedgerEntry } from '../bundle/records.js';
import type { StageRule } from '../bundle/rules.js';
import { marksOf, type Form } from '../counting/ballots.js';
import { exact, exactOf, order } from '../counting/exact-number.js';
import { countAnew, peopleOf, type Cut, type PaperTotal } from '../counting/round-count.js';
import { classesByFacts, type TieFacts } from '../counting/tie-facts.js';
import { failed, nothingThere, passed, type Outcome } from '../report.js';
import type { OpenedBox } from './box.js';
import { differenceBetween } from './difference.js';
import { hashOf } from './documents.js';

/** What a round is counted from again. */
export interface CountingBasis {
  readonly form: Form;
  readonly stage: StageRule;
  readonly counting: {
    readonly method: string;
    readonly options: Readonly<Record<string, string>>;
  };
  readonly opened: OpenedBox;
  readonly paper: PaperTotal;
  readonly facts: TieFacts;
  /** Steps of the tie policy that were taken on trust, added as they are used. */
  readonly trusted: Set<string>;
}

/** How a stage counts: as it says, or in the usual way for its ballot. */
export function countingOf({ counting, ballot }: StageRule): CountingBasis['counting'] {
  const method = counting?.method ?? (ballot.kind === 'single' ? 'plurality' : ballot.kind);
  return { method, options: counting?.options ?? {} };
}

/** The result counted anew is the stated one, number by number. */
export function checkCount(bundle: Bundle, basis: CountingBasis): Outcome {
  const counted = entriesOf(bundle, bundle.round.id, 'round-counted').at(-1)?.index ?? Infinity;
  const standing = standingFault(bundle, bundle.result.result, counted);
  if (standing) return standing;
  const { result } = bundle.result;
  const again = recount(bundle, basis, result);
  if (again === null) return failed('method-unknown', { method: basis.counting.method });
  const difference = differenceBetween(result.whole, again);
  if (difference) return failed('count-differs', { ...difference });
  return passed({ method: basis.counting.method, turnout: result.read.turnout });
}

/** The document that the same ballots give without those who do not stand in a stated one. */
export function recount(bundle: Bundle, basis: CountingBasis, stated: CountDocument): Json | null {
  const { round, candidates } = bundle;
  const { form, stage, counting, opened, paper, facts } = basis;
  const ids = candidates.map(({ id }) => id);
  const standing = new Map(
    stated.read.candidates.map(({ candidacyId, standing: stands }) => [candidacyId, stands]),
  );
  return countAnew({
    form,
    ...counting,
    rollSize: round.rollSize,
    unitSeats: round.unitSeats,
    cut: stage.cut as Cut,
    quorum: stage.quorum ?? null,
    standing: ids.map((id) => standing.get(id) ?? false),
    online: opened.papers,
    unreadable: opened.unreadable,
    unopenable: opened.unopenable,
    paper,
    ties: {
      ids,
      policy: stage.ties,
      seed: tieSeed(bundle, opened, paper),
      decisions: decidedOrders(bundle),
      facts,
      stated: stated.read.ties.flatMap(({ steps }) => steps),
      trusted: basis.trusted,
    },
  });
}

/** What lots among tied candidates are drawn from (docs/lot.md). */
function tieSeed({ round }: Bundle, opened: OpenedBox, paper: PaperTotal): string {
  const places = (paper.places as readonly Readonly<Record<string, Json>>[]).map(
    ({ name = null, cast = null, valid = null, invalid = null, votes = null }) => ({
      name,
      cast,
      valid,
      invalid,
      votes,
    }),
  );
  const typed = [...(paper.papers ?? [])].map(([heap, count]) => {
    const marks = marksOf(heap).map(({ candidate, value }) => `${candidate}=${value}`);
    return `${count}: ${marks.join(' ')}`;
  });
  const rests: Json = {
    round: round.id,
    order: round.orderSeed,
    box: opened.digest,
    paper: places,
    ...(paper.papers ? { paperBallots: typed.sort() } : {}),
  };
  return sha256(canonicalText(rests)).toString('hex');
}

/** Who left the race left it by a decision in the ledger before the count, and nobody else did. */
function standingFault(
  bundle: Bundle,
  { read }: CountDocument,
  counted: LedgerEntry['index'],
): Outcome | null {
  for (const { candidacyId, standing } of read.candidates) {
    const last = bundle.ledger.entries.findLast(
      ({ subject, kind, index }) =>
        subject === candidacyId && index < counted && kind.startsWith('candidacy-'),
    );
    // An appeal may bring somebody back or not; its effect does not stand in the ledger.
    if (last?.kind.startsWith('candidacy-appeal-')) continue;
    const left = last?.kind === 'candidacy-withdrawn' || last?.kind === 'candidacy-struck-off';
    if (left === standing) return failed('standing-differs', { candidate: candidacyId });
  }
  return null;
}

/** Orders of tied candidates that enough members of the commission voted for. */
function decidedOrders({ result, rules }: Bundle): readonly (readonly string[])[] {
  const { members, quorum, majority } = rules.commissions;
  const needed = Math.max(1, peopleOf(quorum, members) ?? Infinity);
  const share = exactOf(majority) ?? exact(1);
  const ties = new Map<string, (readonly string[])[]>();
  for (const { tie, order: wanted } of result.tieVotes)
    ties.set(tie, [...(ties.get(tie) ?? []), wanted]);
  return [...ties.values()].flatMap((votes) => {
    if (votes.length < needed) return [];
    const carried = votes.find((wanted) => {
      const same = votes.filter((other) => other.join() === wanted.join()).length;
      return order(exact(same, votes.length), share) > 0;
    });
    return carried ? [carried] : [];
  });
}

/**
 * The votes of the commission on ties are those in the ledger, one of each member, for the candidates that tied; and steps by
 * age, group and earlier stage separated the tied as what they look at says.
 */
export function checkTies(bundle: Bundle, facts: TieFacts): Outcome {
  const voted = tieVoteFault(bundle);
  if (voted) return voted;
  const { result, tieVotes } = bundle.result;
  let looked = 0;
  for (const { by, group, classes } of result.read.ties.flatMap(({ steps }) => steps)) {
    const found = classesByFacts({ kind: by, group }, classes.flat().sort(), facts);
    if (!found) continue;
    looked += 1;
    const [is, should] = [canonicalText(classes), canonicalText(found)];
    if (is !== should) return failed('tie-step-differs', { step: by, stated: is, found: should });
  }
  return looked + tieVotes.length === 0
    ? nothingThere
    : passed({ votes: tieVotes.length, steps: looked });
}

function tieVoteFault({ result, ledger, round }: Bundle): Outcome | null {
  const said = entriesOf({ ledger }, round.id, 'tie-voted-on');
  for (const { tie, member, order: wanted } of result.tieVotes) {
    const name = wanted.toSorted().join(',');
    const inLedger = said.findLast(
      ({ actor, data }) => actor === member && tieOf(saidIn(data, 'order')) === tie,
    );
    if (name !== tie || canonicalText(saidIn(inLedger?.data, 'order')) !== canonicalText(wanted))
      return failed('tie-vote-not-in-ledger', { member });
  }
  const voters = new Set(result.tieVotes.map(({ tie, member }) => `${tie} ${member}`));
  if (voters.size < result.tieVotes.length) return failed('tie-voted-on-twice');
  const stated = new Set(
    said.map(({ actor, data }) => `${tieOf(saidIn(data, 'order'))} ${actor ?? ''}`),
  );
  return stated.size > voters.size ? failed('tie-vote-left-out') : null;
}

function tieOf(wanted: Json): string {
  return Array.isArray(wanted) ? wanted.map(String).sort().join(',') : '';
}

/** The hash of the result is the one that was counted, and published. */
export function checkResult(bundle: Bundle): Outcome {
  const { result, round } = bundle;
  const hash = hashOf(result.result);
  if (hash !== result.hash.toString('hex')) return failed('result-hash-differs', { found: hash });
  const published = entriesOf(bundle, round.id, 'result-published')[0];
  const counted = entriesOf(bundle, round.id, 'round-counted').findLast(
    ({ index }) => index < (published?.index ?? Infinity),
  );
  for (const [kind, entry] of [
    ['round-counted', counted],
    ['result-published', published],
  ] as const)
    if (saidIn(entry?.data, 'result') !== hash)
      return failed('result-not-in-ledger', { decision: kind });
  if (result.result.read.outcome === 'waiting') return failed('result-waits');
  return passed({ hash, outcome: result.result.read.outcome });
}

/** Enough members signed this result, each once, as the ledger says; dissent stands in the ledger too. */
export function checkSignatures(bundle: Bundle): Outcome {
  const { result, round, rules } = bundle;
  const { members, signatures: share } = rules.commissions;
  const needed = Math.max(1, peopleOf(share, members) ?? Infinity);
  const hash = result.hash.toString('hex');
  const takenBack = entriesOf(bundle, round.id, 'count-taken-back').at(-1)?.index ?? -1;
  const signed = new Set(
    entriesOf(bundle, round.id, 'result-signed').flatMap(({ actor, data, index }) =>
      actor !== null && index > takenBack && saidIn(data, 'result') === hash ? [actor] : [],
    ),
  );
  for (const { member } of result.signatures)
    if (!signed.has(member)) return failed('signature-not-in-ledger', { member });
  const own = new Set(result.signatures.map(({ member }) => member));
  if (own.size < result.signatures.length) return failed('signed-twice');
  if (own.size < signed.size) return failed('signature-left-out');
  if (own.size < needed) return failed('too-few-signatures', { signed: own.size, needed });
  const stated = entriesOf(bundle, round.id, 'result-dissent-stated');
  for (const { member, text } of result.dissents)
    if (!stated.some(({ actor, data }) => actor === member && saidIn(data, 'text') === text))
      return failed('dissent-not-in-ledger', { member });
  const dissenting = new Set(stated.map(({ actor }) => actor));
  if (dissenting.size > new Set(result.dissents.map(({ member }) => member)).size)
    return failed('dissent-left-out');
  return passed({ signed: own.size, needed, dissents: result.dissents.length });
}

/** Recounts without candidates who left: in the ledger, and right, number by number. */
export function checkRecounts(bundle: Bundle, basis: CountingBasis): Outcome {
  const { result, round } = bundle;
  const stated = entriesOf(bundle, round.id, 'round-recounted').filter(
    ({ data }) => saidIn(data, 'of') === result.hash.toString('hex'),
  );
  const numbers = new Set(stated.map(({ data }) => saidIn(data, 'number')));
  if (numbers.size > result.recounts.length) return failed('recount-left-out');
  if (result.recounts.length === 0) return nothingThere;
  for (const { number, without, reason, result: document, hash } of result.recounts) {
    const found = hashOf(document);
    if (found !== hash.toString('hex')) return failed('recount-hash-differs', { number });
    const entry = stated.findLast(({ data }) => saidIn(data, 'number') === number);
    const said = entry && {
      result: saidIn(entry.data, 'result'),
      without: saidIn(entry.data, 'without'),
      reason: saidIn(entry.data, 'reason'),
    };
    if (canonicalText(said ?? null) !== canonicalText({ result: found, without, reason }))
      return failed('recount-not-in-ledger', { number });
    const gone = leftSince(result.result, document);
    if (canonicalText(gone) !== canonicalText(without.toSorted()))
      return failed('recount-without-differs', { number });
    const standing = standingFault(bundle, document, entry?.index ?? Infinity);
    if (standing) return standing;
    const again = recount(bundle, basis, document);
    const difference = again && differenceBetween(document.whole, again);
    if (difference) return failed('recount-differs', { number, ...difference });
  }
  return passed({ recounts: result.recounts.length });
}

/** Who stood in the first count and not in a later one. */
function leftSince(first: CountDocument, later: CountDocument): readonly string[] {
  const stands = new Set(
    later.read.candidates.flatMap((one) => (one.standing ? [one.candidacyId] : [])),
  );
  return first.read.candidates
    .flatMap(({ candidacyId, standing }) =>
      standing && !stands.has(candidacyId) ? [candidacyId] : [],
    )
    .sort();
}
