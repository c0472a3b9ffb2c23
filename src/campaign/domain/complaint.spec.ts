import { day, later } from '../../kernel/clock.js';
import type { AccountId, CandidacyId } from '../../kernel/ids.js';
import { complaintMoves } from './complaint-state.js';
import {
  appealComplaint,
  decideComplaint,
  decisionInForce,
  fileComplaint,
  isOverdue,
  type Complaint,
  type ComplaintDecision,
  type ComplaintText,
  type Finding,
} from './complaint.js';
import type { LadderStep } from './ladder.js';

const happened = new Date('2020-09-10T12:00:00Z');
const now = later(happened, day);
const [complainant, chair, controller] = ['p', 'c', 'k'] as AccountId[] as [
  AccountId,
  AccountId,
  AccountId,
];
const respondent = 'r' as CandidacyId;
const ladder: LadderStep[] = [
  { level: 'territorial', fileWithinDays: 3, decideWithinDays: 4 },
  { level: 'regional', fileWithinDays: 2, decideWithinDays: 5 },
  { level: 'central', fileWithinDays: 1, decideWithinDays: 6 },
];

const text = (overrides: Partial<ComplaintText> = {}): ComplaintText => ({
  ground: 'bribery',
  respondent,
  happenedAt: happened,
  text: 'Gave out food parcels at the market.',
  ...overrides,
});
const standing = { registered: true, isComplainant: false };

const complaint = (overrides: Partial<Complaint> = {}): Complaint => ({
  state: 'filed',
  step: 'territorial',
  decideBy: later(now, 4 * day),
  respondent,
  filedBy: complainant,
  decisions: [],
  ...overrides,
});
const decision = (overrides: Partial<ComplaintDecision> = {}): ComplaintDecision => ({
  step: 'territorial',
  outcome: 'upheld',
  sanction: 'warning',
  text: 'Two witnesses confirm it.',
  decidedBy: chair,
  decidedAt: now,
  appealBy: later(now, 2 * day),
  ...overrides,
});
const decided = (overrides: Partial<ComplaintDecision> = {}): Complaint =>
  complaint({ state: 'decided', decisions: [decision(overrides)] });
const warning: Finding = { outcome: 'upheld', sanction: 'warning', text: 'Confirmed.' };

describe('fileComplaint', () => {
  it('opens the hearing of the nearest body with its clock', () => {
    expect(fileComplaint(ladder, text(), standing, 'district', now)).toEqual({
      ok: true,
      value: { step: 'territorial', decideBy: later(now, 4 * day) },
    });
  });

  it('takes a complaint in the last moment and refuses it after', () => {
    const last = later(happened, 3 * day);
    expect(fileComplaint(ladder, text(), standing, 'district', last).ok).toBe(true);
    expect(fileComplaint(ladder, text(), standing, 'district', later(last, 1))).toEqual({
      ok: false,
      error: [{ kind: 'complaint-too-late', deadline: last }],
    });
  });

  it('tells everything that is wrong at once', () => {
    const wrong = text({ text: ' ', happenedAt: later(now, 1), ground: 'commission-breach' });
    const facts = { registered: false, isComplainant: true };
    expect(kindsOf(fileComplaint(ladder, wrong, facts, 'district', now))).toEqual([
      'text-missing',
      'not-yet-happened',
      'ground-does-not-fit',
      'respondent-not-standing',
      'against-oneself',
    ]);
  });

  it('refuses a complaint about somebody who does not exist', () => {
    expect(kindsOf(fileComplaint(ladder, text(), null, 'district', now))).toEqual([
      'respondent-not-standing',
    ]);
  });

  it('takes a complaint about a commission without a candidate', () => {
    const about = text({ ground: 'commission-breach', respondent: null });
    expect(fileComplaint(ladder, about, null, 'region', now)).toEqual({
      ok: true,
      value: { step: 'regional', decideBy: later(now, 5 * day) },
    });
  });

  it('refuses a ground about candidates without a candidate', () => {
    const about = text({ respondent: null });
    expect(kindsOf(fileComplaint(ladder, about, null, 'district', now))).toEqual([
      'ground-does-not-fit',
    ]);
  });

  it('refuses when the rules have no body for it', () => {
    expect(kindsOf(fileComplaint([], text(), standing, 'district', now))).toEqual([
      'no-body-on-the-ladder',
    ]);
  });
});

describe('decideComplaint', () => {
  it('decides, and leaves the days of the next step to appeal', () => {
    expect(decideComplaint(ladder, complaint(), warning, chair, now)).toEqual({
      ok: true,
      value: {
        state: 'decided',
        decision: {
          ...warning,
          step: 'territorial',
          decidedBy: chair,
          decidedAt: now,
          appealBy: later(now, 2 * day),
        },
      },
    });
  });

  it('still decides when it is late', () => {
    const late = later(now, 9 * day);
    expect(decideComplaint(ladder, complaint(), warning, chair, late).ok).toBe(true);
  });

  it('is final on the top step', () => {
    const top = complaint({ state: 'appealed', step: 'central' });
    const result = decideComplaint(ladder, top, warning, controller, now);
    expect(result.ok && [result.value.state, result.value.decision.appealBy]).toEqual([
      'final',
      null,
    ]);
  });

  it('is final with a removal: the person struck off appeals as a candidate', () => {
    const removal = { ...warning, sanction: 'removal' } as const;
    const result = decideComplaint(ladder, complaint(), removal, chair, now);
    expect(result.ok && result.value.state).toBe('final');
  });

  it.each(['decided', 'final'] as const)('refuses a complaint that is %s', (state) => {
    expect(decideComplaint(ladder, complaint({ state }), warning, chair, now)).toEqual({
      ok: false,
      error: [{ kind: 'complaint-not-waiting', state }],
    });
  });

  it('lets nobody decide their own complaint or decide twice', () => {
    const again = complaint({
      state: 'appealed',
      step: 'regional',
      filedBy: chair,
      decisions: [decision()],
    });
    expect(kindsOf(decideComplaint(ladder, again, warning, chair, now))).toEqual([
      'own-complaint',
      'decided-below',
    ]);
  });

  it.each<[Partial<Finding>, CandidacyId | null, string[]]>([
    [{ text: '' }, respondent, ['text-missing']],
    [{ sanction: null }, respondent, ['sanction-missing']],
    [{ outcome: 'rejected' }, respondent, ['sanction-without-breach']],
    [{}, null, ['sanction-without-candidate']],
    [{ outcome: 'rejected', sanction: null }, respondent, []],
    [{ sanction: null }, null, []],
  ])('answers %o about %s with %o', (finding, about, reasons) => {
    const result = decideComplaint(
      ladder,
      complaint({ respondent: about }),
      { ...warning, ...finding },
      chair,
      now,
    );
    expect(kindsOf(result)).toEqual(reasons);
  });
});

describe('appealComplaint', () => {
  it('takes a decision one step up with a clock of its own', () => {
    const at = later(now, 2 * day);
    expect(appealComplaint(ladder, decided(), 'respondent', 'I was not there.', at)).toEqual({
      ok: true,
      value: { step: 'regional', decideBy: later(at, 5 * day) },
    });
  });

  it('refuses after the deadline and without a text, at once', () => {
    const late = later(now, 2 * day + 1);
    expect(appealComplaint(ladder, decided(), 'complainant', '', late)).toEqual({
      ok: false,
      error: [{ kind: 'appeal-too-late', deadline: later(now, 2 * day) }, { kind: 'text-missing' }],
    });
  });

  it('waits for the body while its clock runs', () => {
    expect(appealComplaint(ladder, complaint(), 'complainant', 'Slow.', now)).toEqual({
      ok: false,
      error: [{ kind: 'still-being-decided', decideBy: later(now, 4 * day) }],
    });
  });

  it('lets the complainant go on when the body let its deadline pass, and only the complainant', () => {
    const silent = later(now, 5 * day);
    expect(appealComplaint(ladder, complaint(), 'complainant', 'Silence.', silent).ok).toBe(true);
    expect(kindsOf(appealComplaint(ladder, complaint(), 'respondent', 'Hm.', silent))).toEqual([
      'nothing-against-you',
    ]);
  });

  it.each([
    ['respondent', { outcome: 'rejected', sanction: null }, ['nothing-against-you']],
    ['complainant', { outcome: 'rejected', sanction: null }, []],
    ['complainant', { sanction: 'removal' }, ['nothing-against-you']],
    ['respondent', { sanction: 'removal' }, ['appeal-as-candidate']],
    [null, {}, ['not-a-party']],
  ] as const)('answers the appeal of the %s against %o with %o', (party, what, reasons) => {
    expect(kindsOf(appealComplaint(ladder, decided(what), party, 'Wrong.', now))).toEqual(reasons);
  });

  it('ends at the top of the ladder', () => {
    const top = complaint({
      state: 'final',
      step: 'central',
      decisions: [decision({ step: 'central', appealBy: null })],
    });
    expect(kindsOf(appealComplaint(ladder, top, 'complainant', 'Wrong.', now))).toEqual([
      'ladder-exhausted',
    ]);
  });
});

describe('the clock of a complaint', () => {
  it('is overdue a moment after the deadline, and only while a body owes a decision', () => {
    const { decideBy } = complaint();
    expect(isOverdue(complaint(), decideBy)).toBe(false);
    expect(isOverdue(complaint(), later(decideBy, 1))).toBe(true);
    expect(isOverdue(decided(), later(decideBy, 1))).toBe(false);
  });

  it('has no decision in force while a body owes one', () => {
    expect(
      decisionInForce(complaint({ state: 'appealed', decisions: [decision()] }), now),
    ).toBeNull();
    expect(decisionInForce(complaint(), now)).toBeNull();
  });

  it('knows until when the decision in force can be appealed', () => {
    const until = later(now, 2 * day);
    expect(decisionInForce(decided(), until)?.appealable).toBe(true);
    expect(decisionInForce(decided(), later(until, 1))?.appealable).toBe(false);
    expect(decisionInForce(decided({ appealBy: null }), now)?.appealable).toBe(false);
  });
});

describe('the decisions and appeals of a complaint', () => {
  it('move it only as its table allows', () => {
    expect(complaintMoves.filed).toEqual(['decided', 'final', 'appealed']);
    expect(complaintMoves.decided).toEqual(['appealed']);
    expect(complaintMoves.appealed).toEqual(complaintMoves.filed);
  });
});

function kindsOf(
  result: { ok: true } | { ok: false; error: readonly { kind: string }[] },
): string[] {
  return result.ok ? [] : result.error.map(({ kind }) => kind);
}
