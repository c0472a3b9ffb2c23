import type { KeyObject } from 'node:crypto';
import { canonicalText } from '../bytes/canonical-json.js';
import { hashOfLeaf, isIncluded } from '../bytes/merkle.js';
import { isSignedHead } from '../bytes/signatures.js';
import { entriesOf, saidIn, type Bundle } from '../bundle/bundle.js';
import type { LedgerEntry } from '../bundle/records.js';
import { failed, passed, type Outcome } from '../report.js';

/** The head of the ledger is signed, and every entry is in the log that it covers. */
export function checkLedger({ ledger }: Bundle, key: KeyObject): Outcome {
  const { head, entries } = ledger;
  if (!isSignedHead('ledger', head, key))
    return failed('ledger-head-not-signed', { size: head.size });
  for (const [at, entry] of entries.entries()) {
    const { index, kind, path } = entry;
    const before = entries[at - 1]?.index ?? -1;
    if (index <= before) return failed('ledger-entries-out-of-order', { entry: index });
    const claim = { index, size: head.size, path, root: head.root };
    if (!isIncluded(hashOfLeaf(leafOf(entry)), claim))
      return failed('ledger-entry-not-included', { entry: index, kind });
  }
  return passed({ entries: entries.length, size: head.size, at: head.at });
}

/** The bytes that the leaf hash of an entry covers. */
function leafOf({ kind, subject, actor, at, data }: LedgerEntry): Buffer {
  return Buffer.from(canonicalText({ kind, subject, actor, at, data }));
}

/** Decisions stand in the ledger in the order that the procedure demands. */
export function checkOrder(bundle: Bundle): Outcome {
  const { round, keys, contest } = bundle;
  const first = (...kinds: readonly string[]) => entriesOf(bundle, round.id, ...kinds)[0]?.index;
  const last = (...kinds: readonly string[]) => entriesOf(bundle, round.id, ...kinds).at(-1)?.index;
  const online = round.channels.includes('online');
  const opensBox = online && keys.ballot?.privateKey != null;
  const steps: readonly (readonly [string, number | undefined])[] = [
    ['rounds-planned', planOf(bundle)?.index],
    ['roll-frozen', first('roll-frozen')],
    ...(online
      ? ([
          ['ballot-key-made', last('ballot-key-made')],
          ['trial-opened', last('trial-opened')],
        ] as const)
      : []),
    ['round-opened', first('round-opened')],
    ['round-closed', first('round-closed')],
    ...(opensBox ? ([['box-key-rebuilt', first('box-key-rebuilt')]] as const) : []),
    ['round-counted', last('round-counted')],
    ['result-signed', last('result-signed')],
    ['result-published', first('result-published')],
  ];
  const missing = steps.find(([, index]) => index === undefined);
  if (missing) return failed('decision-missing', { decision: missing[0] });
  // Roll and keys may come in either order; both come after the plan and before the opening.
  const place = (name: string) => steps.find(([step]) => step === name)?.[1] ?? -1;
  const demanded: readonly (readonly [string, string])[] = [
    ['rounds-planned', 'roll-frozen'],
    ['roll-frozen', 'round-opened'],
    ...(online
      ? ([
          ['rounds-planned', 'ballot-key-made'],
          ['ballot-key-made', 'trial-opened'],
          ['trial-opened', 'round-opened'],
        ] as const)
      : []),
    ['round-opened', 'round-closed'],
    ...(opensBox
      ? ([
          ['round-closed', 'box-key-rebuilt'],
          ['box-key-rebuilt', 'round-counted'],
        ] as const)
      : []),
    ['round-closed', 'round-counted'],
    ['round-counted', 'result-signed'],
    ['result-signed', 'result-published'],
  ];
  const turned = demanded.find(([earlier, later]) => place(earlier) >= place(later));
  if (turned) return failed('decisions-out-of-order', { earlier: turned[0], later: turned[1] });
  const twice = ['round-opened', 'round-closed', 'roll-frozen', 'result-published'].find(
    (kind) => entriesOf(bundle, round.id, kind).length > 1,
  );
  if (twice) return failed('decision-twice', { decision: twice });
  const early = entriesOf(bundle, round.id, 'share-submitted').find(
    ({ index }) => index < place('round-closed'),
  );
  if (early) return failed('share-before-closing', { entry: early.index });
  return passed({
    decisions: entriesOf(bundle, round.id, ...kindsOf(bundle)).length,
    contest: contest.id,
  });
}

function kindsOf({ ledger }: Bundle): readonly string[] {
  return [...new Set(ledger.entries.map(({ kind }) => kind))];
}

/** The decision that planned the round: one of its stage, or that it be held again. */
export function planOf(bundle: Bundle): LedgerEntry | undefined {
  const { round } = bundle;
  const again = entriesOf(bundle, round.id, 'round-repeated').at(-1);
  if (again) return again;
  return entriesOf(bundle, round.contest, 'rounds-planned').findLast(({ data }) => {
    const rounds = saidIn(data, 'rounds');
    return (
      Array.isArray(rounds) && rounds.some((one) => saidIn(one as never, 'round') === round.id)
    );
  });
}
