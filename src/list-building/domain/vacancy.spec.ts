import type { Quota } from './list-input.js';
import { readListInput } from './read-list-input.js';
import { fillVacancy, type SeatPerson, type Vacancy } from './vacancy.js';

const person = (id: string): SeatPerson => ({
  id,
  groups: [id.startsWith('w') ? 'woman' : 'man'],
  inGroup: id.startsWith('w'),
});

/** Law 105-VII: women, people under 29 and people with disability together at least 30 % of the mandates. */
const protectedSeats = (): Quota[] => {
  const read = readListInput({
    places: 10,
    candidates: [],
    quotas: [
      {
        id: 'protected',
        group: ['woman', 'under29', 'disability'],
        scope: { kind: 'top', places: 10 },
        atLeast: { share: '3/10', round: 'up' },
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return [...read.value.quotas];
};

const vacancy = (overrides: Partial<Vacancy> = {}): Vacancy => ({
  left: person('m0'),
  holders: ['w1', 'm1', 'm2'].map(person),
  reserve: ['m3', 'w2', 'm4'].map(person),
  quotas: [],
  ...overrides,
});

const nobody = { candidate: '', reason: '' };

describe('fillVacancy', () => {
  it('takes the next in order', () => {
    expect(fillVacancy(vacancy(), { kind: 'next-in-order' }, nobody)).toEqual({
      ok: true,
      value: { candidate: 'm3', passedOver: [] },
    });
  });

  it('passes over whom the quota over the seats does not allow, and says by which', () => {
    const left = person('w0');
    // Four seats need two of the three categories; one is left among the holders.
    const filled = fillVacancy(
      vacancy({ left, quotas: protectedSeats() }),
      { kind: 'next-in-order' },
      nobody,
    );
    expect(filled).toEqual({
      ok: true,
      value: { candidate: 'w2', passedOver: [{ id: 'm3', because: ['protected'] }] },
    });
  });

  it('gives a woman’s vacated mandate to the next woman (Kyrgyzstan, genderquota.org)', () => {
    const rule = { kind: 'same-group', groups: ['woman'] } as const;
    expect(fillVacancy(vacancy({ left: person('w0') }), rule, nobody)).toMatchObject({
      value: { candidate: 'w2', passedOver: [{ id: 'm3', because: [] }] },
    });
    expect(fillVacancy(vacancy(), rule, nobody)).toMatchObject({ value: { candidate: 'm3' } });
  });

  it('is refused where nobody of the group is left, or nobody keeps the quota', () => {
    const reserve = ['m3', 'm4'].map(person);
    const rule = { kind: 'same-group', groups: ['woman'] } as const;
    expect(fillVacancy(vacancy({ left: person('w0'), reserve }), rule, nobody)).toEqual({
      ok: false,
      error: [{ kind: 'nobody-left-in-group' }],
    });
    const broken = vacancy({ reserve, quotas: protectedSeats() });
    expect(fillVacancy(broken, { kind: 'next-in-order' }, nobody)).toEqual({
      ok: false,
      error: [{ kind: 'seat-quota-broken', conflict: ['protected'] }],
    });
    expect(fillVacancy(vacancy({ reserve: [] }), { kind: 'next-in-order' }, nobody)).toEqual({
      ok: false,
      error: [{ kind: 'reserve-empty' }],
    });
  });

  it('is decided with a reason where the rules leave it to the Bureau (Kazakhstan, February 2022)', () => {
    const rule = { kind: 'by-decision' } as const;
    const decision = { candidate: 'm4', reason: 'Decision of the Bureau of 24 February' };
    expect(fillVacancy(vacancy(), rule, decision)).toEqual({
      ok: true,
      value: { candidate: 'm4', passedOver: [] },
    });
  });

  it('says everything that is wrong with a decision', () => {
    const rule = { kind: 'by-decision' } as const;
    expect(fillVacancy(vacancy(), rule, nobody)).toEqual({
      ok: false,
      error: [{ kind: 'choose-somebody' }, { kind: 'reason-missing' }],
    });
    expect(fillVacancy(vacancy(), rule, { candidate: 'x', reason: 'r' })).toMatchObject({
      error: [{ kind: 'not-in-reserve' }],
    });
    const quotas = protectedSeats();
    expect(fillVacancy(vacancy({ quotas }), rule, { candidate: 'm4', reason: ' ' })).toEqual({
      ok: false,
      error: [{ kind: 'reason-missing' }, { kind: 'seat-quota-broken', conflict: ['protected'] }],
    });
  });
});
