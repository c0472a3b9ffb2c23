import { accept, refuse, type Result } from '../../kernel/result.js';
import { canonicalText, type Json } from '../bytes/canonical-json.js';
import { entriesOf, saidIn, shownText, type Bundle } from '../bundle/bundle.js';
import type { LedgerEntry } from '../bundle/records.js';
import type { StageRule } from '../bundle/rules.js';
import { exact, type ExactNumber } from '../counting/exact-number.js';
import type { TieFacts } from '../counting/tie-facts.js';
import { failed, type Outcome } from '../report.js';
import { hashOf } from './documents.js';
import { planOf } from './ledger.js';
import { plannedRound } from './plan.js';

/**
 * What ties may be decided by besides the votes of the round: the order by age that was published with the plan, the groups
 * that the commission found, the results of earlier stages. All of it stands in the ledger since before the count; the first
 * thing that does not is named.
 */
export function tieFactsOf(bundle: Bundle, stage: StageRule): Result<TieFacts, Outcome> {
  const byAge = ageOrder(bundle);
  const known = bundle.candidates.map(({ id }) => id).sort();
  if (byAge && canonicalText(byAge.flat().sort()) !== canonicalText(known))
    return refuse(failed('age-order-incomplete'));
  const asked = stage.ties.some(({ kind }) => kind === 'earlier-stage');
  const earlierStages: ReadonlyMap<string, ExactNumber>[] = [];
  for (const id of asked ? stagesBefore(bundle) : []) {
    const shares = sharesIn(bundle, id);
    if (!shares.ok) return shares;
    earlierStages.push(shares.value);
  }
  return accept({ byAge, membersOf: (group) => membersOf(bundle, group), earlierStages });
}

/** The candidates from the eldest to the youngest, as the plan says it; null where it does not say it. */
function ageOrder(bundle: Bundle): readonly (readonly string[])[] | null {
  const plan = planOf(bundle);
  const stated = saidIn(plan && plannedRound(plan.data, bundle.round.id), 'byAge');
  if (!Array.isArray(stated)) return null;
  return (stated as readonly Json[]).map((same) =>
    Array.isArray(same) ? (same as readonly Json[]).map(String) : [],
  );
}

/** Whom the commission found to belong to a group, as the last finding before the count has it. */
function membersOf(bundle: Bundle, group: string): ReadonlySet<string> | null {
  const rule = bundle.rules.groups?.find(({ id }) => id === group);
  if (!rule || rule.kind === 'certificate') return null;
  const counted = entriesOf(bundle, bundle.round.id, 'round-counted').at(-1)?.index ?? Infinity;
  const belongs = (candidate: string): boolean => {
    // With every application that is handed in the findings begin anew.
    const said = entriesOf(bundle, candidate, 'candidacy-submitted', 'candidacy-groups-examined');
    const last = said.findLast(
      ({ kind, data, index }) =>
        index < counted && (kind === 'candidacy-submitted' || saidIn(data, group) !== null),
    );
    return saidIn(last?.data, group) === 'verified';
  };
  return new Set(bundle.candidates.flatMap(({ id }) => (belongs(id) ? [id] : [])));
}

/** The stages before that of the round, the most recent first. */
function stagesBefore({ rules, contest, round }: Bundle): readonly string[] {
  const path = rules.bodies.find(({ id }) => id === contest.body)?.path ?? [];
  const ids = path.map(({ id }) => id);
  return ids.slice(0, ids.indexOf(round.stage)).reverse();
}

/** The shares of the valid ballots in a stage, from the results that were published before the round was planned. */
function sharesIn(
  bundle: Bundle,
  stage: string,
): Result<ReadonlyMap<string, ExactNumber>, Outcome> {
  const { contest, earlier } = bundle;
  const plan = entriesOf(bundle, contest.id, 'rounds-planned').findLast(
    ({ data }) => saidIn(data, 'stage') === stage,
  );
  const planned = saidIn(plan?.data, 'rounds');
  if (!plan || !Array.isArray(planned))
    return refuse(failed('decision-missing', { decision: 'rounds-planned' }));
  const shares = new Map<string, ExactNumber>();
  for (const one of planned as readonly Json[]) {
    const [round, unit] = [shownText(saidIn(one, 'round')), shownText(saidIn(one, 'unit'))];
    const counting = lastAttempt(bundle, round, plan.index);
    const record = earlier?.find((other) => other.stage === stage && other.round === counting);
    if (!record) return refuse(failed('earlier-result-missing', { stage, unit }));
    if (saidIn(inForce(bundle, counting)?.data, 'result') !== hashOf(record.result))
      return refuse(failed('earlier-result-differs', { stage, unit }));
    const { valid, candidates } = record.result.read;
    for (const { candidacyId, votes } of candidates)
      if (votes !== null) shares.set(candidacyId, valid === 0 ? exact(0) : exact(votes, valid));
  }
  return accept(shares);
}

/** The round that counts of a unit: where one was held again, the last. */
function lastAttempt(bundle: Bundle, round: string, after: number): string {
  const again = bundle.ledger.entries.find(
    ({ kind, data, index }) =>
      kind === 'round-repeated' && index > after && saidIn(data, 'of') === round,
  );
  return again ? lastAttempt(bundle, again.subject, again.index) : round;
}

/** The decision that says which result of an earlier round was in force when this round was planned. */
function inForce(bundle: Bundle, round: string): LedgerEntry | undefined {
  const planned = planOf(bundle)?.index ?? Infinity;
  return entriesOf(bundle, round, 'result-published', 'round-recounted').findLast(
    ({ data, index }) => index < planned && saidIn(data, 'outcome') !== 'waiting',
  );
}
