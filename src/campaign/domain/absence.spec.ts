import { absenceAsGround } from './absence.js';

const duty = { obligatory: true, absenceStrikesOff: true };

describe('absenceAsGround', () => {
  it('lets the commission strike off who missed a debate without an accepted reason (28 of 34 removals of 2020, ratel.kz/kaz/kakie_narushenija…)', () => {
    expect(absenceAsGround(duty, 'held', 'absent')).toEqual({ ok: true, value: 'debate-absence' });
  });

  it.each([
    { ...duty, absenceStrikesOff: false },
    { ...duty, obligatory: false },
  ])('strikes nobody off where the rules do not say so: %o', (rules) => {
    expect(absenceAsGround(rules, 'held', 'absent')).toEqual({
      ok: false,
      error: [{ kind: 'rules-do-not-strike-off' }],
    });
  });

  it.each(['present', 'excused', null] as const)('strikes nobody off who is marked %s', (mark) => {
    expect(absenceAsGround(duty, 'held', mark)).toEqual({
      ok: false,
      error: [{ kind: 'not-absent', attendance: mark }],
    });
  });

  it.each(['scheduled', 'drawn', 'cancelled'] as const)(
    'strikes nobody off over a debate that is %s',
    (state) => {
      expect(absenceAsGround(duty, state, 'absent')).toEqual({
        ok: false,
        error: [{ kind: 'debate-not-held' }],
      });
    },
  );
});
