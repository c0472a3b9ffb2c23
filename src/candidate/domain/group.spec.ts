import type { CalendarDate } from '../../kernel/calendar.js';
import {
  assessEvidence,
  belongsTo,
  claimGroups,
  verifiedGroups,
  type GroupFacts,
  type GroupRule,
} from './group.js';

const date = (text: string): CalendarDate => text as CalendarDate;

const partyYouth: GroupRule = { id: 'under-35', kind: 'age', under: 35 };
const statutoryYouth: GroupRule = { id: 'under-29', kind: 'age', under: 29 };
const women: GroupRule = { id: 'woman', kind: 'sex', sex: 'female' };
const disability: GroupRule = {
  id: 'disability',
  kind: 'certificate',
  document: 'disability-certificate',
};
const newcomer: GroupRule = {
  id: 'newcomer',
  kind: 'newcomer',
  notIn: ['previous-list', 'same-body'],
};
const rules = [women, partyYouth, statutoryYouth, disability, newcomer];

function facts(overrides: Partial<GroupFacts> = {}): GroupFacts {
  return {
    person: { birthDate: date('1989-06-01'), sex: 'male' },
    heldPlaces: [],
    claimedGroups: [],
    documents: [],
    referenceDate: date('2020-10-01'),
    ...overrides,
  };
}

describe('belongsTo', () => {
  it('counts a person aged 31 for the party quota, not for the statutory one (domain.md 7)', () => {
    expect(belongsTo(partyYouth, facts())).toBe(true);
    expect(belongsTo(statutoryYouth, facts())).toBe(false);
  });

  it('ends youth on the birthday itself', () => {
    const birthDate = date('1985-10-01');
    const person = { birthDate, sex: 'male' as const };
    expect(belongsTo(partyYouth, facts({ person }))).toBe(false);
    expect(belongsTo(partyYouth, facts({ person, referenceDate: date('2020-09-30') }))).toBe(true);
  });

  it('counts the age on the day the group names', () => {
    const onElectionDay: GroupRule = { ...partyYouth, on: date('2024-06-01') };
    expect(belongsTo(onElectionDay, facts())).toBe(false);
  });

  it('takes the sex of the documents', () => {
    const woman = facts({ person: { birthDate: date('1970-01-01'), sex: 'female' } });
    expect(belongsTo(women, woman)).toBe(true);
    expect(belongsTo(women, facts())).toBe(false);
  });

  it('needs the certificate and the wish to be counted (law 105-VII: disability must be documented)', () => {
    const claimedGroups = ['disability'];
    const documents = ['disability-certificate'];
    expect(belongsTo(disability, facts({ claimedGroups, documents }))).toBe(true);
    expect(belongsTo(disability, facts({ claimedGroups }))).toBe(false);
    expect(belongsTo(disability, facts({ documents }))).toBe(false);
  });

  it('knows a newcomer by the places held before', () => {
    expect(belongsTo(newcomer, facts())).toBe(true);
    expect(belongsTo(newcomer, facts({ heldPlaces: ['any-body'] }))).toBe(true);
    expect(belongsTo(newcomer, facts({ heldPlaces: ['same-body'] }))).toBe(false);
  });
});

describe('claimGroups', () => {
  it('claims every group the facts support, none of them verified', () => {
    const all = facts({
      person: { birthDate: date('1995-01-01'), sex: 'female' },
      claimedGroups: ['disability'],
      documents: ['disability-certificate'],
    });
    expect(claimGroups(rules, all)).toEqual([
      { group: 'woman', basis: 'sex', state: 'claimed' },
      { group: 'under-35', basis: 'birth-date', state: 'claimed' },
      { group: 'under-29', basis: 'birth-date', state: 'claimed' },
      { group: 'disability', basis: 'certificate', state: 'claimed' },
      { group: 'newcomer', basis: 'declaration', state: 'claimed' },
    ]);
  });
});

describe('verifiedGroups', () => {
  it('counts the verified and nothing else', () => {
    expect(
      verifiedGroups([
        { group: 'woman', basis: 'sex', state: 'verified' },
        { group: 'under-35', basis: 'birth-date', state: 'claimed' },
        { group: 'newcomer', basis: 'declaration', state: 'rejected' },
      ]),
    ).toEqual(['woman']);
  });
});

describe('assessEvidence', () => {
  const verify = (group: string) => ({ group, verified: true, note: '' });

  it('verifies what the facts support', () => {
    expect(assessEvidence(verify('under-35'), rules, facts(), false)).toEqual({
      ok: true,
      value: 'verified',
    });
  });

  it('rejects with a reason', () => {
    const finding = { group: 'under-35', verified: false, note: 'The document is a copy.' };
    expect(assessEvidence(finding, rules, facts(), false)).toEqual({ ok: true, value: 'rejected' });
  });

  it('refuses to verify what the facts do not support', () => {
    expect(assessEvidence(verify('under-29'), rules, facts(), false)).toEqual({
      ok: false,
      error: [{ kind: 'group-not-supported', group: 'under-29' }],
    });
  });

  it('refuses everything once voting has begun (domain.md 4.3: eligibility is checked after the vote)', () => {
    expect(assessEvidence(verify('under-35'), rules, facts(), true)).toEqual({
      ok: false,
      error: [{ kind: 'voting-has-begun' }],
    });
  });

  it('refuses a group the rules do not know, and a rejection without a reason', () => {
    const finding = { group: 'veteran', verified: false, note: ' ' };
    expect(assessEvidence(finding, rules, facts(), false)).toEqual({
      ok: false,
      error: [
        { kind: 'group-unknown', group: 'veteran' },
        { kind: 'reason-missing', group: 'veteran' },
      ],
    });
  });
});
