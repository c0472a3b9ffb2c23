import {
  fileAppeal,
  isOverdue,
  stateAfterRuling,
  stateWhileOpen,
  wayOfAppeal,
  type Appeal,
  type AppealStep,
  type ContestedDecision,
} from './appeal.js';
import { applicationMoves } from './application-state.js';

const ladder: AppealStep[] = [
  { level: 'central', fileWithinDays: 3, decideWithinDays: 5, suspensive: false },
  { level: 'territorial', fileWithinDays: 2, decideWithinDays: 3, suspensive: true },
  { level: 'regional', fileWithinDays: 3, decideWithinDays: 3, suspensive: true },
];

const noticeAt = new Date('2020-08-29T06:00:00Z');
const soon = new Date('2020-08-30T06:00:00Z');
const decision: ContestedDecision = { effect: 'refused', level: 'district', noticeAt };

function appeal(overrides: Partial<Appeal> = {}): Appeal {
  return {
    step: 'territorial',
    filedAt: soon,
    decideBy: new Date('2020-09-02T06:00:00Z'),
    suspensive: true,
    outcome: null,
    ruledAt: null,
    ...overrides,
  };
}

describe('wayOfAppeal', () => {
  it('begins at the level of the commission that decided', () => {
    const step = (level: ContestedDecision['level']) =>
      wayOfAppeal(ladder, { ...decision, level }, [], soon);
    expect(step('district')).toMatchObject({ value: { step: { level: 'territorial' } } });
    expect(step('region')).toMatchObject({ value: { step: { level: 'regional' } } });
    expect(step('country')).toMatchObject({ value: { step: { level: 'central' } } });
  });

  it('takes the next higher step where the rules leave one out', () => {
    const short = ladder.filter(({ level }) => level !== 'territorial');
    expect(wayOfAppeal(short, decision, [], soon)).toMatchObject({
      value: { step: { level: 'regional' } },
    });
  });

  it('counts the deadline from the notice', () => {
    expect(wayOfAppeal(ladder, decision, [], soon)).toMatchObject({
      value: { deadline: new Date('2020-08-31T06:00:00Z'), after: 'decision' },
    });
  });

  it('waits for an open appeal', () => {
    expect(wayOfAppeal(ladder, decision, [appeal()], soon)).toEqual({
      ok: false,
      error: { kind: 'appeal-open', decideBy: new Date('2020-09-02T06:00:00Z') },
    });
  });

  it('goes up one step after a ruling against the appellant, with the clock of the ruling', () => {
    const ruledAt = new Date('2020-09-01T06:00:00Z');
    const upheld = appeal({ outcome: 'upheld', ruledAt });
    expect(wayOfAppeal(ladder, decision, [upheld], ruledAt)).toMatchObject({
      value: {
        step: { level: 'regional' },
        deadline: new Date('2020-09-04T06:00:00Z'),
        after: 'ruling',
      },
    });
  });

  it('goes up one step when the body is silent past its deadline', () => {
    expect(
      wayOfAppeal(ladder, decision, [appeal()], new Date('2020-09-02T06:00:01Z')),
    ).toMatchObject({
      value: {
        step: { level: 'regional' },
        deadline: new Date('2020-09-05T06:00:00Z'),
        after: 'silence',
      },
    });
  });

  it('ends with the ladder', () => {
    const last = appeal({ step: 'central', outcome: 'upheld', ruledAt: soon });
    expect(wayOfAppeal(ladder, decision, [last], soon)).toEqual({
      ok: false,
      error: { kind: 'ladder-exhausted' },
    });
  });

  it('ends with a ruling for the appellant', () => {
    const won = appeal({ outcome: 'overturned', ruledAt: soon });
    expect(wayOfAppeal(ladder, decision, [won], soon)).toEqual({
      ok: false,
      error: { kind: 'appeal-won' },
    });
  });
});

describe('fileAppeal', () => {
  it('starts the clock of the body that must rule', () => {
    expect(fileAppeal(ladder, decision, [], 'My age was misread.', soon)).toMatchObject({
      ok: true,
      value: {
        appeal: {
          step: 'territorial',
          decideBy: new Date('2020-09-02T06:00:00Z'),
          suspensive: true,
          outcome: null,
        },
        way: { after: 'decision' },
      },
    });
  });

  it('takes an appeal at the very deadline and none after it', () => {
    const deadline = new Date('2020-08-31T06:00:00Z');
    const after = new Date('2020-08-31T06:00:01Z');
    expect(fileAppeal(ladder, decision, [], 'Text.', deadline).ok).toBe(true);
    expect(fileAppeal(ladder, decision, [], ' ', after)).toEqual({
      ok: false,
      error: [{ kind: 'appeal-too-late', deadline }, { kind: 'appeal-text-missing' }],
    });
  });

  it('says why there is no way', () => {
    expect(fileAppeal([], decision, [], 'Text.', soon)).toEqual({
      ok: false,
      error: [{ kind: 'ladder-exhausted' }],
    });
  });
});

describe('the effect of an appeal', () => {
  it.each([
    ['refused', true, 'under-review'],
    ['refused', false, 'refused'],
    ['struck-off', true, 'registered'],
    ['struck-off', false, 'struck-off'],
  ] as const)('%s, suspended %s: %s while it is open', (effect, suspensive, state) => {
    expect(stateWhileOpen(effect, suspensive)).toBe(state);
  });

  it.each([
    ['refused', 'upheld', 'refused'],
    ['refused', 'lapsed', 'refused'],
    ['refused', 'overturned', 'registered'],
    ['struck-off', 'upheld', 'struck-off'],
    ['struck-off', 'overturned', 'registered'],
  ] as const)('%s, %s: %s', (effect, outcome, state) => {
    expect(stateAfterRuling(effect, outcome)).toBe(state);
  });

  it('only makes moves the life of an application knows', () => {
    const moves = (['refused', 'struck-off'] as const).flatMap((effect) =>
      [true, false].flatMap((suspensive) => {
        const open = stateWhileOpen(effect, suspensive);
        const rulings = (['upheld', 'overturned'] as const).map(
          (outcome) => [open, stateAfterRuling(effect, outcome)] as const,
        );
        return [[effect, open] as const, ...rulings];
      }),
    );
    const illegal = moves.filter(
      ([from, to]) => from !== to && !applicationMoves[from].includes(to),
    );
    expect(illegal).toEqual([]);
  });
});

describe('isOverdue', () => {
  it('is late after the deadline, as long as nobody has ruled', () => {
    const late = new Date('2020-09-02T06:00:01Z');
    expect(isOverdue(appeal(), soon)).toBe(false);
    expect(isOverdue(appeal(), late)).toBe(true);
    expect(isOverdue(appeal({ outcome: 'upheld', ruledAt: soon }), late)).toBe(false);
  });
});
