import { canonicalText, type Json } from '../bytes/canonical-json.js';
import { sha256 } from '../bytes/hashing.js';
import { entriesOf, saidIn, type Bundle } from '../bundle/bundle.js';
import {
  builtListShape,
  listDocumentShape,
  type BuiltList,
  type ListDocument,
} from '../bundle/list-document.js';
import type { ListRecord } from '../bundle/records.js';
import { readAs } from '../bundle/shapes.js';
import type { Rules } from '../bundle/rules.js';
import { peopleOf } from '../counting/round-count.js';
import { failed, nothingThere, passed, type Outcome } from '../report.js';
import { windowsOf } from './windows.js';

/** A published list with the document it was built from. */
export interface ReadList {
  readonly record: ListRecord;
  readonly document: ListDocument;
  readonly built: BuiltList;
  readonly places: NonNullable<BuiltList['list']>;
}

/** The list is the one the ledger names: its document, its results, its version; every place is filled once by somebody who may stand there. */
export function checkList(bundle: Bundle): {
  readonly outcome: Outcome;
  readonly list: ReadList | null;
} {
  const wrong = (kind: string, values = {}) => ({ outcome: failed(kind, values), list: null });
  const { list: record, contest } = bundle;
  if (!record) return { outcome: nothingThere, list: null };
  if (record.contest !== contest.id) return wrong('list-of-other-contest');
  const document = readAs(Buffer.from(record.input), listDocumentShape);
  const built = readAs(Buffer.from(canonicalText(record.output)), builtListShape);
  if (!document.ok)
    return wrong('record-misshapen', { file: 'list.json', path: `/input${document.error.path}` });
  if (!built.ok)
    return wrong('record-misshapen', { file: 'list.json', path: `/output${built.error.path}` });
  const hash = sha256(record.input).toString('hex');
  const entry = versionEntry(bundle, record);
  if (saidIn(entry?.data, 'input') !== hash) return wrong('list-document-differs', { found: hash });
  if (saidIn(entry?.data, 'status') !== built.value.status) return wrong('list-status-differs');
  const results = saidIn(entry?.data, 'results');
  if (canonicalText(record.results) !== canonicalText(results)) return wrong('list-results-differ');
  if (isLastStage(bundle) && !(results as readonly unknown[]).includes(resultInForce(bundle)))
    return wrong('list-rests-on-other-result');
  const places = built.value.list ?? [];
  const list = { record, document: document.value, built: built.value, places };
  const fault = built.value.status === 'built' ? fillingFault(list) : null;
  if (fault) return { outcome: fault, list: null };
  return { outcome: passed({ places: places.length, version: record.version }), list };
}

/** The decision that made the version in force. */
function versionEntry(bundle: Bundle, { list, version }: ListRecord) {
  return entriesOf(bundle, list, 'list-built', 'list-rebuilt').findLast(
    ({ data }) => saidIn(data, 'version') === version,
  );
}

/** Whether the list was made from the rounds of this stage. */
function isLastStage({ rules, contest, round }: Bundle): boolean {
  return rules.bodies.find(({ id }) => id === contest.body)?.path.at(-1)?.id === round.stage;
}

/** The result that counts: the last recount, or the first count. */
function countInForce({ result }: Bundle) {
  const last = result.recounts.findLast(({ result: again }) => again.read.outcome !== 'waiting');
  return last ?? result;
}

function resultInForce(bundle: Bundle): string {
  return countInForce(bundle).hash.toString('hex');
}

function fillingFault({ record, document, places }: ReadList): Outcome | null {
  const known = new Set(document.candidates.map(({ id }) => id));
  const seen = new Set<string>();
  if (places.length !== document.places)
    return failed('list-length-differs', { found: places.length, stated: document.places });
  for (const [at, { place, candidate }] of places.entries()) {
    if (place !== at + 1) return failed('list-places-not-in-order', { place });
    if (!known.has(candidate) || document.barred.includes(candidate))
      return failed('list-person-may-not-stand', { place, candidate });
    if (seen.has(candidate)) return failed('list-person-twice', { place, candidate });
    seen.add(candidate);
  }
  const order = places.map(({ candidate }) => candidate);
  return canonicalText(order) === canonicalText(record.views.afterInterventions)
    ? null
    : failed('list-views-differ');
}

/** Every quota holds, counted place by place; a soft one as far as it was not given up. */
export function checkQuotas({ document, built, places }: ReadList): Outcome {
  if (built.status !== 'built') return nothingThere;
  const groups = new Map(document.candidates.map(({ id, groups: those = [] }) => [id, those]));
  let windows = 0;
  for (const quota of document.quotas) {
    const waiver = built.waived?.find((one) => one.quota === quota.id);
    if (waiver && quota.strength === 0) return failed('hard-quota-waived', { quota: quota.id });
    for (const { from, to, least, most } of windowsOf(quota, document)) {
      const members = places.filter(
        ({ place, candidate }) =>
          place >= from &&
          place <= to &&
          groups.get(candidate)?.some((group) => quota.group.includes(group)),
      ).length;
      const eased = waiver?.windows.find((one) => one.from === from && one.to === to)?.by;
      const by = eased ?? (waiver?.windows.length === 0 ? waiver.easedBy : 0);
      if (members < least - by || members > most + by)
        return failed('quota-broken', { quota: quota.id, from, to, members, least, most });
      windows += 1;
    }
  }
  return passed({ quotas: document.quotas.length, windows });
}

/** Places given by the leadership: within the cap, each an act in the ledger that two people signed, and held. */
export function checkInterventions(bundle: Bundle, list: ReadList): Outcome {
  const { document, record, places, built } = list;
  const given = document.fixed.filter(({ kept }) => kept !== true);
  const body = bundle.rules.bodies.find(({ id }) => id === bundle.contest.body);
  if (!body) return failed('stage-unknown', { stage: bundle.contest.body });
  const cap = capOf(body.centralQuota.cap, document.places);
  if (given.length > cap) return failed('interventions-above-cap', { given: given.length, cap });
  const stated = entriesOf(bundle, record.list, 'list-intervention');
  const proposed = entriesOf(bundle, record.list, 'list-intervention-proposed');
  for (const { number, place, candidate } of record.interventions) {
    const entry = stated.find(({ data }) => saidIn(data, 'number') === number);
    if (saidIn(entry?.data, 'place') !== place || saidIn(entry?.data, 'candidate') !== candidate)
      return failed('intervention-not-in-ledger', { number });
    const first = proposed.find(({ data }) => isProposalOf(data, entry?.data));
    if (!first || first.actor === entry?.actor)
      return failed('intervention-signed-by-one', { number });
  }
  if (stated.length > record.interventions.length) return failed('intervention-left-out');
  for (const { place, candidate } of given) {
    const act = record.interventions.some(
      (one) => one.place === place && one.candidate === candidate,
    );
    if (!act) return failed('place-given-without-act', { place });
  }
  for (const { place, candidate } of document.fixed)
    if (built.status === 'built' && places[place - 1]?.candidate !== candidate)
      return failed('given-place-not-held', { place });
  const outsider = document.candidates.find(({ outsider: is }) => is === true);
  if (outsider && !body.centralQuota.outsiders)
    return failed('outsider-not-allowed', { candidate: outsider.id });
  const elsewhere = places.find(
    ({ candidate, reason }) =>
      reason.kind === 'fixed' && !document.fixed.some((one) => one.candidate === candidate),
  );
  if (elsewhere) return failed('place-given-without-act', { place: elsewhere.place });
  return document.fixed.length === 0 && record.interventions.length === 0
    ? nothingThere
    : passed({ given: given.length, cap });
}

/** Whether an entry proposed, under the number the act names, what the act then gave. */
function isProposalOf(proposal: Json, act: Json | undefined): boolean {
  return (
    saidIn(proposal, 'number') === saidIn(act, 'proposal') &&
    saidIn(proposal, 'place') === saidIn(act, 'place') &&
    saidIn(proposal, 'candidate') === saidIn(act, 'candidate')
  );
}

function capOf(cap: Rules['bodies'][number]['centralQuota']['cap'], places: number): number {
  if (cap.count !== undefined) return cap.count;
  const { share, round } = cap;
  return share !== undefined && round ? (peopleOf({ share, round }, places) ?? 0) : 0;
}

/**
 * The merit order is that of the result, ranks are told right, and nobody is passed over in silence: whoever has more votes than
 * somebody on a place above is named as passed over there.
 */
export function checkMerit(bundle: Bundle, { document, built, places }: ReadList): Outcome {
  const merit = document.candidates.flatMap(({ id, outsider }) => (outsider === true ? [] : [id]));
  const rankOf = new Map(merit.map((id, at) => [id, at + 1]));
  const mine = isLastStage(bundle) ? electedInOrder(bundle) : [];
  const among = merit.filter((id) => mine.includes(id));
  if (among.join() !== mine.join()) return failed('merit-order-differs');
  const single = bundle.rules.bodies.find(({ id }) => id === bundle.contest.body)?.merge.kind;
  if (isLastStage(bundle) && single === 'single-unit' && merit.length !== mine.length)
    return failed('merit-order-differs');
  if (built.status !== 'built') return passed({ candidates: merit.length });
  for (const { place, candidate, merit: stated } of places)
    if (stated !== (rankOf.get(candidate) ?? null))
      return failed('merit-rank-differs', { place, candidate });
  const over = new Map(
    (built.displaced ?? []).map(({ candidate, passedOver }) => [candidate, passedOver]),
  );
  const placeOf = new Map(places.map(({ candidate, place }) => [candidate, place]));
  const fixed = new Set(document.fixed.map(({ candidate }) => candidate));
  for (const { place, candidate, reason } of places) {
    if (reason.kind !== 'merit' && reason.kind !== 'quota') continue;
    const better = merit.slice(0, (rankOf.get(candidate) ?? 1) - 1);
    for (const other of better) {
      if (document.barred.includes(other) || fixed.has(other)) continue;
      if ((placeOf.get(other) ?? Infinity) < place) continue;
      const told = over
        .get(other)
        ?.some(({ places: those }) => those.length === 0 || those.includes(place));
      if (told !== true) return failed('passed-over-in-silence', { place, candidate: other });
    }
  }
  return passed({ candidates: merit.length });
}

/** Those whom the result in force elected, in its order. */
function electedInOrder(bundle: Bundle): readonly string[] {
  const { candidates } = countInForce(bundle).result.read;
  return candidates.flatMap(({ candidacyId, elected }) => (elected ? [candidacyId] : []));
}
