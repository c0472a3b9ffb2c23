import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle, type Verdict } from '../../src/verifier/commands.js';
import { filesOf, writeBundle, type BundleParts } from './sealed-round.js';

/** The parts of a bundle once more, to be changed. */
export function copyOf({ records, bins, ledger, key }: BundleParts): BundleParts {
  return {
    records: structuredClone(records),
    bins: Object.fromEntries(
      Object.entries(bins).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    ),
    ledger: structuredClone(ledger),
    key,
  };
}

/** Where the first entry of a kind stands in the ledger of a bundle. */
export function entryAt({ ledger }: BundleParts, kind: string): number {
  return ledger.findIndex((one) => one.kind === kind);
}

/** What the first entry of a kind says, to be changed. */
export function said(parts: BundleParts, kind: string): Record<string, unknown> {
  return parts.ledger[entryAt(parts, kind)]!.data as Record<string, unknown>;
}

/** What the verifier says of a bundle of these parts. */
export async function verdictOn(parts: BundleParts): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    const path = join(directory, 'round.zip');
    const { id } = parts.records['round.json'] as { id: string };
    await writeBundle(path, id, filesOf(parts), parts.key);
    return await verifyBundle(
      path,
      { ledgerKey: null, threads: 1 },
      { checked: () => undefined, progress: () => undefined },
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The first check that fails, and what it calls the fault; the verdict where none does. */
export function faultIn({ verdict, checks }: Verdict): string {
  const last = checks.at(-1);
  return last?.outcome.verdict === 'failed' ? `${last.check}: ${last.outcome.fault.kind}` : verdict;
}
