import type { CalendarDate } from '../../kernel/calendar.js';
import type { CandidacyId, ContestId } from '../../kernel/ids.js';
import { wordsIn, type Translate } from '../../platform/web/index.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { refusalErrors, refusalSentence, ruleNames, statusOf } from './refusal.page.js';

const day = '2020-08-28' as CalendarDate;
const moment = new Date('2020-08-28T12:00:00Z');

/** One refusal of every kind: the compiler asks for a new one here, and the tests for its words. */
const every: Readonly<{
  [Kind in CandidateRefusal['kind']]: Extract<CandidateRefusal, { kind: Kind }>;
}> = {
  'outside-your-territory': { kind: 'outside-your-territory' },
  'iin-shape': { kind: 'iin-shape' },
  'iin-check-digit': { kind: 'iin-check-digit' },
  'move-not-allowed': { kind: 'move-not-allowed', from: 'draft', to: 'registered' },
  'registration-not-open': { kind: 'registration-not-open', from: day },
  'registration-closed': { kind: 'registration-closed', to: day },
  'route-not-offered': { kind: 'route-not-offered', route: 'self' },
  'organisation-missing': { kind: 'organisation-missing' },
  'person-missing': { kind: 'person-missing' },
  'too-young': { kind: 'too-young', needed: 25, age: 22, on: day },
  'residence-too-short': { kind: 'residence-too-short', needed: 10, years: 9 },
  'not-a-member': { kind: 'not-a-member', joiningAllowed: false },
  barred: { kind: 'barred', by: 'expulsion' },
  'candidacy-elsewhere': {
    kind: 'candidacy-elsewhere',
    most: 1,
    other: {
      candidacyId: 'c' as CandidacyId,
      contestId: 'k' as ContestId,
      where: { kk: 'Арқалық', ru: 'Аркалык', en: 'Arkalyk' },
    },
  },
  'document-missing': { kind: 'document-missing', document: 'identity' },
  'platform-missing': { kind: 'platform-missing' },
  'too-many-pledges': { kind: 'too-many-pledges', most: 10 },
  'pledge-text-missing': {
    kind: 'pledge-text-missing',
    pledge: 2,
    field: 'title',
    language: 'kk',
  },
  'pledge-text-too-long': {
    kind: 'pledge-text-too-long',
    pledge: 2,
    field: 'text',
    language: 'ru',
    most: 1_500,
  },
  'pledge-territory-outside': { kind: 'pledge-territory-outside', pledge: 1 },
  'pledge-year-out-of-range': {
    kind: 'pledge-year-out-of-range',
    pledge: 1,
    from: 2026,
    to: 2036,
  },
  'name-missing': { kind: 'name-missing', field: 'family' },
  'name-too-long': { kind: 'name-too-long', field: 'given', most: 80 },
  'birth-date-in-future': { kind: 'birth-date-in-future' },
  'residence-before-birth': { kind: 'residence-before-birth' },
  'residence-in-future': { kind: 'residence-in-future' },
  'file-empty': { kind: 'file-empty', document: 'identity' },
  'file-too-large': { kind: 'file-too-large', document: 'identity', size: 1, largest: 10_485_760 },
  'file-type-not-accepted': { kind: 'file-type-not-accepted', document: 'identity' },
  'file-is-not-what-its-name-says': {
    kind: 'file-is-not-what-its-name-says',
    document: 'identity',
    found: 'image/png',
  },
  'voting-has-begun': { kind: 'voting-has-begun' },
  'group-not-supported': { kind: 'group-not-supported', group: 'woman' },
  'group-unknown': { kind: 'group-unknown', group: 'woman' },
  'reason-missing': { kind: 'reason-missing', group: 'woman' },
  'ground-text-missing': { kind: 'ground-text-missing' },
  'already-voted': { kind: 'already-voted' },
  'decision-settled': { kind: 'decision-settled' },
  'recusal-reason-missing': { kind: 'recusal-reason-missing' },
  'appeal-open': { kind: 'appeal-open', decideBy: moment },
  'appeal-won': { kind: 'appeal-won' },
  'ladder-exhausted': { kind: 'ladder-exhausted' },
  'appeal-too-late': { kind: 'appeal-too-late', deadline: moment },
  'appeal-text-missing': { kind: 'appeal-text-missing' },
  'too-many-codes': { kind: 'too-many-codes', retryAt: moment },
  'code-wrong': { kind: 'code-wrong', attemptsLeft: 3 },
  'code-expired': { kind: 'code-expired' },
  'contact-malformed': { kind: 'contact-malformed' },
  'not-your-application': { kind: 'not-your-application' },
  'application-unknown': { kind: 'application-unknown' },
  'contest-unknown': { kind: 'contest-unknown' },
  'not-registering': { kind: 'not-registering', season: 'voting' },
  'unit-outside-contest': { kind: 'unit-outside-contest' },
  'already-applied': { kind: 'already-applied' },
  'not-editable': { kind: 'not-editable', state: 'submitted' },
  'person-data-locked': { kind: 'person-data-locked' },
  'document-not-asked-for': { kind: 'document-not-asked-for', document: 'diploma' },
  'text-missing': { kind: 'text-missing' },
  'evidence-unknown': { kind: 'evidence-unknown', group: 'woman' },
  'not-under-review': { kind: 'not-under-review', state: 'submitted' },
  'vote-already-open': { kind: 'vote-already-open' },
  'vote-unknown': { kind: 'vote-unknown' },
  'quorum-not-reached': { kind: 'quorum-not-reached', quorum: 4 },
  'not-your-commission': { kind: 'not-your-commission' },
  'commission-without-quorum': { kind: 'commission-without-quorum' },
  'appeal-unknown': { kind: 'appeal-unknown' },
  'appeal-closed': { kind: 'appeal-closed' },
  'nothing-to-appeal': { kind: 'nothing-to-appeal' },
  'ruled-below': { kind: 'ruled-below' },
};

const refusals = Object.values(every);
const names = ruleNames(
  {
    documents: [
      {
        id: 'identity',
        name: { kk: 'Куәлік', ru: 'Удостоверение', en: 'Identity' },
        required: 'always',
      },
    ],
    groups: [
      { id: 'woman', kind: 'sex', sex: 'female', name: { kk: 'Әйел', ru: 'Ж', en: 'Woman' } },
    ],
  },
  wordsIn('en'),
);

describe('refusalSentence', () => {
  const languages: Translate[] = [wordsIn('kk'), wordsIn('ru'), wordsIn('en')];

  it.each(languages.map((t) => [t.language, t] as const))(
    'says every refusal in %s without leaving a gap',
    (_, t) => {
      const sentences = refusals.map((one) => refusalSentence(t, one, names));
      expect(sentences.filter((sentence) => /\{\{|undefined|\[object/.test(sentence))).toEqual([]);
    },
  );

  it('names the document and the other territory', () => {
    const t = wordsIn('en');
    expect(refusalSentence(t, every['document-missing'], names)).toBe(
      'A document is missing: Identity.',
    );
    expect(refusalSentence(t, every['candidacy-elsewhere'], names)).toContain('Arkalyk');
  });

  it('tells a person who may still join how', () => {
    const joinable = { kind: 'not-a-member', joiningAllowed: true } as const;
    expect(refusalSentence(wordsIn('en'), joinable, names)).toContain('Apply to join');
  });
});

describe('refusalErrors', () => {
  it('puts each sentence beside its field, and says nothing twice', () => {
    const errors = refusalErrors(wordsIn('en'), [
      every['name-missing'],
      { kind: 'name-missing', field: 'given' },
      every['pledge-text-missing'],
      every['file-empty'],
      every['platform-missing'],
    ]);
    expect(errors.map(({ field }) => field)).toEqual([
      'family',
      'title-kk',
      'file-identity',
      'content',
    ]);
  });
});

describe('statusOf', () => {
  it('is about what is not there, about who asks, or about what can be mended', () => {
    expect(statusOf([every['application-unknown'], every['text-missing']])).toBe(404);
    expect(statusOf([every['text-missing'], every['outside-your-territory']])).toBe(403);
    expect(statusOf([every['text-missing']])).toBe(422);
  });
});
