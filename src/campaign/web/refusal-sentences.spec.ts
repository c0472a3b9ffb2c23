import { wordsIn } from '../../platform/web/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { CampaignRefusal } from '../application/refusal.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

const at = new Date('2020-09-14T12:00:00Z');
const candidacies = ['a', 'b'] as CandidacyId[];

/** One refusal of every kind: the compiler knows when one is missing. */
const every: { readonly [Kind in CampaignRefusal['kind']]: CampaignRefusal & { kind: Kind } } = {
  'outside-your-territory': { kind: 'outside-your-territory' },
  'file-empty': { kind: 'file-empty' },
  'file-too-large': { kind: 'file-too-large', size: 2, largest: 1 },
  'file-type-not-accepted': { kind: 'file-type-not-accepted' },
  'file-is-not-what-its-name-says': {
    kind: 'file-is-not-what-its-name-says',
    found: 'application/pdf',
  },
  'campaign-not-on': { kind: 'campaign-not-on' },
  'place-missing': { kind: 'place-missing' },
  'starts-in-the-past': { kind: 'starts-in-the-past' },
  'stream-address-malformed': { kind: 'stream-address-malformed' },
  'too-few-participants': { kind: 'too-few-participants', least: 2 },
  'participant-twice': { kind: 'participant-twice', candidacies },
  'not-registered': { kind: 'not-registered', candidacies },
  'stands-elsewhere': { kind: 'stands-elsewhere', candidacies },
  'debate-move-not-allowed': { kind: 'debate-move-not-allowed', from: 'held', to: 'drawn' },
  'public-word-missing': { kind: 'public-word-missing' },
  'debate-not-drawn': { kind: 'debate-not-drawn' },
  'debate-cancelled': { kind: 'debate-cancelled' },
  'debate-not-begun': { kind: 'debate-not-begun', startsAt: at },
  'nothing-marked': { kind: 'nothing-marked' },
  'not-a-participant': { kind: 'not-a-participant', candidacies },
  'marked-twice': { kind: 'marked-twice', candidacies },
  'reason-missing': { kind: 'reason-missing', candidacies },
  'attendance-incomplete': { kind: 'attendance-incomplete', candidacies },
  'cancel-reason-missing': { kind: 'cancel-reason-missing' },
  'rules-do-not-strike-off': { kind: 'rules-do-not-strike-off' },
  'debate-not-held': { kind: 'debate-not-held' },
  'not-absent': { kind: 'not-absent', attendance: 'present' },
  'event-kind-unknown': { kind: 'event-kind-unknown' },
  'not-yet-held': { kind: 'not-yet-held' },
  'attended-not-a-number': { kind: 'attended-not-a-number' },
  'text-missing': { kind: 'text-missing' },
  'not-yet-happened': { kind: 'not-yet-happened' },
  'complaint-too-late': { kind: 'complaint-too-late', deadline: at },
  'ground-does-not-fit': { kind: 'ground-does-not-fit' },
  'against-oneself': { kind: 'against-oneself' },
  'respondent-not-standing': { kind: 'respondent-not-standing' },
  'no-body-on-the-ladder': { kind: 'no-body-on-the-ladder' },
  'complaint-not-waiting': { kind: 'complaint-not-waiting', state: 'final' },
  'own-complaint': { kind: 'own-complaint' },
  'decided-below': { kind: 'decided-below' },
  'sanction-missing': { kind: 'sanction-missing' },
  'sanction-without-breach': { kind: 'sanction-without-breach' },
  'sanction-without-candidate': { kind: 'sanction-without-candidate' },
  'not-a-party': { kind: 'not-a-party' },
  'still-being-decided': { kind: 'still-being-decided', decideBy: at },
  'nothing-against-you': { kind: 'nothing-against-you' },
  'appeal-as-candidate': { kind: 'appeal-as-candidate' },
  'ladder-exhausted': { kind: 'ladder-exhausted' },
  'appeal-too-late': { kind: 'appeal-too-late', deadline: at },
  'contest-unknown': { kind: 'contest-unknown' },
  'unit-outside-contest': { kind: 'unit-outside-contest' },
  'debate-unknown': { kind: 'debate-unknown' },
  'candidacy-unknown': { kind: 'candidacy-unknown' },
  'complaint-unknown': { kind: 'complaint-unknown' },
};

describe('refusalSentences', () => {
  it.each(['kk', 'ru', 'en'] as const)('leaves no gap in any sentence in %s', (language) => {
    const sentences = refusalSentences(Object.values(every), wordsIn(language), (id) => id);
    expect(
      sentences.map(({ sentence }) => sentence).filter((text) => /\{\{|^$/.test(text)),
    ).toEqual([]);
  });

  it('names the people it is about', () => {
    const [refused] = refusalSentences([every['attendance-incomplete']], wordsIn('en'), (id) =>
      id.toUpperCase(),
    );
    expect(refused).toEqual({ field: 'register', sentence: 'Not marked yet: A, B.' });
  });
});

describe('statusOf', () => {
  it.each([
    ['outside-your-territory', 403],
    ['debate-unknown', 404],
    ['complaint-unknown', 404],
    ['event-kind-unknown', 422],
    ['place-missing', 422],
  ] as const)('answers %s with %i', (kind, status) => {
    expect(statusOf([every[kind]])).toBe(status);
  });
});
