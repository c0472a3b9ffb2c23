import { methodOfRule } from './counting-rule.js';
import type { PaperProtocol } from './paper-protocol.js';
import { readBallotLine } from './paper-ballots.js';
import { protocolFaults, type PaperRules } from './protocol-faults.js';

function rules(form: PaperRules['form'], method: string, options = {}): PaperRules {
  return { form, method: methodOfRule({ method, options }) };
}

function protocol(overrides: Partial<PaperProtocol>): PaperProtocol {
  return { signatures: 10, issued: 10, cast: 10, valid: 10, invalid: 0, votes: [], ...overrides };
}

describe('protocolFaults of scores', () => {
  const scores = rules({ kind: 'score', candidates: 2, highest: 5 }, 'score');

  it('takes anything from nothing to the highest score from every ballot', () => {
    expect(protocolFaults(protocol({ votes: [50, 0] }), scores, null)).toEqual([]);
  });

  it('finds a sum that the valid ballots could not give', () => {
    expect(protocolFaults(protocol({ votes: [51, 0] }), scores, null)).toEqual([
      { kind: 'candidate-above-most', candidate: 0, votes: 51, valid: 10, most: 5 },
    ]);
  });
});

describe('protocolFaults of votes given away', () => {
  it('counts no more votes than all candidates together may get', () => {
    const few = rules({ kind: 'cumulative', candidates: 2, votes: 9, mostForOne: 2 }, 'cumulative');
    expect(protocolFaults(protocol({ votes: [20, 20] }), few, null)).toEqual([]);
    expect(protocolFaults(protocol({ votes: [21, 20] }), few, null)).toMatchObject([
      { kind: 'candidate-above-most' },
      { kind: 'more-votes-than-given', most: 4 },
    ]);
  });
});

describe('protocolFaults of ballots', () => {
  const form = { kind: 'ranking', candidates: 3, ranks: 3, equalRanks: true } as const;
  const lines = (...typed: string[]): PaperProtocol =>
    protocol({ ballots: typed.map((line) => readBallotLine(line, form)) });

  it('finds nothing where the lines add up to the valid ballots', () => {
    expect(protocolFaults(lines('7: 1 2', '3: 3=1 2'), rules(form, 'schulze'), null)).toEqual([]);
  });

  it('applies the rule of the method as well as that of the ballot', () => {
    expect(protocolFaults(lines('7: 1 2', '3: 3=1 2'), rules(form, 'irv'), null)).toEqual([
      { kind: 'line-not-valid', line: 2, reason: 'shared-rank' },
    ]);
  });

  it('asks for ballots where scores are counted by their mean, which no sum tells', () => {
    const mean = rules({ kind: 'score', candidates: 2, highest: 5 }, 'score', { by: 'mean' });
    expect(protocolFaults(protocol({ votes: [10, 10] }), mean, null)).toEqual([
      { kind: 'wrong-number-of-candidates', have: 2, need: 0 },
    ]);
    expect(protocolFaults(protocol({}), mean, null)).toEqual([
      { kind: 'lines-are-not-valid', ballots: 0, valid: 10 },
    ]);
  });
});
