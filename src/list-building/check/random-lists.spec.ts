import { builtOutput } from '../../../test/support/built-list.js';
import { checkOutput } from './check-list.js';
import { highs } from './highs.js';
import { readListFile } from './list-file.js';
import { readOutput } from './output-file.js';
import type { Report } from './report.js';

/** A small reproducible generator (mulberry32); a failing case is known by its seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % below;
  };
}

/** A list file with quotas of every scope, hard and soft, given places, barred people and outsiders. */
function randomFile(seed: number) {
  const below = numbers(seed);
  const places = 2 + below(7);
  const people = places + below(8);
  const names = ['a', 'b', 'c', 'd'];
  const candidates = Array.from({ length: people }, (_, index) => ({
    id: `c${index + 1}`,
    groups: names.filter(() => below(5) < 2),
    ...(below(14) === 0 ? { outsider: true } : {}),
  }));
  const amount = (size: number) =>
    below(2)
      ? {
          share: ['1/5', '25%', '1/3', '0.4', '1/2', '3/5', '2/3'][below(7)],
          round: ['up', 'down', 'half-up'][below(3)],
        }
      : { count: below(size + 1) };
  const scope = () => {
    const place = 1 + below(places);
    return [
      { kind: 'list' },
      { kind: 'top', places: place },
      { kind: 'prefix', from: place },
      { kind: 'stretch', length: 1 + below(4), ...(below(3) ? {} : { lastRun: 'free' }) },
      { kind: 'gap', most: 1 + below(4) },
      { kind: 'place', place },
      { kind: 'every', from: 1 + below(places), step: 2 + below(3) },
      { kind: 'window', from: place, to: place + below(places - place + 1) },
    ][below(8)]!;
  };
  const quotas = Array.from({ length: 1 + below(5) }, (_, index) => {
    const where = scope();
    const group = names.filter(() => below(3) === 0);
    const sides: Record<string, unknown> = {};
    if (where.kind === 'place' || where.kind === 'every') {
      if (below(4) === 0) sides['atMost'] = { count: 0 };
      if (where.kind === 'place' && below(2)) sides['usedUpByElected'] = true;
    } else if (where.kind !== 'gap') {
      const which = below(3);
      if (which !== 1) sides['atLeast'] = amount(2);
      if (which !== 0) sides['atMost'] = amount(places);
    }
    const strength = below(3) === 0 ? { strength: { soft: index + 1 } } : {};
    const groups = group.length > 0 ? group : [names[below(4)]];
    return { id: `q${index}`, group: groups, scope: where, ...sides, ...strength };
  });
  const some = () => `c${1 + below(people)}`;
  const fixed =
    below(3) === 0 ? [{ place: 1 + below(places), candidate: some(), reason: 'decided' }] : [];
  const barred =
    below(5) === 0 ? [some()].filter((id) => !fixed.some(({ candidate }) => candidate === id)) : [];
  return {
    places,
    objective: below(3) === 0 ? 'members-first' : 'by-place',
    candidates,
    quotas,
    fixed,
    barred,
  };
}

const ask = highs();

async function reportOn(seed: number): Promise<Report> {
  const document = randomFile(seed);
  const [file, output] = [readListFile(document), readOutput(builtOutput(document))];
  if (!file.ok || !output.ok) throw new Error(`seed ${seed} is not read`);
  return await checkOutput(file.value, output.value, { thorough: true, ask });
}

describe('the check against the builder, on random lists of every scope', () => {
  it.each(Array.from({ length: 16 }, (_, block) => block))(
    'finds everything true in what was built, block %i of 50',
    async (block) => {
      const wrong: unknown[] = [];
      for (let seed = block * 50; seed < block * 50 + 50; seed++) {
        const { verdict, findings } = await reportOn(seed);
        const bad = findings.filter((finding) => finding.verdict !== 'true');
        if (verdict !== 'true') wrong.push({ seed, bad });
      }
      expect(wrong).toEqual([]);
    },
  );

  it('meets reasons of every sort on the way', async () => {
    const shown = { counting: 0, proof: 0, highs: 0 };
    const statuses = { built: 0, infeasible: 0 };
    let [eased, keptOff] = [0, 0];
    for (let seed = 0; seed < 150; seed++) {
      const document = randomFile(seed);
      const output = readOutput(builtOutput(document));
      if (!output.ok || output.value.status === 'undecided') continue;
      statuses[output.value.status]++;
      if (output.value.status === 'infeasible') continue;
      eased += output.value.waived.length;
      const runs = output.value.displaced.flatMap(({ passedOver }) => passedOver);
      keptOff += runs.filter(({ places }) => places.length === 0).length;
      const { findings } = await reportOn(seed);
      const causes = findings.find(({ check }) => check === 'causes')?.shown;
      shown.counting += causes?.counting ?? 0;
      shown.proof += causes?.proof ?? 0;
      shown.highs += causes?.highs ?? 0;
    }
    expect(statuses.built).toBeGreaterThan(40);
    expect(statuses.infeasible).toBeGreaterThan(25);
    expect(shown.counting).toBeGreaterThan(50);
    // Every reason that no single counting shows carries a proof.
    expect(shown.proof).toBeGreaterThan(3);
    expect(eased).toBeGreaterThan(4);
    expect(keptOff).toBeGreaterThan(8);
  });
});
