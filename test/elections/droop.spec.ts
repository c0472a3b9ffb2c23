import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodOf } from '../../src/voting/domain/methods/catalogue.js';
import type { Tally } from '../../src/voting/domain/tally/tally.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { readBltElection } from '../support/blt-election.js';
import { countRankings } from '../support/ranked-election.js';

/**
 * Stage by stage and digit by digit against the counts of Droop (github.com/jklundell/droop). Its elections and outputs are
 * under the GPL and are not part of this repository: IRIKTEU_ELECTIONS names a folder with NAME.blt and NAME-RULE.json.
 */
const folder = process.env['IRIKTEU_ELECTIONS'] ?? '';

interface DroopAction {
  readonly tag: string;
  readonly nt_votes?: string;
  readonly quota?: string;
  readonly cstate?: Readonly<Record<string, { readonly vote: string; readonly state: string }>>;
}

const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };
const stated: TieStep = { kind: 'stated-order' };

interface DroopCase {
  readonly name: string;
  readonly file: string;
  readonly method: string;
  readonly policy: readonly TieStep[];
  /** Droop's generic rule excludes the first of the tied, ours the last. */
  readonly reversed?: true;
  /** Droop passes on the papers of the last defeated although the text of the rule stops before. */
  readonly stopsEarlier?: true;
}

const rules: readonly Omit<DroopCase, 'name'>[] = [
  { file: 'scotland-fixed-p5-d5', method: 'stv-scottish', policy: [backwards, stated] },
  { file: 'wigm-rational-d12', method: 'stv-wigm', policy: [stated], reversed: true },
  { file: 'wigm-prf-fixed-p4-d4', method: 'stv-prf-wigm', policy: [stated], stopsEarlier: true },
];

const cases: readonly DroopCase[] = (existsSync(folder) ? readdirSync(folder) : []).flatMap(
  (file) =>
    rules.flatMap((rule) =>
      file.endsWith(`-${rule.file}.json`)
        ? [{ name: file.replace(`-${rule.file}.json`, ''), ...rule }]
        : [],
    ),
);

function droopActions(name: string, rule: string): DroopAction[] {
  const text = readFileSync(join(folder, `${name}-${rule}.json`), 'utf8');
  return (JSON.parse(text) as { actions: DroopAction[] }).actions;
}

/** The votes at the beginning of the count and after each transfer. */
function droopStages(actions: readonly DroopAction[]): string[][] {
  return actions
    .filter(({ tag }) => tag === 'begin' || tag === 'transfer')
    .map(({ cstate = {}, nt_votes = '' }) => [
      ...Object.values(cstate).map(({ vote }) => vote),
      nt_votes,
    ]);
}

function droopElected(actions: readonly DroopAction[]): number[] {
  return Object.entries(actions.at(-1)?.cstate ?? {})
    .filter(([, { state }]) => state === 'elected')
    .map(([name]) => Number(name) - 1);
}

function stages({ rounds }: Tally): string[][] {
  return rounds.map(({ votes, nonTransferable = '' }) => [
    ...votes,
    nonTransferable === '0'
      ? (votes[0] ?? '').replace(/\d/g, '0').replace(/^0+\./, '0.')
      : nonTransferable,
  ]);
}

function tallyOf({ name, method, policy, reversed }: DroopCase): Tally {
  const found = methodOf(method);
  if (!found.ok) throw new Error(method);
  const election = readBltElection(join(folder, `${name}.blt`));
  const positions = Array.from({ length: election.candidates }, (_, position) => position);
  const statedOrder = reversed ? positions.reverse() : positions;
  return countRankings(found.value, election, policy, { statedOrder });
}

const absent: DroopCase = { name: 'no election', file: '', method: '', policy: [] };

(cases.length > 0 ? describe : describe.skip)('the counts of Droop', () => {
  it.each(cases.length > 0 ? cases : [absent])('$name by $method', (one) => {
    const actions = droopActions(one.name, one.file);
    const tally = tallyOf(one);
    const expected = droopStages(actions);
    expect(stages(tally)).toEqual(one.stopsEarlier ? expected.slice(0, -1) : expected);
    expect([...tally.elected].sort((a, b) => a - b)).toEqual(droopElected(actions));
    expect(Number(tally.rounds[0]?.quota)).toBe(Number(actions.at(-1)?.quota));
  });
});
