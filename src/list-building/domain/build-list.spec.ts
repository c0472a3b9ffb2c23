import { buildList, listExists } from './build-list.js';
import type { ListOutcome } from './list-outcome.js';
import { readListInput } from './read-list-input.js';

const build = (document: object): ListOutcome => {
  const read = readListInput(document);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return buildList(read.value);
};

const built = (document: object) => {
  const outcome = build(document);
  if (outcome.status !== 'built') throw new Error(JSON.stringify(outcome));
  return outcome;
};

/** `m m w+` are three candidates c1, c2, c3: two men and a young woman. */
const people = (text: string) =>
  text.split(' ').map((letters, index) => ({
    id: `c${index + 1}`,
    groups: [
      letters.startsWith('w') ? 'woman' : 'man',
      ...(letters.endsWith('+') ? ['young'] : []),
    ],
  }));

const order = (document: object) => built(document).list.map(({ candidate }) => candidate);

const youth = {
  id: 'youth',
  group: ['young'],
  scope: { kind: 'list' },
  atLeast: { count: 2 },
};

describe('buildList', () => {
  it('is the merit order where no quota asks for anything', () => {
    const outcome = built({ places: 2, candidates: people('m m w') });
    expect(outcome.list).toEqual([
      { place: 1, candidate: 'c1', merit: 1, reason: { kind: 'merit' } },
      { place: 2, candidate: 'c2', merit: 2, reason: { kind: 'merit' } },
    ]);
    expect(outcome.reserve).toEqual([{ reserve: 1, candidate: 'c3', merit: 3 }]);
    expect(outcome.displaced).toEqual([]);
    expect(outcome.displacement).toEqual({ footrule: 0, kendall: 0, largestDrop: 0 });
  });

  it('moves people up as late as the quota allows, and counts it out', () => {
    const outcome = built({ places: 4, candidates: people('m m m m m+ w+'), quotas: [youth] });
    expect(outcome.list.map(({ candidate }) => candidate)).toEqual(['c1', 'c2', 'c5', 'c6']);
    const certificate = {
      kind: 'floor',
      quota: 'youth',
      from: 1,
      to: 4,
      required: 2,
      present: 0,
      remaining: [3, 4],
    };
    expect(outcome.list[2]?.reason).toEqual({
      kind: 'quota',
      because: [{ quotas: ['youth'], certificate }],
    });
    expect(outcome.displaced).toEqual([
      {
        candidate: 'c3',
        merit: 3,
        place: null,
        passedOver: [{ places: [3, 4], because: ['youth'], certificate }],
      },
      {
        candidate: 'c4',
        merit: 4,
        place: null,
        passedOver: [{ places: [3, 4], because: ['youth'], certificate }],
      },
    ]);
  });

  it('counts a person for every group and a union once', () => {
    const statutory = {
      id: 'statutory',
      group: ['woman', 'young'],
      scope: { kind: 'list' },
      atLeast: { count: 2 },
    };
    const document = { places: 3, candidates: people('m m w+ m m+'), quotas: [statutory] };
    expect(order(document)).toEqual(['c1', 'c3', 'c5']);
  });

  it('counts a person aged 31 for the party quota (under 35) and not for the statutory one (under 29)', () => {
    const at31 = { id: 'aged-31', groups: ['under35'] };
    const at27 = { id: 'aged-27', groups: ['under35', 'under29'] };
    const quota = (group: string) => ({
      id: group,
      group: [group],
      scope: { kind: 'list' },
      atLeast: { count: 1 },
    });
    const candidates = [{ id: 'elder' }, at31, at27];
    expect(order({ places: 2, candidates, quotas: [quota('under35')] })).toEqual([
      'elder',
      'aged-31',
    ]);
    expect(order({ places: 2, candidates, quotas: [quota('under29')] })).toEqual([
      'elder',
      'aged-27',
    ]);
  });

  it('names a ceiling as the reason', () => {
    const men = {
      id: 'men',
      group: ['man'],
      scope: { kind: 'top', places: 2 },
      atMost: { count: 1 },
    };
    const outcome = built({ places: 3, candidates: people('m m w'), quotas: [men] });
    expect(outcome.list.map(({ candidate }) => candidate)).toEqual(['c1', 'c3', 'c2']);
    expect(outcome.displaced).toMatchObject([
      {
        candidate: 'c2',
        place: 3,
        passedOver: [
          { places: [2], certificate: { kind: 'ceiling', allowed: 1, present: 1, from: 1, to: 2 } },
        ],
      },
    ]);
    expect(outcome.displacement).toEqual({ footrule: 2, kendall: 1, largestDrop: 1 });
  });

  it('keeps the last members of a group for the places that need them', () => {
    const last = { id: 'last', group: ['woman'], scope: { kind: 'place', place: 3 } };
    const outcome = built({ places: 3, candidates: people('w m m'), quotas: [last] });
    expect(outcome.list.map(({ candidate }) => candidate)).toEqual(['c2', 'c3', 'c1']);
    expect(outcome.displaced[0]?.passedOver[0]?.certificate).toEqual({
      kind: 'supply',
      quota: 'last',
      from: 3,
      to: 3,
      required: 1,
      present: 0,
      left: 0,
    });
  });

  it('names the smallest set of quotas where only several together are the reason', () => {
    const women = { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 1 } };
    const young = { id: 'young', group: ['young'], scope: { kind: 'list' }, atLeast: { count: 1 } };
    const loose = { id: 'loose', group: ['man'], scope: { kind: 'list' }, atMost: { count: 2 } };
    const outcome = built({
      places: 2,
      candidates: people('m m w m+ w+'),
      quotas: [loose, women, young],
    });
    // A man first leaves one place, which a young woman can fill for both; so he stays.
    expect(outcome.list.map(({ candidate }) => candidate)).toEqual(['c1', 'c5']);
    const [, third] = outcome.displaced;
    expect(third).toMatchObject({ candidate: 'c3', passedOver: [{ because: ['young'] }] });
    const tight = built({
      places: 2,
      candidates: people('m m w m+'),
      quotas: [loose, women, young],
    });
    expect(tight.list.map(({ candidate }) => candidate)).toEqual(['c3', 'c4']);
    expect(tight.displaced[0]?.passedOver[0]).toEqual({
      places: [1],
      because: ['young', 'women'],
      certificate: {
        kind: 'together',
        quotas: ['young', 'women'],
        proof: {
          floors: [
            { quota: 'young', from: 1, to: 2, atLeast: 1, times: 1 },
            { quota: 'women', from: 1, to: 2, atLeast: 1, times: 1 },
          ],
          ceilings: [],
          supplies: [],
          dues: [],
        },
      },
    });
  });

  it('puts the given people on their places and says so to the others', () => {
    const outcome = built({
      places: 3,
      candidates: [...people('m m m'), { id: 'guest', groups: [], outsider: true }],
      fixed: [{ place: 1, candidate: 'guest', reason: 'Congress, item 4' }],
    });
    expect(outcome.list.map(({ candidate, merit }) => [candidate, merit])).toEqual([
      ['guest', null],
      ['c1', 1],
      ['c2', 2],
    ]);
    expect(outcome.list[0]?.reason).toEqual({ kind: 'fixed', reason: 'Congress, item 4' });
    expect(outcome.displaced[0]?.passedOver).toEqual([
      { places: [1], because: [], certificate: { kind: 'intervention' } },
    ]);
  });

  it('leaves barred people out of list and reserve', () => {
    const outcome = built({ places: 1, candidates: people('m m m'), barred: ['c1'] });
    expect(outcome.list[0]).toMatchObject({ candidate: 'c2', merit: 2 });
    expect(outcome.reserve.map(({ candidate }) => candidate)).toEqual(['c3']);
  });

  it('settles the members first where the rules say so', () => {
    const young = {
      id: 'young',
      group: ['young'],
      scope: { kind: 'top', places: 1 },
      atLeast: { count: 1 },
    };
    const document = { places: 2, candidates: people('m m w+'), quotas: [young] };
    expect(order({ ...document, objective: 'by-place' })).toEqual(['c3', 'c1']);
    const women = { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 1 } };
    const outcome = built({
      places: 2,
      candidates: people('m m w'),
      quotas: [women],
      objective: 'members-first',
    });
    expect(outcome.list.map(({ candidate }) => candidate)).toEqual(['c1', 'c3']);
    expect(outcome.displaced[0]).toMatchObject({
      candidate: 'c2',
      place: null,
      passedOver: [{ places: [], because: ['women'] }],
    });
  });

  describe('where no list exists', () => {
    it('names the smallest conflicting set and the shortage', () => {
      const women = {
        id: 'women',
        group: ['woman'],
        scope: { kind: 'list' },
        atLeast: { count: 3 },
      };
      expect(
        build({ places: 3, candidates: people('m m w w m'), quotas: [women, youthless] }),
      ).toEqual({
        status: 'infeasible',
        conflict: ['women'],
        becauseOfFixed: false,
        shortage: [{ quota: 'women', of: 'members', needs: 3, has: 2 }],
        // Three are asked for, and three places with two women are worth two.
        proof: {
          floors: [{ quota: 'women', from: 1, to: 3, atLeast: 3, times: 1 }],
          ceilings: [],
          supplies: [{ counting: ['women'], times: 1 }],
          dues: [],
        },
      });
    });

    const youthless = {
      id: 'elders',
      group: ['young'],
      scope: { kind: 'list' },
      atMost: { count: 1 },
    };

    it('says when people are too few for the places', () => {
      expect(build({ places: 3, candidates: people('m m'), quotas: [youthless] })).toEqual({
        status: 'infeasible',
        conflict: [],
        becauseOfFixed: false,
        shortage: [{ quota: null, of: 'people', needs: 3, has: 2 }],
        proof: null,
      });
    });

    it('says when others are too few for a ceiling', () => {
      const men = { id: 'men', group: ['man'], scope: { kind: 'list' }, atMost: { count: 1 } };
      expect(build({ places: 3, candidates: people('m m m w'), quotas: [men] })).toMatchObject({
        conflict: ['men'],
        shortage: [{ quota: 'men', of: 'others', needs: 2, has: 1 }],
      });
    });

    it('names two quotas that only conflict with each other', () => {
      const women = {
        id: 'women',
        group: ['woman'],
        scope: { kind: 'list' },
        atLeast: { count: 2 },
      };
      const men = { id: 'men', group: ['man'], scope: { kind: 'list' }, atLeast: { count: 2 } };
      const outcome = build({
        places: 3,
        candidates: people('m m m w w w'),
        quotas: [youthless, women, men],
      });
      expect(outcome).toMatchObject({ status: 'infeasible', conflict: ['women', 'men'] });
    });

    it('says when only the given places are to blame', () => {
      const women = {
        id: 'women',
        group: ['woman'],
        scope: { kind: 'top', places: 1 },
        atLeast: { count: 1 },
      };
      const outcome = build({
        places: 2,
        candidates: people('m w'),
        quotas: [women],
        fixed: [{ place: 1, candidate: 'c1', reason: 'x' }],
      });
      expect(outcome).toMatchObject({ conflict: ['women'], becauseOfFixed: true });
    });
  });

  it('can be asked before the vote whether any list exists', () => {
    const women = { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 2 } };
    const asked = (text: string) => {
      const input = readListInput({ places: 3, candidates: people(text), quotas: [women] });
      return input.ok ? listExists(input.value) : null;
    };
    expect(asked('m m w w')).toEqual({ status: 'feasible' });
    expect(asked('m m m w')).toMatchObject({
      status: 'infeasible',
      shortage: [{ quota: 'women', of: 'members', needs: 2, has: 1 }],
    });
  });

  describe('with soft quotas', () => {
    it('keeps them where it can and records what it gave up', () => {
      const soft = (id: string, count: number, priority: number) => ({
        id,
        group: ['young'],
        scope: { kind: 'list' },
        atLeast: { count },
        strength: { soft: priority },
      });
      const candidates = people('m m m m+ w+');
      const kept = built({ places: 3, candidates, quotas: [soft('one', 1, 1)] });
      expect(kept.waived).toEqual([]);
      expect(kept.list.map(({ candidate }) => candidate)).toEqual(['c1', 'c2', 'c4']);
      const eased = built({ places: 4, candidates, quotas: [soft('four', 4, 1)] });
      expect(eased.waived).toEqual([
        { quota: 'four', easedBy: 2, windows: [{ from: 1, to: 4, by: 2 }] },
      ]);
    });
  });
});
