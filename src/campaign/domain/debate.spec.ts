import type { CandidacyId } from '../../kernel/ids.js';
import {
  cancelDebate,
  checkPlan,
  holdDebate,
  isWebAddress,
  type DebatePlan,
  type NamedParticipant,
} from './debate.js';

const now = new Date('2020-09-10T09:00:00Z');
const later = new Date('2020-09-14T12:00:00Z');
const [a, b, c] = ['a', 'b', 'c'] as CandidacyId[] as [CandidacyId, CandidacyId, CandidacyId];

const plan = (overrides: Partial<DebatePlan> = {}): DebatePlan => ({
  place: 'House of culture',
  startsAt: later,
  streamAddress: 'https://video.example/live',
  participants: [a, b],
  ...overrides,
});
const participant = (
  id: CandidacyId,
  overrides: Partial<NamedParticipant> = {},
): NamedParticipant => ({ id, registered: true, standsHere: true, ...overrides });

describe('checkPlan', () => {
  it('accepts a debate of two registered candidates of the contest', () => {
    expect(checkPlan(plan(), [participant(a), participant(b)], true, now).ok).toBe(true);
  });

  it('accepts a debate whose stream is not known yet', () => {
    const unknown = plan({ streamAddress: null });
    expect(checkPlan(unknown, [participant(a), participant(b)], true, now).ok).toBe(true);
  });

  it('tells everything that is wrong at once', () => {
    const wrong = plan({
      place: ' ',
      startsAt: now,
      streamAddress: 'javascript:alert(1)',
      participants: [a],
    });
    const kinds = reasonsOf(checkPlan(wrong, [participant(a)], false, now));
    expect(kinds).toEqual([
      'campaign-not-on',
      'place-missing',
      'starts-in-the-past',
      'stream-address-malformed',
      'too-few-participants',
    ]);
  });

  it('does not take one candidate named twice for two', () => {
    const kinds = reasonsOf(checkPlan(plan({ participants: [a, a] }), [participant(a)], true, now));
    expect(kinds).toEqual(['too-few-participants', 'participant-twice']);
  });

  it('names who is not registered, unknown candidacies included', () => {
    const known = [participant(a), participant(b, { registered: false })];
    expect(checkPlan(plan({ participants: [a, b, c] }), known, true, now)).toEqual({
      ok: false,
      error: [{ kind: 'not-registered', candidacies: [b, c] }],
    });
  });

  it('names who stands in another contest or unit', () => {
    const known = [participant(a), participant(b, { standsHere: false })];
    expect(checkPlan(plan(), known, true, now)).toEqual({
      ok: false,
      error: [{ kind: 'stands-elsewhere', candidacies: [b] }],
    });
  });
});

describe('holdDebate', () => {
  it('holds a drawn debate that has begun and whose register is full', () => {
    expect(
      holdDebate({ state: 'drawn', startsAt: now }, [], 'https://video.example/1', now),
    ).toEqual({ ok: true, value: 'held' });
  });

  it('refuses a debate whose order was not drawn', () => {
    expect(reasonsOf(holdDebate({ state: 'scheduled', startsAt: now }, [], null, now))).toEqual([
      'debate-move-not-allowed',
    ]);
  });

  it('tells that it has not begun, who is not marked and that the address is none', () => {
    const result = holdDebate({ state: 'drawn', startsAt: later }, [a], 'ftp://x', now);
    expect(result).toEqual({
      ok: false,
      error: [
        { kind: 'debate-not-begun', startsAt: later },
        { kind: 'attendance-incomplete', candidacies: [a] },
        { kind: 'stream-address-malformed' },
      ],
    });
  });
});

describe('cancelDebate', () => {
  it('cancels with a reason', () => {
    expect(cancelDebate('drawn', 'Power cut').ok).toBe(true);
  });

  it('refuses without a reason', () => {
    expect(reasonsOf(cancelDebate('scheduled', ' '))).toEqual(['cancel-reason-missing']);
  });

  it('refuses once the debate was held', () => {
    expect(reasonsOf(cancelDebate('held', 'Too late'))).toEqual(['debate-move-not-allowed']);
  });
});

describe('isWebAddress', () => {
  it.each(['https://a.kz/live?v=1', 'http://a.kz'])('takes %s', (text) => {
    expect(isWebAddress(text)).toBe(true);
  });

  it.each(['', 'a.kz', 'javascript:alert(1)', 'https://a b', 'https://a"b'])(
    'refuses "%s"',
    (text) => {
      expect(isWebAddress(text)).toBe(false);
    },
  );
});

function reasonsOf(
  result: { ok: true } | { ok: false; error: readonly { kind: string }[] },
): string[] {
  return result.ok ? [] : result.error.map(({ kind }) => kind);
}
