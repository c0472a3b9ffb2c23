// How long a bundle takes to verify, and how much memory: `npm run bench:verify -- [ballots]`.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { verifyBundle } from '../../src/verifier/commands.js';
import { filesOf, ledgerKey, sealRound, writeBundle } from '../support/sealed-round.js';

const ballots = Number(process.argv[2] ?? 50_000);
const candidates = 20;

const directory = await mkdtemp(join(tmpdir(), 'bench-verify-'));
const path = join(directory, 'bundle.zip');
await make();
globalThis.gc?.();

let most = 0;
const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
const began = performance.now();
let last = began;
const took: string[] = [];
const { verdict } = await verifyBundle(
  path,
  { ledgerKey: null },
  {
    checked: (check) => {
      const now = performance.now();
      if (now - last > 100) took.push(`${check} ${((now - last) / 1000).toFixed(1)} s`);
      last = now;
    },
    progress: () => undefined,
  },
);
clearInterval(watching);
const seconds = (performance.now() - began) / 1000;
const { size } = await stat(path);
console.log(`${ballots} ballots, ${(size / 2 ** 20).toFixed(0)} MiB: ${verdict}`);
console.log(`${seconds.toFixed(1)} s, ${Math.round(ballots / seconds)} ballots a second`);
console.log(took.join(', '));
console.log(
  `at most ${(most / 2 ** 20).toFixed(0)} MiB of memory, the making of the bundle included`,
);
await rm(directory, { recursive: true });

/** A round of rankings, nearly all of them different. */
async function make(): Promise<void> {
  const parts = await sealRound({
    form: { kind: 'ranking', candidates, ranks: candidates, equalRanks: false },
    ballotRule: { kind: 'ranking', equalRanks: false },
    counting: { method: 'stv-scottish' },
    ballots: Array.from({ length: ballots }, (_, voter) => ranking(voter)),
    seats: 5,
    fast: true,
  });
  const round = (parts.records['round.json'] as { id: string }).id;
  await writeBundle(path, round, filesOf(parts), ledgerKey);
}

function ranking(voter: number) {
  const order = Array.from({ length: candidates }, (_, at) => at);
  let state = voter + 1;
  for (let last = candidates - 1; last > 0; last--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = (state >>> 8) % (last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order.slice(0, 5 + (voter % 8)).map((candidate, at) => ({ candidate, value: at + 1 }));
}
