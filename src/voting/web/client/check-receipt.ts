import { Unanswered, type Ask } from './box-witness.js';
import type { KeptReceipt } from './kept-receipt.js';
import {
  continues,
  isInHead,
  isSignedHead,
  isSignedReceipt,
  type SignedHead,
} from './log-check.js';

/** What was found at one step of the check. What is not `good` has a name of its own, and the page its sentence. */
export type Finding =
  | { readonly step: 'key'; readonly outcome: 'good' | 'other' }
  | { readonly step: 'signature'; readonly outcome: 'good' | 'forged' }
  | { readonly step: 'ballot'; readonly outcome: 'good' | 'waits' | 'absent' | 'other' }
  | { readonly step: 'head'; readonly outcome: 'good' | 'none' | 'forged' }
  | { readonly step: 'included'; readonly outcome: 'good' | 'wrong' }
  | {
      readonly step: 'continued';
      readonly outcome: 'good' | 'nothing' | 'forged' | 'shrunk' | 'wrong';
    };

/** How the whole check ended. */
export type Verdict = 'good' | 'bad' | 'waits' | 'unreachable';

/** Every outcome by its weight: what is bad, and what only has to wait or could not be compared. */
const mild = new Set<string>(['good', 'waits', 'none', 'nothing']);

/**
 * Checks a receipt against what the server says now, with the key that stands on the receipt. Tells each finding as it
 * comes; later steps are left out when there is nothing to check them with.
 */
export async function checkReceipt(
  kept: KeptReceipt,
  ask: Ask,
  tell: (finding: Finding) => void,
): Promise<Verdict> {
  const findings: Finding[] = [];
  try {
    for await (const finding of steps(kept, ask)) {
      findings.push(finding);
      tell(finding);
    }
  } catch (error) {
    if (error instanceof Unanswered) return 'unreachable';
    throw error;
  }
  if (findings.some(({ outcome }) => !mild.has(outcome))) return 'bad';
  return findings.some(({ outcome }) => outcome === 'waits' || outcome === 'none')
    ? 'waits'
    : 'good';
}

async function* steps(kept: KeptReceipt, ask: Ask): AsyncGenerator<Finding> {
  const box = `/api/rounds/${kept.round}/box`;
  const told = (await givenBy(ask, `${box}/key`)) as { key: string } | null;
  yield { step: 'key', outcome: told?.key === kept.key ? 'good' : 'other' };
  const signed = await isSignedReceipt(kept, kept.key);
  yield { step: 'signature', outcome: signed ? 'good' : 'forged' };

  const standing = await standingOf(kept, ask);
  const ballot = ballotOutcome(kept, standing);
  yield { step: 'ballot', outcome: ballot };

  const { head } = (await ask(box)) as { head: SignedHead | null };
  const isSealed = head !== null && (await isSignedHead(head, `box/${kept.round}`, kept.key));
  yield { step: 'head', outcome: head === null ? 'none' : isSealed ? 'good' : 'forged' };
  if (head === null) return;

  if (ballot === 'good') {
    const included = await isIncluded(kept, head, ask);
    yield { step: 'included', outcome: included ? 'good' : 'wrong' };
  }
  yield { step: 'continued', outcome: await continuation(kept, head, ask) };
}

interface Standing {
  readonly leafHash: string;
  readonly index: number | null;
}

async function standingOf(kept: KeptReceipt, ask: Ask): Promise<Standing | null> {
  try {
    return (await ask(`/api/rounds/${kept.round}/box/ballots/${kept.serial}`)) as Standing;
  } catch (error) {
    if (error instanceof Unanswered && error.status === 404) return null;
    throw error;
  }
}

function ballotOutcome(
  kept: KeptReceipt,
  standing: Standing | null,
): 'good' | 'waits' | 'absent' | 'other' {
  if (!standing) return 'absent';
  if (standing.leafHash !== kept.leafHash) return 'other';
  return standing.index === null ? 'waits' : 'good';
}

async function isIncluded(kept: KeptReceipt, head: SignedHead, ask: Ask): Promise<boolean> {
  const proof = await givenBy(
    ask,
    `/api/rounds/${kept.round}/box/inclusion?leaf=${kept.leafHash}&size=${head.size}`,
  );
  if (!proof) return false;
  const { index, proof: hashes } = proof as { index: number; proof: readonly string[] };
  return await isInHead(head, { index, leafHash: kept.leafHash, proof: hashes });
}

/** Whether the box still has all that it had when the voter saw it. */
async function continuation(
  { head: seen, key, round }: KeptReceipt,
  head: SignedHead,
  ask: Ask,
): Promise<Extract<Finding, { step: 'continued' }>['outcome']> {
  if (!seen) return 'nothing';
  if (!(await isSignedHead(seen, `box/${round}`, key))) return 'forged';
  if (head.size < seen.size) return 'shrunk';
  if (seen.size === 0) return 'good';
  const proof = await givenBy(
    ask,
    `/api/rounds/${round}/box/consistency?from=${seen.size}&to=${head.size}`,
  );
  const hashes = (proof as { proof: readonly string[] } | null)?.proof;
  return hashes && (await continues(seen, head, hashes)) ? 'good' : 'wrong';
}

/** What was asked for; null when the server says that there is none, which is an answer too. */
async function givenBy(ask: Ask, path: string): Promise<unknown> {
  try {
    return await ask(path);
  } catch (error) {
    if (error instanceof Unanswered && (error.status === 404 || error.status === 422)) return null;
    throw error;
  }
}
