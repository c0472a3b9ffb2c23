import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../src/platform/ledger/index.js';
import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { copyOf, entryAt, faultIn, said, verdictOn } from '../support/falsified-bundle.js';
import { sealRound, type BundleParts, type RoundToSeal } from '../support/sealed-round.js';

/** Candidates 0, 1 and 2 have two votes each and want two seats; 3 has one vote, and 4 none. */
const tied = {
  form: { kind: 'rating', candidates: 5, marks: 2 },
  ballotRule: { kind: 'rating', marks: { count: 2 } },
  ballots: [[0, 1], [2, 0], [1, 2], [3]].map(plainMarks),
  seats: 2,
} as const satisfies RoundToSeal;

const people = [
  { birthDate: '1990-03-01', groups: [] },
  { birthDate: '1972-03-01', groups: ['woman'] },
  { birthDate: '1990-02-28', groups: ['disabled'] },
  { birthDate: '1980-01-01', groups: [] },
  { birthDate: '1980-01-01', groups: ['woman'] },
];

const nobody = '00000000-0000-4000-8000-000000000000';

interface ResultRecord {
  result: {
    candidates: { candidacyId: string; votes: number; elected: boolean }[];
    ties: { steps: { by: string; classes: string[][] }[]; order: string[][] }[];
  };
  hash: string;
  tieVotes: { tie: string; member: string; order: string[] }[];
  recounts: { number: number; without: string[]; reason: string; result: Json; hash: string }[];
}

const result = ({ records }: BundleParts): ResultRecord =>
  records['result.json'] as unknown as ResultRecord;
const hashOf = (document: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(document as Json))
    .digest('hex');
const earlierVotes = (parts: BundleParts): { result: { candidates: { votes: number }[] } } =>
  (
    parts.records['earlier.json'] as unknown as {
      rounds: { result: { candidates: { votes: number }[] } }[];
    }
  ).rounds[0]!;

/** Who is elected, by the places on the ballot. */
function elected(parts: BundleParts): number[] {
  const { candidates } = parts.records['candidates.json'] as { candidates: { id: string }[] };
  return result(parts).result.candidates.flatMap((one) =>
    one.elected ? [candidates.findIndex(({ id }) => id === one.candidacyId)] : [],
  );
}

type Tampering = readonly [string, string, (parts: BundleParts) => void];

function areFoundOut(right: () => BundleParts, tamperings: readonly Tampering[]): void {
  it.each(tamperings)('is found out: %s (%s)', async (_, expected, change) => {
    const parts = copyOf(right());
    change(parts);
    expect(faultIn(await verdictOn(parts))).toBe(expected);
  });
}

/** Exchanges the first two of those whom the first step of the first tie separated. */
const turnStep = (parts: BundleParts): void => {
  const { classes } = result(parts).result.ties[0]!.steps[0]!;
  [classes[0], classes[1]] = [classes[1]!, classes[0]!];
};

describe.each<readonly [string, TieStep, Partial<RoundToSeal>, number[]]>([
  ['the elder', { kind: 'elder' }, {}, [1, 2]],
  ['the younger', { kind: 'younger' }, {}, [0, 2]],
  ['a group', { kind: 'group', group: 'woman' }, {}, []],
  [
    'an earlier stage',
    { kind: 'earlier-stage' },
    { earlier: { valid: 9, votes: [4, 2, 3, 3, null] } },
    [0, 2],
  ],
])('a tie that %s decides', (_, step, more, winners) => {
  let right: BundleParts;

  beforeAll(async () => {
    right = await sealRound({ ...tied, people, ties: [step, { kind: 'lot' }], ...more });
  });

  it('is broken anew, with nothing taken on trust', async () => {
    const { steps } = result(right).result.ties[0]!;
    expect(steps[0]!.by).toBe(step.kind);
    if (winners.length > 0) expect(elected(right)).toEqual(winners);
    const verdict = await verdictOn(right);
    expect(faultIn(verdict)).toBe('right');
    expect(verdict.untested.map(({ kind }) => kind)).not.toContain('tie-step');
  });

  areFoundOut(
    () => right,
    [
      ['the step is turned round', 'ties: tie-step-differs', turnStep],
      [
        'the step is left out',
        'count: count-differs',
        (parts) => result(parts).result.ties[0]!.steps.shift(),
      ],
    ],
  );
});

describe('the order by age', () => {
  let right: BundleParts;

  beforeAll(async () => {
    right = await sealRound({ ...tied, people, ties: [{ kind: 'elder' }] });
  });

  const ages = (parts: BundleParts): { byAge?: string[][] } =>
    (said(parts, 'rounds-planned')['rounds'] as { byAge: string[][] }[])[0]!;

  areFoundOut(
    () => right,
    [
      [
        'another order is put into the plan',
        'ties: tie-step-differs',
        (parts) => ages(parts).byAge!.reverse(),
      ],
      [
        'a candidate is not in it',
        'ties: age-order-incomplete',
        (parts) => ages(parts).byAge!.pop(),
      ],
      [
        'a candidate is in it twice',
        'ties: age-order-incomplete',
        (parts) => ages(parts).byAge!.push(ages(parts).byAge![0]!),
      ],
    ],
  );

  it('that no plan published is taken as stated, and the command says so', async () => {
    const parts = copyOf(right);
    delete ages(parts).byAge;
    const verdict = await verdictOn(parts);
    expect(faultIn(verdict)).toBe('right');
    expect(verdict.untested).toContainEqual({ kind: 'tie-step', values: { step: 'elder' } });
  });
});

describe('groups', () => {
  it('that the commission did not find are not believed', async () => {
    const parts = await sealRound({ ...tied, people, ties: [{ kind: 'group', group: 'woman' }] });
    said(parts, 'candidacy-groups-examined')['woman'] = 'verified';
    expect(faultIn(await verdictOn(parts))).toBe('ties: tie-step-differs');
  });

  it('that were found before the application was handed in anew do not count', async () => {
    const parts = await sealRound({ ...tied, people, ties: [{ kind: 'group', group: 'woman' }] });
    const found = parts.ledger.findIndex(
      ({ kind, data }) => kind === 'candidacy-groups-examined' && hasWoman(data),
    );
    const { subject, at } = parts.ledger[found]!;
    const again = { kind: 'candidacy-submitted', subject, actor: null, at, data: {} };
    parts.ledger.splice(found + 1, 0, again);
    expect(faultIn(await verdictOn(parts))).toBe('ties: tie-step-differs');
  });

  it('that a certificate proves are taken as stated, and the command says so', async () => {
    const step: TieStep = { kind: 'group', group: 'disabled' };
    const parts = await sealRound({ ...tied, people, ties: [step, { kind: 'lot' }] });
    const verdict = await verdictOn(parts);
    expect(faultIn(verdict)).toBe('right');
    expect(verdict.untested).toContainEqual({ kind: 'tie-step', values: { step: 'group' } });
  });
});

function hasWoman(data: Json): boolean {
  return (data as Record<string, Json>)['woman'] === 'verified';
}

describe('results of an earlier stage', () => {
  let right: BundleParts;

  beforeAll(async () => {
    right = await sealRound({
      ...tied,
      ties: [{ kind: 'earlier-stage' }],
      earlier: { valid: 9, votes: [4, 2, 3, 3, null] },
    });
  });

  areFoundOut(
    () => right,
    [
      [
        'votes are changed',
        'ties: earlier-result-differs',
        (parts) => (earlierVotes(parts).result.candidates[1]!.votes = 9),
      ],
      [
        'a unit is left out',
        'ties: earlier-result-missing',
        (parts) => (parts.records['earlier.json'] = { rounds: [] }),
      ],
      [
        'the stage is left out',
        'ties: earlier-result-missing',
        (parts) => delete parts.records['earlier.json'],
      ],
      [
        'the stage was never planned',
        'ties: decision-missing',
        (parts) => parts.ledger.splice(entryAt(parts, 'rounds-planned'), 1),
      ],
      [
        'the result was published after the round was planned',
        'ties: earlier-result-differs',
        (parts) => parts.ledger.push(...parts.ledger.splice(entryAt(parts, 'result-published'), 1)),
      ],
      [
        'votes are changed in the ledger too',
        'ties: tie-step-differs',
        (parts) => {
          const record = earlierVotes(parts);
          record.result.candidates[1]!.votes = 9;
          said(parts, 'result-published')['result'] = hashOf(record.result);
        },
      ],
    ],
  );
});

describe('a tie that the commission decided', () => {
  let right: BundleParts;

  beforeAll(async () => {
    right = await sealRound({ ...tied, ties: [{ kind: 'ask' }], decision: [2, 0, 1] });
  });

  it('is right', async () => {
    expect(elected(right)).toEqual([2, 0]);
    const verdict = await verdictOn(right);
    expect(faultIn(verdict)).toBe('right');
    const ties = verdict.checks.find(({ check }) => check === 'ties')!;
    expect(ties.outcome).toEqual({ verdict: 'passed', facts: { votes: 2, steps: 0 } });
  });

  areFoundOut(
    () => right,
    [
      ['a vote is left out', 'ties: tie-vote-left-out', (parts) => result(parts).tieVotes.pop()],
      [
        'all votes are left out',
        'ties: tie-vote-left-out',
        (parts) => (result(parts).tieVotes = []),
      ],
      [
        'a vote is for another order',
        'ties: tie-vote-not-in-ledger',
        (parts) => result(parts).tieVotes[0]!.order.reverse(),
      ],
      [
        'a vote is about others than tied',
        'ties: tie-vote-not-in-ledger',
        (parts) => (result(parts).tieVotes[0]!.tie = 'nobody'),
      ],
      [
        'a vote is made up',
        'ties: tie-vote-not-in-ledger',
        (parts) => {
          const [first] = result(parts).tieVotes;
          result(parts).tieVotes.push({ ...first!, member: nobody });
        },
      ],
      [
        'a vote stands there twice',
        'ties: tie-voted-on-twice',
        (parts) => result(parts).tieVotes.push({ ...result(parts).tieVotes[0]! }),
      ],
      [
        'too few voted, in the ledger too',
        'count: count-differs',
        (parts) => {
          const { member } = result(parts).tieVotes.pop()!;
          const at = parts.ledger.findIndex(
            ({ kind, actor }) => kind === 'tie-voted-on' && actor === member,
          );
          parts.ledger.splice(at, 1);
        },
      ],
      [
        'they did not agree, in the ledger too',
        'count: count-differs',
        (parts) => {
          result(parts).tieVotes[0]!.order.reverse();
          (said(parts, 'tie-voted-on')['order'] as string[]).reverse();
        },
      ],
      [
        'all voted for another order, in the ledger too',
        'count: count-differs',
        (parts) => {
          for (const { order } of result(parts).tieVotes) order.reverse();
          for (const { kind, data } of parts.ledger)
            if (kind === 'tie-voted-on') (data as { order: string[] }).order.reverse();
        },
      ],
      [
        'the result follows another order',
        'count: count-differs',
        (parts) => result(parts).result.ties[0]!.order.reverse(),
      ],
    ],
  );
});

describe('a recount without somebody who left', () => {
  let right: BundleParts;

  beforeAll(async () => {
    const ballots = [[0, 1], [0, 1], [0, 1], [0], [2], [2], [3]].map(plainMarks);
    right = await sealRound({ ...tied, ballots, recountWithout: [0] });
  });

  const recounted = (parts: BundleParts) => result(parts).recounts[0]!;
  /** Says a changed recount in the ledger as well. */
  const restate = (parts: BundleParts): void => {
    const recount = recounted(parts);
    recount.hash = hashOf(recount.result);
    Object.assign(said(parts, 'round-recounted'), {
      result: recount.hash,
      without: recount.without,
    });
  };

  it('is right', async () => {
    expect(elected(right)).toEqual([0, 1]);
    const verdict = await verdictOn(right);
    expect(faultIn(verdict)).toBe('right');
    const recounts = verdict.checks.find(({ check }) => check === 'recounts')!;
    expect(recounts.outcome).toEqual({ verdict: 'passed', facts: { recounts: 1 } });
  });

  areFoundOut(
    () => right,
    [
      ['it is left out', 'recounts: recount-left-out', (parts) => result(parts).recounts.pop()],
      [
        'its hash is another one',
        'recounts: recount-hash-differs',
        (parts) => (recounted(parts).hash = '00'.repeat(32)),
      ],
      [
        'its votes are changed',
        'recounts: recount-hash-differs',
        (parts) => ((recounted(parts).result as { turnout: number }).turnout += 1),
      ],
      [
        'its votes are changed, in the ledger too',
        'recounts: recount-differs',
        (parts) => {
          const { candidates } = recounted(parts).result as { candidates: { votes: number }[] };
          candidates[0]!.votes += 1;
          restate(parts);
        },
      ],
      [
        'somebody else moves up, in the ledger too',
        'recounts: recount-differs',
        (parts) => {
          const { candidates } = recounted(parts).result as { candidates: { elected: boolean }[] };
          [candidates[1]!.elected, candidates[2]!.elected] = [false, true];
          restate(parts);
        },
      ],
      [
        'its reason is reworded',
        'recounts: recount-not-in-ledger',
        (parts) => (recounted(parts).reason = 'Was asked to withdraw.'),
      ],
      [
        'it is not in the ledger',
        'recounts: recount-not-in-ledger',
        (parts) => parts.ledger.splice(entryAt(parts, 'round-recounted'), 1),
      ],
      [
        'it is said to be without others',
        'recounts: recount-without-differs',
        (parts) => {
          recounted(parts).without = [];
          restate(parts);
        },
      ],
      [
        'nobody had left',
        'recounts: standing-differs',
        (parts) => parts.ledger.splice(entryAt(parts, 'candidacy-withdrawn'), 1),
      ],
      [
        'it was counted before somebody left',
        'recounts: standing-differs',
        (parts) =>
          parts.ledger.push(...parts.ledger.splice(entryAt(parts, 'candidacy-withdrawn'), 1)),
      ],
    ],
  );
});
