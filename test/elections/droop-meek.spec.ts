import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stvPrfMeek } from '../../src/voting/domain/methods/stv-prf-meek.js';
import { readBltElection } from '../support/blt-election.js';
import { countRankings } from '../support/ranked-election.js';

/**
 * Round by round and digit by digit against the counts of Droop (github.com/jklundell/droop), whose author wrote the
 * reference rule. Its elections and outputs are under the GPL and are not part of this repository: IRIKTEU_ELECTIONS names a
 * folder with NAME.blt and NAME-meek-prf-o6-fixed-p9-d9.json.
 */
const folder = process.env['IRIKTEU_ELECTIONS'] ?? '';
const rule = '-meek-prf-o6-fixed-p9-d9.json';
const names = existsSync(folder)
  ? readdirSync(folder).flatMap((file) => (file.endsWith(rule) ? [file.replace(rule, '')] : []))
  : [];

interface DroopAction {
  readonly tag: string;
  readonly msg: string;
  readonly round: number;
  readonly quota?: string;
  readonly cstate?: Readonly<
    Record<string, { readonly vote: string; readonly kf: string; readonly state: string }>
  >;
}

function droopActions(name: string): readonly DroopAction[] {
  const text = readFileSync(join(folder, `${name}${rule}`), 'utf8');
  return (JSON.parse(text) as { actions: DroopAction[] }).actions;
}

/** The votes, parts and quota on which each round elected or defeated somebody. */
function droopRounds(actions: readonly DroopAction[]): object[] {
  const decisions = actions.filter(
    ({ tag, msg }) => tag === 'defeat' || (tag === 'elect' && msg.startsWith('Elect:')),
  );
  return decisions
    .filter(({ round }, at) => decisions[at - 1]?.round !== round)
    .map(({ cstate = {}, quota }) => ({
      votes: Object.values(cstate).map(({ vote }) => vote),
      keepFactors: Object.values(cstate).map(({ kf }) => kf),
      quota,
    }));
}

const present = names.length > 0;

(present ? describe : describe.skip)('the counts of Droop by the Meek reference rule', () => {
  it.each(present ? names : ['no election'])('of election %s', (name) => {
    const actions = droopActions(name);
    const tally = countRankings(stvPrfMeek, readBltElection(join(folder, `${name}.blt`)));
    expect(tally.rounds).toMatchObject(droopRounds(actions));
    expect([...tally.elected].sort((a, b) => a - b)).toEqual(
      Object.entries(actions.at(-1)?.cstate ?? {})
        .filter(([, { state }]) => state === 'elected')
        .map(([position]) => Number(position) - 1),
    );
  });
});
