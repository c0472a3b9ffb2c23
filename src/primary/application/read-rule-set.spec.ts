import { parse, stringify } from 'yaml';
import {
  answeredPreset,
  changedRules,
  preset,
  presetNames,
  territories,
  territoriesCsv,
} from '../../../test/support/rule-sets.js';
import { readRuleSet } from './read-rule-set.js';
import { readTerritoriesCsv } from './read-territories-csv.js';

const read = (text: string): ReturnType<typeof readRuleSet> => readRuleSet(text, territories);
const changed = (changes: Record<string, unknown>): ReturnType<typeof readRuleSet> =>
  read(stringify(changedRules('nur-otan-2020', changes)));

describe('readRuleSet', () => {
  it.each(presetNames.filter((name) => name !== 'likud-2022'))('accepts %s', (name) => {
    expect(read(preset(name))).toMatchObject({ ok: true });
  });

  it('has one question to likud-2022, where place 39 was published without a column, and accepts the answer', () => {
    expect(read(preset('likud-2022'))).toMatchObject({
      ok: false,
      error: [{ kind: 'slot-undefined', path: 'bodies[0].slots.columns', values: { place: 39 } }],
    });
    expect(read(answeredPreset('likud-2022'))).toMatchObject({ ok: true });
  });

  it.each(['usedUpByElected', 'whenUsedUp'])(
    'asks about a reserved place when %s is not answered',
    (answer) => {
      const rules = changedRules('likud-2022', {
        [`bodies[0].slots.columns[4].${answer}`]: undefined,
      });
      expect(read(stringify(rules))).toMatchObject({
        ok: false,
        error: [
          {
            kind: answer === 'whenUsedUp' ? 'when-used-up-not-answered' : 'used-up-not-answered',
            path: `bodies[0].slots.columns[4].${answer}`,
          },
        ],
      });
    },
  );

  it('gives one hash to two spellings of the same rules', () => {
    const text = preset('nur-otan-2020');
    const other = stringify(Object.fromEntries(Object.entries(parse(text) as object).reverse()));
    const [first, second] = [read(text), read(other)];
    expect(first).toMatchObject({
      ok: true,
      value: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(first.ok && second.ok && first.value.hash === second.value.hash).toBe(true);
  });

  it('gives another hash to rules that differ in one seat', () => {
    const [first, second] = [changed({}), changed({ 'bodies[0].seats.default': 41 })];
    expect(first.ok && second.ok && first.value.hash !== second.value.hash).toBe(true);
  });

  it.each([
    ['missing', '', { filing: undefined }],
    ['missing', 'bodies[0].path[0].cut', { 'bodies[0].path[0].cut.factor': undefined }],
    ['missing', 'bodies[0].path[0].cut', { 'bodies[0].path[0].cut.kind': undefined }],
    ['unknown-name', 'debates', { 'debates.length': 5 }],
    ['wrong-type', 'eligibility.residenceYears', { 'eligibility.residenceYears': '10' }],
    ['wrong-type', 'bodies[0].seats.default', { 'bodies[0].seats.default': 39.5 }],
    ['wrong-type', 'groups', { groups: {} }],
    [
      'wrong-type',
      'bodies[0].quotas[3].scope.places',
      { 'bodies[0].quotas[3].scope.places': 'all' },
    ],
    ['text-in-quotes', 'bodies[0].list.factor', { 'bodies[0].list.factor': 1.3 }],
    ['not-one-of', 'filing.order', { 'filing.order': 'alphabetical' }],
    ['not-one-of', 'bodies[0].merge.kind', { 'bodies[0].merge.kind': 'sum' }],
    ['not-exactly', 'format', { format: 'irikteu-rules/2' }],
    ['not-a-share', 'bodies[0].list.factor', { 'bodies[0].list.factor': '130 percent' }],
    ['not-a-date', 'calendar.filing', { 'calendar.filing': '30.11.2020' }],
    ['not-a-date', 'calendar.filing', { 'calendar.filing': '2020-11-31' }],
    ['not-an-id', 'bodies[0].id', { 'bodies[0].id': 'Облыс' }],
    ['not-a-territory', 'bodies[0].within[0]', { 'bodies[0].within': ['Kostanay'] }],
    ['too-small', 'bodies[0].seats.default', { 'bodies[0].seats.default': 0 }],
    ['too-few-items', 'bodies', { bodies: [] }],
    ['empty-text', 'title.kk', { 'title.kk': '' }],
    ['twice-in-list', 'nomination', { nomination: ['self', 'self'] }],
    [
      'unknown-name',
      'bodies[0].quotas[0].atLeast.share',
      {
        'bodies[0].quotas[0].atLeast': { count: 3, share: '30%' },
      },
    ],
    ['missing', 'bodies[0].quotas[0].atLeast', { 'bodies[0].quotas[0].atLeast': { share: '30%' } }],
  ])('names %s at %s', (kind, path, changes) => {
    const answer = changed(changes);
    expect(answer.ok ? [] : answer.error).toContainEqual(expect.objectContaining({ kind, path }));
  });

  it('names the line where the document is not YAML', () => {
    expect(read('format: irikteu-rules/1\ntitle: [kk\n')).toMatchObject({
      ok: false,
      error: [{ kind: 'not-yaml' }],
    });
  });

  it('refuses aliases that unfold without end', () => {
    const lines = Array.from({ length: 12 }, (_, i) => {
      const next = Array.from({ length: 10 }, () => `*a${i}`).join(', ');
      return `b${i}: &a${i + 1} [${next}]`;
    });
    expect(read(['b: &a0 [x]', ...lines].join('\n'))).toMatchObject({
      ok: false,
      error: [{ kind: 'not-yaml' }],
    });
  });

  it('refuses a document longer than any rule set', () => {
    expect(read('x'.repeat(300_000))).toMatchObject({ error: [{ kind: 'too-long' }] });
  });

  it.each(['', '5', '- a', 'null'])('refuses %p, which is no rule set', (text) => {
    expect(read(text)).toMatchObject({ ok: false, error: [{ kind: 'wrong-type', path: '' }] });
  });

  it('goes on to the sense of the rules when their shape is right', () => {
    expect(changed({ 'bodies[0].path[0].cut.factor': '1/2' })).toMatchObject({
      ok: false,
      error: [{ path: 'bodies[0].path[0].cut.factor', kind: 'cut-below-one-per-seat' }],
    });
  });
});

describe('readTerritoriesCsv', () => {
  it('reads the reference data: 20 regions and 228 districts and cities', () => {
    const answer = readTerritoriesCsv(territoriesCsv);
    const levels = (answer.ok ? answer.value : []).map(({ level }) => level);
    expect([...new Set(levels)].map((l) => levels.filter((level) => level === l).length)).toEqual([
      1, 20, 228,
    ]);
  });

  it('refuses a file with other columns', () => {
    expect(readTerritoriesCsv('kod,name\n1,a')).toEqual({
      ok: false,
      error: [{ line: 0, kind: 'no-heading', value: 'kod,name' }],
    });
    expect(readTerritoriesCsv('')).toMatchObject({ ok: false });
  });

  it('names a line that is too short', () => {
    expect(readTerritoriesCsv('code,parent,kind,name_kk,name_ru\nKZ')).toMatchObject({
      error: [{ line: 1, kind: 'no-name' }],
    });
  });
});
