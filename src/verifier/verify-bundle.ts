import { sha256 } from './bytes/hashing.js';
import { publicKeyOf } from './bytes/signatures.js';
import { openArchive, type Archive } from './bundle/archive.js';
import { readBundle, type Bundle } from './bundle/bundle.js';
import { keysShape, manifestShape } from './bundle/records.js';
import { readAs } from './bundle/shapes.js';
import { ballotsIn, checkBox, describeOpening } from './checks/box.js';
import {
  checkCount,
  checkRecounts,
  checkResult,
  checkSignatures,
  checkTies,
  countingOf,
} from './checks/count.js';
import { checkFiles, checkManifestSignature, manifestName, signatureName } from './checks/files.js';
import { checkKeys } from './checks/keys.js';
import { checkLedger, checkOrder } from './checks/ledger.js';
import { checkInterventions, checkList, checkMerit, checkQuotas } from './checks/list.js';
import { checkPaper } from './checks/paper.js';
import { checkPlan, checkRules, formOf, stageOf } from './checks/plan.js';
import { checkIssuance, checkRoll } from './checks/roll.js';
import { tieFactsOf } from './checks/tie-facts.js';
import { methodCalled } from './counting/methods.js';
import {
  failed,
  passed,
  type CheckName,
  type Listener,
  type Outcome,
  type Values,
  type Verdict,
} from './report.js';

/** What an auditor may hand in besides the bundle. */
export interface VerifyOrder {
  /** SHA-256 of the ledger's public key in hexadecimal, as the auditor knows it from elsewhere. */
  readonly ledgerKey: string | null;
  /** How many threads look into ballots; as many as the machine has processors without it. */
  readonly threads?: number;
}

/** Ends the checks at the first thing that is wrong. */
class FirstFault extends Error {}

/** Checks a bundle from beginning to end, with nothing but the bundle, and stops at the first thing that is wrong. */
export async function verifyBundle(
  path: string,
  order: VerifyOrder,
  listener: Listener,
): Promise<Verdict> {
  const archive = await openArchive(path);
  const text = await archive?.read(manifestName);
  const manifest = text && readAs(text, manifestShape);
  if (!archive || !text || !manifest?.ok) {
    archive?.close();
    return { verdict: 'not-a-bundle', checks: [], untested: [] };
  }
  const made: { check: CheckName; outcome: Outcome }[] = [];
  const untested: { kind: string; values: Values }[] = [];
  const say = (check: CheckName, outcome: Outcome): void => {
    made.push({ check, outcome });
    listener.checked(check, outcome);
    if (outcome.verdict === 'failed') throw new FirstFault();
  };
  try {
    say('files', await checkFiles(archive, manifest.value, listener));
    const round = await checkSignedManifest(archive, text, order, say);
    if (round.round.id !== manifest.value.round) say('records', failed('bundle-of-other-round'));
    await checkRecords({ bundle: round, order, listener, say, untested });
    return { verdict: 'right', checks: made, untested };
  } catch (error) {
    if (!(error instanceof FirstFault)) throw error;
    return { verdict: 'wrong', checks: made, untested };
  } finally {
    archive.close();
  }
}

type Say = (check: CheckName, outcome: Outcome) => void;

async function checkSignedManifest(
  archive: Archive,
  text: Buffer,
  { ledgerKey }: VerifyOrder,
  say: Say,
): Promise<Bundle> {
  const keys = await archive.read('keys.json');
  const read = keys && readAs(keys, keysShape);
  const key = read?.ok ? publicKeyOf(read.value.ledger, 'ed25519') : null;
  const found = read?.ok ? sha256(read.value.ledger).toString('hex') : '';
  const signature = await archive.read(signatureName);
  const fingerprint = { found, expected: ledgerKey };
  say('manifest-signature', checkManifestSignature(text, signature, key, fingerprint));
  const bundle = await readBundle(archive);
  if ('kind' in bundle) {
    const { kind, file, path } = bundle;
    say('records', failed(kind, { file, path }));
    throw new FirstFault();
  }
  return bundle;
}

interface Run {
  readonly bundle: Bundle;
  readonly order: VerifyOrder;
  readonly listener: Listener;
  readonly say: Say;
  readonly untested: { kind: string; values: Values }[];
}

async function checkRecords(run: Run): Promise<void> {
  const { bundle, order, listener, say, untested } = run;
  const key = publicKeyOf(bundle.keys.ledger, 'ed25519');
  const form = formOf(bundle);
  if (!key || !form) {
    say('records', failed('record-misshapen', { file: 'round.json', path: '/ballot' }));
    return;
  }
  say('records', passed({ round: bundle.round.id }));
  say('ledger', checkLedger(bundle, key));
  say('rules', checkRules(bundle));
  say('plan', checkPlan(bundle));
  say('order', checkOrder(bundle));
  const { outcome: rollOutcome, roll } = await checkRoll(bundle);
  say('roll', rollOutcome);
  const stage = stageOf(bundle);
  if (!roll || !stage) return;
  const { outcome: issuanceOutcome, issued } = await checkIssuance(bundle, roll);
  say('issuance', issuanceOutcome);
  say('keys', checkKeys(bundle, ballotsIn(bundle) ?? 0));
  const box = await checkBox(bundle, { key, form, issued }, listener, order.threads);
  say('box', box.outcome);
  if (!box.opened) return;
  say('opening', describeOpening(box.opened));
  const counting = countingOf(stage);
  const known = methodCalled(counting.method, counting.options);
  if (!known) {
    say('count', failed('method-unknown', { method: counting.method }));
    return;
  }
  const { outcome: paperOutcome, total } = checkPaper(bundle, { form, method: known.method, roll });
  say('paper', paperOutcome);
  if (!total) return;
  const facts = tieFactsOf(bundle, stage);
  if (!facts.ok) {
    say('ties', facts.error);
    return;
  }
  say('ties', checkTies(bundle, facts.value));
  const trusted = new Set<string>();
  const basis = {
    ...{ form, stage, counting, opened: box.opened, paper: total },
    ...{ facts: facts.value, trusted },
  };
  say('count', checkCount(bundle, basis));
  say('result', checkResult(bundle));
  say('signatures', checkSignatures(bundle));
  say('recounts', checkRecounts(bundle, basis));
  checkListOf(run);
  for (const step of trusted) untested.push({ kind: 'tie-step', values: { step } });
  untested.push(...alwaysUntested(run));
}

function checkListOf({ bundle, say, untested }: Run): void {
  const { outcome, list } = checkList(bundle);
  say('list', outcome);
  if (!list) return;
  say('list-quotas', checkQuotas(list));
  say('list-interventions', checkInterventions(bundle, list));
  say('list-merit', checkMerit(bundle, list));
  untested.push({ kind: 'list-reasons', values: {} }, { kind: 'list-groups', values: {} });
}

/** What no bundle can show (docs/verify.md). */
function alwaysUntested({ order, bundle }: Run): readonly { kind: string; values: Values }[] {
  const kinds = [
    ...(order.ledgerKey === null ? ['ledger-key'] : []),
    'ledger-complete',
    'roll-people',
    ...(bundle.round.channels.includes('online') ? ['unasked-tokens', 'devices'] : []),
    ...(bundle.round.channels.includes('paper') ? ['paper-ballots'] : []),
  ];
  return kinds.map((kind) => ({ kind, values: {} }));
}
