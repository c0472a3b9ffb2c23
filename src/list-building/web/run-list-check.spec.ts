import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtOutput } from '../../../test/support/built-list.js';
import type {
  BuiltOutput,
  CertificateOutput,
  InfeasibleOutput,
  PassedOverOutput,
} from '../check/output-file.js';
import type { Leaf } from '../check/proof.js';
import { runListCheck } from './run-list-check.js';

/** The same document, open to being tampered with. */
type Open<T> = T extends object ? { -readonly [K in keyof T]: Open<T[K]> } : T;
type Built = Open<BuiltOutput>;
type Infeasible = Open<InfeasibleOutput>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'irikteu-list-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = async (name: string, content: unknown) => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const check = async (
  input: unknown,
  output?: unknown,
  options: { json?: boolean; lang?: string; thorough?: boolean } = {},
) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runListCheck(
    {
      input: await fileOf('input.json', input),
      output: output === undefined ? undefined : await fileOf('output.json', output),
      ...options,
    },
    { out: (text) => lines.push(text), err: (text) => errors.push(text) },
  );
  return { code, out: lines.join('\n'), errors };
};

interface Told {
  readonly verdict: string;
  readonly checks: readonly {
    readonly check: string;
    readonly verdict: string;
    readonly faults: readonly { readonly sentence: string }[];
  }[];
}

/** The exit code, and every fault as "check: sentence". */
const faultsOf = async (input: unknown, output: unknown) => {
  const { code, out } = await check(input, output, { json: true });
  const { checks } = JSON.parse(out) as Told;
  const faults = checks.flatMap(({ check: name, faults: own }) =>
    own.map(({ sentence }) => `${name}: ${sentence}`),
  );
  return { code, faults };
};

const fixture = join(import.meta.dirname, '../../../test/fixtures/list-check/every-reason.json');
const everyReason = JSON.parse(await readFile(fixture, 'utf8')) as {
  candidates: { id: string }[];
} & Record<string, unknown>;
const built = builtOutput(everyReason) as unknown as Built;

const runAt = (output: Built, candidate: string, place: number): Open<PassedOverOutput> =>
  output.displaced
    .find((item) => item.candidate === candidate)!
    .passedOver.find(({ places }) => places.includes(place))!;

/** The certificate of somebody passed over, as one of a kind. */
const certificateAt = <K extends CertificateOutput['kind']>(
  output: Built,
  candidate: string,
  place: number,
  kind: K,
) => {
  const { certificate } = runAt(output, candidate, place);
  if (certificate.kind !== kind) throw new Error(`${candidate} has no ${kind} at ${place}`);
  return certificate as Open<Extract<CertificateOutput, { kind: K }>>;
};

/** Place 7 must be a doctor and a teacher, and only one of those left is both: once Farida is spent, nobody is. */
const proof = (): Open<Leaf> => ({
  floors: [
    { quota: 'doctors', from: 7, to: 7, atLeast: 1, times: 1 },
    { quota: 'teachers', from: 7, to: 7, atLeast: 1, times: 1 },
  ],
  ceilings: [],
  supplies: [],
  dues: [],
});

const withProof = (output: Built): Open<Leaf> => {
  const own = proof();
  const both = ['doctors', 'teachers'];
  runAt(output, 'c6', 4).certificate = { kind: 'together', quotas: both, proof: own };
  return own;
};

const swap = (output: Built, a: number, b: number) => {
  const [one, other] = [output.list[a - 1]!, output.list[b - 1]!];
  [one.candidate, other.candidate] = [other.candidate, one.candidate];
  [one.merit, other.merit] = [other.merit, one.merit];
};

const because = (output: Built, place: number) => {
  const { reason } = output.list[place - 1]!;
  if (reason.kind !== 'quota') throw new Error(`place ${place} has no quota for a reason`);
  return reason.because;
};

describe('irikteu list check', () => {
  it('finds everything true in what the builder printed', async () => {
    const { code, out } = await check(everyReason, built);
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {5}Every reason is true, so there is no better list\. \(by counting/m);
    expect(out).toContain('All true: the list is allowed, it is the best one');
    expect(out).not.toContain('WRONG');
  });

  it('finds the same when HiGHS is asked about everything', async () => {
    expect((await check(everyReason, built, { thorough: true })).code).toBe(0);
  });

  it('believes a proof that comes out', async () => {
    const output = structuredClone(built);
    withProof(output);
    const { code, out } = await check(everyReason, output);
    expect(code).toBe(0);
    expect(out).toMatch(/Every reason is true.*by proof \d/);
  });

  it('believes a proof by two cases', async () => {
    const output = structuredClone(built);
    const leaf = withProof(output);
    const doctors = { quota: 'doctors', from: 7, to: 7 };
    const ceiling = { ...proof(), ceilings: [{ ...doctors, atMost: 0, times: 1 }] };
    const fork = { ...doctors, atMost: 0, then: ceiling, otherwise: leaf };
    certificateAt(output, 'c6', 4, 'together').proof = fork;
    expect((await faultsOf(everyReason, output)).faults).toEqual([]);
  });

  const tamperings: [string, (output: Built) => void, RegExp][] = [
    ['two places swapped', (it) => swap(it, 4, 5), /^passed-over: Place 4: Kamila/],
    [
      'a person replaced by one of the reserve',
      (it) => Object.assign(it.list[7]!, { candidate: 'c13', merit: 13 }),
      /^quotas: Place 8: “rural” is broken: 0 on places 1–8, required 1/,
    ],
    [
      'a barred person placed',
      (it) => Object.assign(it.list[4]!, { candidate: 'c5', merit: 5 }),
      /^filled: Place 5: Erlan may not be placed/,
    ],
    [
      'somebody unknown placed',
      (it) => Object.assign(it.list[4]!, { candidate: 'c99' }),
      /^filled: Place 5: c99 is not in the list file/,
    ],
    [
      'one person on two places',
      (it) => Object.assign(it.list[4]!, { candidate: 'c1', merit: 1 }),
      /^filled: Place 5: Aigul already stands on place 1/,
    ],
    ['a place missing', (it) => it.list.pop(), /^filled: Place 8: nobody stands there/],
    ['a given place moved', (it) => swap(it, 2, 3), /^given: Place 3: it was given to Omar/],
    [
      'a wrong rank',
      (it) => (it.list[3]!.merit = 9),
      /^merit: Place 4: Kamila ranked 10 by votes, not 9/,
    ],
    [
      'a rank for an outsider',
      (it) => (it.list[2]!.merit = 14),
      /^merit: Place 3: Omar ranked – by votes, not 14/,
    ],
    [
      'a person passed over and not told',
      (it) => it.displaced.splice(0, 1),
      /^passed-over: Place 2: Bolat had more votes, and no reason is given/,
    ],
    [
      'one place of a run left out',
      (it) => runAt(it, 'c6', 5).places.pop(),
      /^passed-over: Place 5: Farida had more votes/,
    ],
    [
      'a place at which nobody was passed over',
      (it) => runAt(it, 'c6', 5).places.push(8),
      /^passed-over: Place 8: Farida is said to have been passed over/,
    ],
    [
      'a reason told twice',
      (it) => it.displaced[0]!.passedOver.push(structuredClone(runAt(it, 'c2', 2))),
      /^passed-over: Place 2: Bolat is told two reasons/,
    ],
    [
      'a wrong place in the reasons',
      (it) => (it.displaced[0]!.place = 5),
      /^passed-over: The list: Bolat stands on place 6, not 5/,
    ],
    [
      'a quota that is not to blame',
      (it) => (runAt(it, 'c2', 2).because = ['women']),
      /^causes: Place 2: with Bolat the list can be completed just as well under “Women”/,
    ],
    [
      'a quota that does not exist',
      (it) => (runAt(it, 'c2', 2).because = ['beauty']),
      /^causes: Place 2: “beauty”, named to Bolat, is not in the file/,
    ],
    [
      'no quota at all',
      (it) => (runAt(it, 'c2', 2).because = []),
      /^causes: Place 2: no quota is named to Bolat/,
    ],
    [
      'one quota too many',
      (it) => {
        const run = runAt(it, 'c6', 4);
        const three = [...run.because, 'youth'];
        Object.assign(run, { because: three, certificate: { kind: 'together', quotas: three } });
      },
      /^none-to-spare: Place 4: “youth” is to spare/,
    ],
    [
      'one quota too few',
      (it) => {
        const run = runAt(it, 'c6', 4);
        const one = ['doctors'];
        Object.assign(run, { because: one, certificate: { kind: 'together', quotas: one } });
      },
      /^causes: Place 4: with Farida the list can be completed/,
    ],
    [
      'an intervention that there was not',
      (it) =>
        Object.assign(runAt(it, 'c2', 2), {
          because: [],
          certificate: { kind: 'intervention' },
        }),
      /^causes: Place 2: Bolat is told of an intervention that there was not/,
    ],
    [
      'a quota in place of an intervention',
      (it) =>
        Object.assign(runAt(it, 'c2', 3), structuredClone(runAt(it, 'c2', 2)), { places: [3] }),
      /^causes: Place 3: the reason told to Bolat must be the intervention/,
    ],
    [
      'a floor that asks for more',
      (it) => (certificateAt(it, 'c2', 4, 'floor').required = 3),
      /^numbers: Place 4: “required” told to Bolat is 3, right is 2/,
    ],
    [
      'a floor with other places left',
      (it) => (certificateAt(it, 'c2', 4, 'floor').remaining = []),
      /^numbers: Place 4: “remaining” told to Bolat is , right is 4/,
    ],
    [
      'a ceiling with more people',
      (it) => (certificateAt(it, 'c4', 5, 'ceiling').present = 2),
      /^numbers: Place 4: “present” told to Damir is 2, right is 1/,
    ],
    [
      'a ceiling that allows less',
      (it) => (certificateAt(it, 'c4', 5, 'ceiling').allowed = 0),
      /^numbers: Place 4: “allowed” told to Damir is 0, right is 1/,
    ],
    [
      'a supply with more people left',
      (it) => (certificateAt(it, 'c2', 2, 'supply').left = 1),
      /^numbers: Place 2: “left” told to Bolat is 1, right is 0/,
    ],
    [
      'a run of places without a rule',
      (it) => (certificateAt(it, 'c4', 5, 'ceiling').to = 4),
      /^numbers: Place 4: “south” asks for nothing on places 1–4/,
    ],
    [
      'the counting of another quota',
      (it) => (certificateAt(it, 'c4', 5, 'ceiling').quota = 'women'),
      /^numbers: Place 4: the counting told to Damir is about other quotas/,
    ],
    [
      'a wrong multiplier in a proof',
      (it) => (withProof(it).floors[1]!.times = 0),
      /^numbers: Place 4: the proof about Farida does not come out/,
    ],
    [
      'a wrong bound in a proof',
      (it) => (withProof(it).floors[1]!.atLeast = 2),
      /^numbers: Place 4: the proof about Farida does not come out/,
    ],
    [
      'a proof with a term missing',
      (it) => withProof(it).floors.pop(),
      /^numbers: Place 4: the proof about Farida does not come out/,
    ],
    [
      'a proof with a quota that is not named',
      (it) => (withProof(it).floors[1]!.quota = 'slot'),
      /^numbers: Place 4: the proof about Farida does not come out/,
    ],
    [
      'a proof by cases of which one is missing',
      (it) => {
        const leaf = withProof(it);
        const open = { floors: [], ceilings: [], supplies: [], dues: [] };
        const run = { quota: 'doctors', from: 7, to: 7, atMost: 0 };
        certificateAt(it, 'c6', 4, 'together').proof = { ...run, then: open, otherwise: leaf };
      },
      /^numbers: Place 4: the proof about Farida does not come out/,
    ],
    [
      'a place by quota said to be on merit',
      (it) => (it.list[6]!.reason = { kind: 'merit' }),
      /^reasons: Place 7: the reason for Farida must be “by quota”, not “on merit”/,
    ],
    [
      'a place on merit said to be by quota',
      (it) => (it.list[0]!.reason = structuredClone(it.list[1]!.reason)),
      /^reasons: Place 1: the reason for Aigul must be “on merit”/,
    ],
    [
      'a cause left out beside a place',
      (it) => because(it, 5).splice(1, 1),
      /^reasons: Place 5: “south” kept somebody from it, but are not among the reasons/,
    ],
    [
      'a cause beside a place that kept nobody from it',
      (it) => because(it, 2).push(structuredClone(because(it, 7)[0]!)),
      /^reasons: Place 2: “(doctors|teachers)” are named as the reason, but kept nobody from it/,
    ],
    [
      'another reason of the intervention',
      (it) => (it.list[2]!.reason = { kind: 'fixed', reason: 'item 5' }),
      /^reasons: Place 3: the reason of the intervention reads “item 4”/,
    ],
    [
      'a reserve without its first',
      (it) => it.reserve.splice(0, 1),
      /^reserve: Reserve, place 1: Damir belongs there/,
    ],
    [
      'a reserve in another order',
      (it) => it.reserve.reverse(),
      /^reserve: Reserve, place 1: Damir belongs there/,
    ],
    [
      'a wrong footrule',
      (it) => (it.displacement.footrule -= 2),
      /^displacement: The list: “footrule” is 34, not 32/,
    ],
    [
      'a wrong number of pairs',
      (it) => (it.displacement.kendall = 17),
      /^displacement: The list: “kendall” is 18, not 17/,
    ],
    [
      'a wrong largest drop',
      (it) => (it.displacement.largestDrop = 5),
      /^displacement: The list: “largestDrop” is 4, not 5/,
    ],
    [
      'a hard quota waived',
      (it) => it.waived.push({ quota: 'youth', easedBy: 1, windows: null }),
      /^waived: The list: “youth” is not a soft quota/,
    ],
    [
      'a waiver too large',
      (it) => (it.waived = [{ quota: 'rural', easedBy: 2, windows: null }]),
      /^waived: Place 8: “rural” is eased too far/,
    ],
    [
      'a window eased too far',
      (it) => (it.waived = [{ quota: 'rural', easedBy: 2, windows: [{ from: 1, to: 8, by: 2 }] }]),
      /^waived: Place 8: “rural” is eased too far/,
    ],
    [
      'a window eased that there is not',
      (it) => (it.waived = [{ quota: 'rural', easedBy: 1, windows: [{ from: 1, to: 7, by: 1 }] }]),
      /^waived: Place 7: “rural” asks for nothing on places 1–7/,
    ],
    [
      'a waiver left out',
      (it) => (it.waived = []),
      /^quotas: Place 8: “rural” is broken: 1 on places 1–8, required 2–8/,
    ],
  ];

  it.each(tamperings)('sees %s', async (_, tamper, sentence) => {
    const output = structuredClone(built);
    tamper(output);
    const { code, faults } = await faultsOf(everyReason, output);
    expect(code).toBe(1);
    expect(faults).toContainEqual(expect.stringMatching(sentence));
  });

  it('sees that a better list exists, although the worse one keeps every quota and gives reasons', async () => {
    const people = ['a', 'b', 'c', 'd'].map((id, index) => ({
      id,
      groups: index === 2 ? ['young'] : [],
    }));
    const quotas = [
      { id: 'youth', group: ['young'], scope: { kind: 'list' }, atLeast: { count: 1 } },
    ];
    const input = { places: 2, candidates: people, quotas };
    // The best list is a, c. This is the output of a builder that wants b.
    const floor = { kind: 'floor', quota: 'youth', from: 1, to: 2, required: 1, present: 0 };
    const cause = { quotas: ['youth'], certificate: { ...floor, remaining: [1, 2] } };
    const passed = { because: ['youth'], certificate: cause.certificate };
    const list = [
      { place: 1, candidate: 'b', merit: 2, reason: { kind: 'quota', because: [cause] } },
      {
        place: 2,
        candidate: 'c',
        merit: 3,
        reason: {
          kind: 'quota',
          because: [{ quotas: ['youth'], certificate: { ...floor, remaining: [2] } }],
        },
      },
    ];
    const output = {
      status: 'built',
      list,
      displaced: [
        { candidate: 'a', merit: 1, place: null, passedOver: [{ places: [1, 2], ...passed }] },
      ],
      waived: [],
      reserve: [
        { reserve: 1, candidate: 'a', merit: 1 },
        { reserve: 2, candidate: 'd', merit: 4 },
      ],
      displacement: { footrule: 4, kendall: 2, largestDrop: 2 },
    };
    const { code, faults } = await faultsOf(input, output);
    expect(code).toBe(1);
    expect(faults).toContain(
      'causes: Place 1: with a the list can be completed just as well under “youth”.',
    );
    expect(faults.filter((fault) => /^(quotas|filled|displacement|reserve)/.test(fault))).toEqual(
      [],
    );
  });

  describe('where the members are settled first', () => {
    const input = {
      ...everyReason,
      objective: 'members-first',
    };

    it('finds the reason of everyone kept off the list true', async () => {
      const output = builtOutput(input) as unknown as Built;
      const keptOff = output.displaced.flatMap(({ passedOver }) =>
        passedOver.filter(({ places }) => places.length === 0),
      );
      expect(keptOff.length).toBeGreaterThan(0);
      expect((await faultsOf(input, output)).faults).toEqual([]);
    });

    it('sees a false reason for somebody kept off the list', async () => {
      const output = builtOutput(input) as unknown as Built;
      const run = output.displaced
        .flatMap(({ passedOver }) => passedOver)
        .find(({ places }) => places.length === 0)!;
      Object.assign(run, {
        because: ['south'],
        certificate: { kind: 'together', quotas: ['south'] },
      });
      const { code, faults } = await faultsOf(input, output);
      expect(code).toBe(1);
      expect(faults).toContainEqual(
        expect.stringMatching(/^causes: The list: with \w+ the list can be completed.*“south”/),
      );
    });

    it('sees the list of the other rule', async () => {
      const { code, faults } = await faultsOf(input, built);
      expect(code).toBe(1);
      expect(faults.filter((fault) => fault.startsWith('passed-over'))).not.toEqual([]);
    });
  });

  describe('where no list exists', () => {
    const input = {
      places: 3,
      candidates: [
        { id: 'a', groups: ['woman'] },
        { id: 'b' },
        { id: 'c' },
        { id: 'd', groups: ['young'] },
      ],
      quotas: [
        { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 1 } },
        { id: 'first', group: ['young'], scope: { kind: 'place', place: 1 } },
        { id: 'youth', group: ['young'], scope: { kind: 'list' }, atLeast: { count: 2 } },
        { id: 'old', group: ['young'], scope: { kind: 'list' }, atMost: { count: 2 } },
      ],
      fixed: [{ place: 2, candidate: 'b', reason: 'decided' }],
    };

    it('finds the conflict and the shortage true', async () => {
      const { code, out } = await check(input, builtOutput(input));
      expect(code).toBe(0);
      expect(out).toContain('All true: there is no list, and the quotas named are why.');
    });

    const falsehoods: [string, (output: Infeasible) => void, RegExp][] = [
      [
        'quotas that can be kept together',
        (it) => (it.conflict = ['women', 'first']),
        /^conflict: The list: “women”, “first” can be kept together/,
      ],
      [
        'one quota too many',
        (it) => it.conflict.push('women'),
        /^none-to-spare: The list: “women” is to spare/,
      ],
      ['a quota of nobody', (it) => it.conflict.push('x'), /^conflict: The list: “x” is no hard/],
      ['no conflict', (it) => (it.conflict = []), /^conflict: The list: no conflict is named/],
      [
        'given places to blame that are not',
        (it) => (it.becauseOfFixed = true),
        /^given-to-blame: The list: without the given places/,
      ],
      [
        'a wrong shortage',
        (it) => (it.shortage[0]!.needs = 3),
        /^shortage: The list: “youth”, members: needed \/ there 2 \/ 1, not 3 \/ 1/,
      ],
      [
        'a shortage left out',
        (it) => (it.shortage = []),
        /^shortage: The list: “youth” is short of members \(2 \/ 1\)/,
      ],
      [
        'a shortage that there is not',
        (it) => it.shortage.push({ quota: 'youth', of: 'others', needs: 3, has: 2 }),
        /^shortage: The list: “youth” has no shortage of others/,
      ],
    ];

    it.each(falsehoods)('sees %s', async (_, tamper, sentence) => {
      const output = builtOutput(input) as unknown as Infeasible;
      tamper(output);
      const { code, faults } = await faultsOf(input, output);
      expect(code).toBe(1);
      expect(faults).toContainEqual(expect.stringMatching(sentence));
    });

    it('sees a list said not to exist', async () => {
      const none = { status: 'infeasible', conflict: ['youth'], becauseOfFixed: false };
      const { code, faults } = await faultsOf(everyReason, { ...none, shortage: [] });
      expect(code).toBe(1);
      expect(faults).toContain('conflict: The list: “youth” can be kept together.');
    });

    it('says so of the file alone', async () => {
      const { code, out } = await check(input);
      expect(code).toBe(1);
      expect(out).toContain('The list: the hard quotas cannot all be kept.');
    });
  });

  it('says of a file alone that a list exists', async () => {
    const { code, out } = await check(everyReason);
    expect(code).toBe(0);
    expect(out).toContain('The file is well formed and a list exists.');
  });

  it('says of an undecided output that nothing is claimed', async () => {
    const { code, out } = await check(everyReason, { status: 'undecided' });
    expect(code).toBe(0);
    expect(out).toContain('nothing is claimed and there is nothing to check');
  });

  it('ends with 2 and every fault of a file that is no list file', async () => {
    const { code, errors } = await check({ places: 0, candidates: [{ id: 'a', age: 3 }] }, built);
    expect(code).toBe(2);
    expect(errors.slice(1)).toEqual([
      '  places: Allowed: 1–1000.',
      '  candidates[0].age: There is no such field; there are: id, name, groups, outsider.',
    ]);
  });

  it('ends with 2 where the output is none, or no JSON, or not there', async () => {
    expect((await check(everyReason, { status: 'built' })).code).toBe(2);
    expect((await check(everyReason, '{')).code).toBe(2);
    const nowhere = { input: fixture, output: join(folder, 'nowhere.json') };
    const said: string[] = [];
    const code = await runListCheck(nowhere, {
      out: () => undefined,
      err: (text) => said.push(text),
    });
    expect(code).toBe(2);
    expect(said[1]).toContain('The file cannot be opened');
  });

  it.each([
    ['kk', 'ҚАТЕ', '8-орын: онда ешкім тұрған жоқ.'],
    ['ru', 'НЕВЕРНО', 'Место 8: там никто не стоит.'],
  ])('speaks %s', async (lang, mark, sentence) => {
    const output = structuredClone(built);
    output.list.pop();
    const { out } = await check(everyReason, output, { lang });
    expect(out).toContain(mark);
    expect(out).toContain(sentence);
  });
});
