import type { Census } from './census.js';
import { certificateFaults } from './certificate.js';
import { settingOf, type CauseCheck } from './check-causes.js';
import type { Claim } from './claims.js';
import type { BuiltOutput, CauseOutput, PlacedOutput } from './output-file.js';
import type { Fault } from './report.js';

/**
 * The reason beside each place: fixed where the place was given; on merit where nobody with more votes was passed over;
 * otherwise the quotas that ruled those out, each set once and with its numbers.
 */
export function reasonFaults(
  check: Pick<CauseCheck, 'census' | 'list' | 'demands'>,
  claims: readonly Claim[],
  { list }: BuiltOutput,
): Fault[] {
  return list.flatMap((placed) => {
    const here = claims.filter(({ place }) => place === placed.place);
    return reasonFaultsAt(check, here, placed);
  });
}

function reasonFaultsAt(
  check: Pick<CauseCheck, 'census' | 'list' | 'demands'>,
  claims: readonly Claim[],
  { place, candidate, reason }: PlacedOutput,
): Fault[] {
  const expected = expectedKind(check.census, place, claims);
  const at = { place, candidate };
  if (reason.kind !== expected) {
    return [{ kind: 'wrong-reason', ...at, claimed: reason.kind, found: expected }];
  }
  if (reason.kind === 'fixed') {
    const text = check.census.file.given.find((given) => given.place === place)?.reason ?? '';
    return reason.reason === text
      ? []
      : [{ kind: 'wrong-reason-text', ...at, claimed: reason.reason, found: text }];
  }
  if (reason.kind === 'merit') return [];
  return [
    ...unexplained(reason.because, claims, at),
    ...reason.because.flatMap((cause) => causeFaults(check, cause, claims, at)),
  ];
}

function expectedKind({ given }: Census, place: number, claims: readonly Claim[]) {
  if ((given[place - 1] ?? null) !== null) return 'fixed';
  return claims.length === 0 ? 'merit' : 'quota';
}

/** Sets of quotas for which people were passed over here and which the reason leaves out. */
function unexplained(
  causes: readonly CauseOutput[],
  claims: readonly Claim[],
  at: Pick<Fault, 'place' | 'candidate'>,
): Fault[] {
  const told = new Set(causes.map(({ quotas }) => setKey(quotas)));
  const missing = new Map(
    claims
      .filter(({ because }) => because.length > 0 && !told.has(setKey(because)))
      .map(({ because }) => [setKey(because), because]),
  );
  return [...missing.values()].map((quotas) => ({ kind: 'cause-without-reason', ...at, quotas }));
}

/** A cause must be that of somebody passed over here, and its numbers those of such a person. */
function causeFaults(
  check: Pick<CauseCheck, 'census' | 'list' | 'demands'>,
  { quotas, certificate }: CauseOutput,
  claims: readonly Claim[],
  at: Pick<Fault, 'place' | 'candidate'>,
): Fault[] {
  const theirs = claims.filter(({ because }) => setKey(because) === setKey(quotas));
  if (theirs.length === 0) return [{ kind: 'reason-without-cause', ...at, quotas }];
  const tries = theirs.map((claim) => certificateFaults(certificate, settingOf(check, claim)));
  if (tries.some((faults) => faults.length === 0)) return [];
  return (tries[0] ?? []).map((fault) => ({ ...at, ...fault }));
}

function setKey(ids: readonly string[]): string {
  return [...ids].sort().join('\n');
}
