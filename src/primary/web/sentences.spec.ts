import {
  changedRules,
  gradeRules,
  preset,
  presetNames,
  presetRules,
  rankingRules,
  territories,
} from '../../../test/support/rule-sets.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { wordsIn } from '../../platform/web/index.js';
import { countingMethodNames } from '../domain/counting-methods.js';
import { checkRuleSet } from '../domain/rule-set-check.js';
import { ruleSetFaultKinds } from '../domain/rule-set-fault.js';
import type { QuotaRule, ReservedColumn, RuleSet } from '../domain/rule-set.js';
import { seasonBlocker, seasonStates } from '../domain/season.js';
import { blockerSentence } from './blocker-sentence.js';
import { faultLine } from './fault-sentence.js';
import { openQuestions } from './presets.js';
import { rulesInSentences } from './rules-in-sentences.js';
import { seasonCalendar } from './season-calendar.js';
import { writeDay, writeDays } from './write-day.js';

const languages = ['kk', 'ru', 'en'] as const;
const english = wordsIn('en');
const day = (text: string): CalendarDate => text as CalendarDate;

describe.each(languages)('the words in %s', (language) => {
  const t = wordsIn(language);

  it.each(ruleSetFaultKinds)('have a sentence for the fault %s', (kind) => {
    expect(t(`primary.fault.${kind}`).length).toBeGreaterThan(5);
  });

  it.each(seasonStates)('have a name, a sentence and an effect for the state %s', (state) => {
    const keys = ['state', 'state-sentence', 'move.effect'].map(
      (part) => `primary.${part}.${state}`,
    );
    expect(keys.every((key) => t(key).length > 2)).toBe(true);
  });

  it.each(countingMethodNames)('have a name for the method %s', (method) => {
    expect(t(`primary.method.${method}`).length).toBeGreaterThan(3);
  });

  it.each<[string, RuleSet]>([
    ['rankings', rankingRules()],
    ['grades', gradeRules()],
    [
      'everything else that is counted',
      changedRules('nur-otan-2020', {
        'bodies[0].path[0].ballot': {
          kind: 'ranking',
          ranks: { perSeat: '2', round: 'up' },
          equalRanks: true,
        },
        'bodies[0].path[0].counting': { method: 'minimax', options: { variant: 'margins' } },
        'bodies[0].path[1].ballot': {
          kind: 'ranking',
          ranks: { count: 4 },
          equalRanks: false,
        },
        'bodies[0].path[1].ties': [{ kind: 'first-preferences' }, { kind: 'stated-order' }],
        'bodies[1].path[0].ballot': { kind: 'score', highest: 7 },
        'bodies[1].path[1].ballot': {
          kind: 'cumulative',
          votes: { perSeat: '1', round: 'up' },
          mostForOne: 2,
        },
      }),
    ],
  ])('say %s without a gap', (_, rules) => {
    const sentences = rulesInSentences(rules, () => 21, t).flatMap((part) => part.sentences);
    expect(sentences.filter((sentence) => /\{\{|undefined|^\s*$/.test(sentence))).toEqual([]);
  });

  it.each(presetNames)('say the rules of %s without a gap', (name) => {
    const parts = rulesInSentences(presetRules(name), () => 21, t);
    const sentences = parts.flatMap(({ sentences }) => sentences);
    expect(sentences.filter((sentence) => /\{\{|undefined|^\s*$/.test(sentence))).toEqual([]);
  });
});

describe('faultLine', () => {
  it('fills every gap of its sentence', () => {
    const rules = changedRules('nur-otan-2020', {
      'calendar.filing': '2020-01-01',
      'bodies[0].quotas[0].group': ['women'],
      'bodies[0].path[1].cut': { kind: 'top', count: 1 },
      'bodies[1].seats.byTerritory.KZ-39': 9,
      'bodies[0].centralQuota.cap': { count: 99 },
    });
    const lines = checkRuleSet(rules, territories).map((fault) => faultLine(english, fault));
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter(({ sentence }) => sentence.includes('{{'))).toEqual([]);
  });

  it('speaks of the document where the fault has no path', () => {
    const fault = { path: '', kind: 'missing', values: { name: 'filing' } } as const;
    expect(faultLine(english, fault)).toEqual({
      path: 'document',
      sentence: '“filing” is missing.',
    });
  });
});

describe('openQuestions', () => {
  it.each([
    ['kk', '39-орын ешбір бағанға берілмеген.'],
    ['ru', 'Место 39 не отдано ни одной колонке.'],
    ['en', 'Place 39 belongs to no column.'],
  ] as const)('asks in %s for the one place Likud 2022 leaves open', (language, sentence) => {
    const questions = openQuestions({ text: preset('likud-2022') });
    const lines = questions.map((question) => faultLine(wordsIn(language), question));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.sentence).toContain(sentence);
    expect(lines[0]?.sentence).toContain('national');
  });

  it.each(presetNames.filter((name) => name !== 'likud-2022'))('has none about %s', (name) => {
    expect(openQuestions({ text: preset(name) })).toEqual([]);
  });
});

describe('blockerSentence', () => {
  it('writes days and states as people do', () => {
    const early = seasonBlocker('too-early', { from: '2020-06-04', today: '2020-06-01' });
    expect(blockerSentence(english, early)).toBe(
      'By the calendar this begins on 4 June 2020, and today is 1 June 2020.',
    );
    const leap = seasonBlocker('not-in-order', { from: 'draft', to: 'voting' });
    expect(blockerSentence(english, leap)).toBe(
      'The season cannot go from “Draft” straight to “Voting”.',
    );
  });
});

describe('rulesInSentences', () => {
  const quota = (change: Partial<QuotaRule>): string => {
    const own = { ...presetRules('nur-otan-2020').bodies[0]?.quotas[0], ...change };
    const rules = changedRules('nur-otan-2020', { 'bodies[0].quotas': [own] });
    const body = rulesInSentences(rules, () => 1, english).find(
      ({ id }) => id === rules.bodies[0]?.id,
    );
    return body?.sentences.find((sentence) => sentence.startsWith('Women: ')) ?? '';
  };

  it.each<[Partial<QuotaRule>, string]>([
    [{ scope: { kind: 'gap', most: 3 } }, 'never more than 3 places in a row without one.'],
    [
      { scope: { kind: 'gap', most: 1, from: 2 } },
      'from place 2 on, never more than 1 places in a row without one.',
    ],
    [
      { scope: { kind: 'every', from: 1, step: 2 }, atLeast: { count: 1 } },
      'on each of these places (1, 3, 5 …) at least 1.',
    ],
    [
      { scope: { kind: 'window', from: 7, to: 8 }, atLeast: { count: 1 } },
      'on place 7 or 8 at least 1.',
    ],
    [
      { scope: { kind: 'stretch', length: 5 } },
      'A shorter last run keeps the share as nearly as its length allows.',
    ],
    [{ scope: { kind: 'stretch', length: 5, lastRun: 'free' } }, 'A shorter last run is free.'],
    [{ scope: { kind: 'top', places: 20 } }, 'on the first 20 places at least 30 % (rounded up).'],
    [
      { scope: { kind: 'prefix', from: 5 } },
      'in every beginning of the list from place 5 on at least',
    ],
    [{ scope: { kind: 'stretch', length: 5 } }, 'in every 5 places at least'],
    [{ scope: { kind: 'window', from: 3, to: 9 } }, 'on places 3–9 at least'],
    [{ scope: { kind: 'place', place: 8 }, usedUpByElected: true }, 'uses this place up.'],
    [{ scope: { kind: 'place', place: 8 }, usedUpByElected: false }, 'do not use this place up.'],
    [{ atMost: { count: 30 } }, 'on the whole list at least 30 % (rounded up) and at most 30.'],
    [{ strength: { soft: 2 } }, 'Soft, with priority 2.'],
  ])('says %j', (change, sentence) => {
    expect(quota(change).replaceAll('\u00a0', ' ')).toContain(sentence);
  });

  it.each<[Partial<ReservedColumn>, string]>([
    [{ usedUpByElected: false }, 'Those who stand higher on votes do not use this place up.'],
    [
      { usedUpByElected: true, whenUsedUp: 'stays' },
      'Someone who got in above on votes uses the place up; it stays where it is and goes by votes.',
    ],
    [
      { usedUpByElected: true, whenUsedUp: 'block-moves-up' },
      'Someone who got in above on votes uses the place up; the reserved places below move up, and the last one that becomes free goes by votes.',
    ],
  ])('says both answers about a reserved place: %j', (answers, sentence) => {
    const [knesset] = presetRules('likud-2022').bodies;
    const rules = changedRules('likud-2022', {
      'bodies[0].slots.columns[4]': { ...knesset?.slots?.columns[4], ...answers },
    });
    const { sentences = [] } =
      rulesInSentences(rules, () => 1, english).find(({ id }) => id === 'knesset') ?? {};
    expect(sentences).toContain(
      `New woman, places 25: for someone in all of these groups: Women, Newcomers. ${sentence}`,
    );
    expect(sentences).toContain(
      'National column, places 2–13, 15, 17–18, 20, 23–24, 27, 30–32, 35: by votes. Groups with a column of their own do not stand here: District candidates.',
    );
  });

  it('says cuts, ballots and ties of every kind', () => {
    const rules = changedRules('nur-otan-2020', {
      'bodies[1].path[0].cut': { kind: 'top', count: 30 },
      'bodies[1].path[0].ballot': { kind: 'single' },
      'bodies[1].path[0].ties': [
        { kind: 'group', group: 'woman' },
        { kind: 'younger' },
        { kind: 'ask' },
      ],
      'bodies[1].path[1].cut': { kind: 'share', share: '50%', round: 'up' },
      'bodies[1].path[1].ballot.marks': { count: 7 },
    });
    const text = rulesInSentences(rules, () => 20, english)
      .flatMap(({ sentences }) => sentences)
      .join('\n');
    expect(text).toContain('A ballot marks one candidate. The first 30 of each unit go on.');
    expect(text).toContain('Ties: a member of “Women” → the younger → a signed decision');
    expect(text).toContain('marks on a ballot: 7 at most');
    expect(text).toContain('50\u00a0% of the candidates go on, rounded up.');
  });
});

describe('seasonCalendar', () => {
  const { calendar } = presetRules('nur-otan-2020');

  it('marks what is on, where today stands and what comes next', () => {
    const shown = seasonCalendar(calendar, day('2020-10-02'), english);
    expect(shown.lines.filter(({ now }) => now).map(({ name }) => name)).toEqual([
      'Campaigning',
      'Voting',
    ]);
    expect(Number(shown.today)).toBeCloseTo(66.67, 1);
    expect(shown.next).toBe('Next: Last day of campaigning, 4 October 2020');
  });

  it('names a day that has come as today, and never as the next', () => {
    const shown = seasonCalendar(calendar, calendar.voting.from, english);
    expect(shown.next).toMatch(/^Today: Voting begins\. Next: /);
    expect(seasonCalendar(calendar, calendar.filing, english).next).toBe(
      'Today: Last day to file the lists',
    );
  });

  it('keeps every bar within the picture', () => {
    const { lines } = seasonCalendar(calendar, day('2020-10-02'), english);
    const ends = lines.map(({ start, length }) => Number(start) + Number(length));
    expect(Math.max(...ends)).toBeLessThanOrEqual(100.01);
  });

  it('has neither a mark nor a deadline once all is over', () => {
    const shown = seasonCalendar(calendar, day('2022-01-01'), english);
    expect([shown.today, shown.next]).toEqual([null, null]);
  });
});

describe('writeDay', () => {
  it.each([
    ['kk', '2020 ж. 17 тамыз'],
    ['ru', '17 августа 2020 года'],
    ['en', '17 August 2020'],
  ] as const)('in %s is %s', (language, text) => {
    expect(writeDay(day('2020-08-17'), language).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('writes two days of one month with the month once', () => {
    const text = writeDays(day('2020-08-17'), day('2020-08-30'), 'ru');
    expect(text.replace(/[\u2009\u202f\u00a0]/g, ' ')).toBe('17–30 августа 2020 года');
  });
});
