import { wordsIn } from '../../platform/web/index.js';
import type { InvalidReason } from '../domain/ballots/ballot.js';
import type { RoundBlocker } from '../domain/rounds/round-states.js';
import { blockerSentence, refusalSentences, type CountRefusal } from './count-sentences.js';

/** One of each kind; the compiler sees to it that none is forgotten. */
const refusals: { [Kind in CountRefusal['kind']]: Extract<CountRefusal, { kind: Kind }> } = {
  'round-unknown': { kind: 'round-unknown' },
  'place-unknown': { kind: 'place-unknown' },
  'outside-your-territory': { kind: 'outside-your-territory' },
  'round-blocked': { kind: 'round-blocked', blockers: [{ kind: 'no-candidates' }] },
  'round-not-planned': { kind: 'round-not-planned' },
  'no-paper-channel': { kind: 'no-paper-channel' },
  'place-without-name': { kind: 'place-without-name' },
  'place-named-twice': { kind: 'place-named-twice', name: 'Рудный 4' },
  'not-a-count': { kind: 'not-a-count', field: 1 },
  'wrong-number-of-candidates': { kind: 'wrong-number-of-candidates', have: 2, need: 3 },
  'more-signatures-than-listed': {
    kind: 'more-signatures-than-listed',
    signatures: 130,
    listed: 120,
  },
  'fewer-issued-than-signatures': {
    kind: 'fewer-issued-than-signatures',
    issued: 90,
    signatures: 130,
  },
  'more-cast-than-signatures': { kind: 'more-cast-than-signatures', cast: 1178, signatures: 590 },
  'more-cast-than-issued': { kind: 'more-cast-than-issued', cast: 229, issued: 153 },
  'valid-and-invalid-are-not-cast': {
    kind: 'valid-and-invalid-are-not-cast',
    valid: 95,
    invalid: 3,
    cast: 95,
  },
  'candidate-above-valid': { kind: 'candidate-above-valid', candidate: 0, votes: 96, valid: 95 },
  'candidate-above-most': {
    kind: 'candidate-above-most',
    candidate: 0,
    votes: 300,
    valid: 95,
    most: 3,
  },
  'more-votes-than-given': { kind: 'more-votes-than-given', votes: 400, valid: 95, most: 4 },
  'line-not-read': { kind: 'line-not-read', line: 3 },
  'line-not-valid': { kind: 'line-not-valid', line: 3, reason: 'shared-rank' },
  'lines-are-not-valid': { kind: 'lines-are-not-valid', ballots: 94, valid: 95 },
  'votes-are-not-valid': { kind: 'votes-are-not-valid', votes: 101, valid: 95 },
  'more-votes-than-marks': { kind: 'more-votes-than-marks', votes: 191, valid: 95, marks: 2 },
  'fewer-votes-than-valid': { kind: 'fewer-votes-than-valid', votes: 94, valid: 95 },
  'round-not-closed': { kind: 'round-not-closed', state: 'open' },
  'typed-by-the-same-person': { kind: 'typed-by-the-same-person' },
  'typed-by-two-others': { kind: 'typed-by-two-others' },
  'already-confirmed': { kind: 'already-confirmed' },
  'already-signed': { kind: 'already-signed' },
  'result-changed': { kind: 'result-changed' },
  'no-such-tie': { kind: 'no-such-tie' },
  'reason-missing': { kind: 'reason-missing' },
  'text-missing': { kind: 'text-missing' },
  'nothing-to-dissent-from': { kind: 'nothing-to-dissent-from', state: 'open' },
  'roll-already-frozen': { kind: 'roll-already-frozen' },
  'nobody-on-roll': { kind: 'nobody-on-roll' },
  'quorum-was-met': { kind: 'quorum-was-met' },
  'repeated-already': { kind: 'repeated-already' },
  'nobody-left': { kind: 'nobody-left' },
  'somebody-returned': { kind: 'somebody-returned', candidacies: ['a'] },
  'next-stage-planned': { kind: 'next-stage-planned' },
  'nobody-stands': { kind: 'nobody-stands' },
  'closing-not-after-opening': { kind: 'closing-not-after-opening' },
};

const blockers: { [Kind in RoundBlocker['kind']]: Extract<RoundBlocker, { kind: Kind }> } = {
  'wrong-state': { kind: 'wrong-state', state: 'open', move: 'count' },
  'season-not-voting': { kind: 'season-not-voting' },
  'no-candidates': { kind: 'no-candidates' },
  'roll-not-frozen': { kind: 'roll-not-frozen' },
  'roll-empty': { kind: 'roll-empty' },
  'no-paper-places': { kind: 'no-paper-places' },
  'keys-missing': { kind: 'keys-missing' },
  'trials-missing': { kind: 'trials-missing', names: ['А. Омарова'] },
  'opening-not-reached': { kind: 'opening-not-reached' },
  'reason-missing': { kind: 'reason-missing' },
  'closing-not-later': { kind: 'closing-not-later' },
  'closing-not-reached': { kind: 'closing-not-reached' },
  'closing-passed': { kind: 'closing-passed' },
  'places-missing': { kind: 'places-missing', places: ['Рудный 4'] },
  'box-not-opened': { kind: 'box-not-opened', opened: 3, ballots: 5 },
  'entries-differ': { kind: 'entries-differ', places: ['Рудный 4'] },
  'more-ballots-than-authorised': {
    kind: 'more-ballots-than-authorised',
    ballots: 6,
    authorised: 5,
  },
  'more-paper-than-marked': { kind: 'more-paper-than-marked', cast: 20, marked: 10 },
  'ties-undecided': { kind: 'ties-undecided', ties: 1 },
  'signatures-missing': { kind: 'signatures-missing', have: 3, need: 5 },
  'complaints-open': { kind: 'complaints-open', complaints: 2 },
  'complaint-period-running': { kind: 'complaint-period-running' },
};

/** As keys, so that the compiler sees to it that none is forgotten. */
const reasons: Readonly<Record<InvalidReason, true>> = {
  blank: true,
  'too-many-marks': true,
  'too-many-votes': true,
  'unknown-candidate': true,
  'marked-twice': true,
  'impossible-value': true,
  'shared-rank': true,
  'only-withdrawn': true,
  unreadable: true,
  unopenable: true,
};
const invalidReasons = Object.keys(reasons);

const languages = ['kk', 'ru', 'en'] as const;

describe.each(languages)('in %s', (language) => {
  const t = wordsIn(language);

  it.each(Object.values(refusals))('the refusal $kind has a sentence without gaps', (refusal) => {
    const [sentence] = refusalSentences(t, [refusal], ['Ахметов', 'Ким']);
    expect(sentence).toMatch(/^.+$/);
    expect(sentence).not.toContain('{{');
  });

  it.each(invalidReasons)('the reason %s of an invalid ballot has words', (reason) => {
    expect(t(`voting-count.invalid.${reason}`)).toMatch(/^.+$/);
  });

  it.each(Object.values(blockers))('the blocker $kind has a sentence without gaps', (blocker) => {
    expect(blockerSentence(t, blocker)).toMatch(/^.+$/);
    expect(blockerSentence(t, blocker)).not.toContain('{{');
  });
});

describe('refusalSentences', () => {
  it('says the published case in words: 1,178 envelopes against 590 signatures', () => {
    expect(refusalSentences(wordsIn('en'), [refusals['more-cast-than-signatures']])).toEqual([
      'There are 1,178 ballots in the box, but only 590 people signed.',
    ]);
  });

  it('names the candidate whose number is wrong', () => {
    const wrong = [refusals['not-a-count'], refusals['candidate-above-valid']];
    expect(refusalSentences(wordsIn('ru'), wrong, ['Ахметов', 'Ким'])).toEqual([
      'Ким: укажите целое число.',
      'Ахметов: 96 голосов, а действительных бюллетеней только 95.',
    ]);
  });
});
