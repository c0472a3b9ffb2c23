import { readFileSync } from 'node:fs';
import { readListInput } from '../../src/list-building/domain/read-list-input.js';
import type { ListInput } from '../../src/list-building/domain/list-input.js';
import { listPlaceCumulative } from '../../src/voting/domain/methods/list-place-cumulative.js';
import { singleChoice } from '../../src/voting/domain/methods/single-choice.js';
import type { Ballot } from '../../src/voting/domain/ballots/ballot.js';
import { namesOf, outcomeOf, outcomeUnder } from '../support/lists-under-rules.js';
import { countMarked, marks } from '../support/marked-election.js';
import { firstBody, presetRules } from '../support/rule-sets.js';

/** Real primaries with published lists; sources and what they leave open stand in the README of each folder. */

interface Published {
  readonly places: readonly { place: number; candidate: string; name: string }[];
}

function fixture(name: string, file: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/${name}/${file}`, 'utf8'));
}

function publishedNames(name: string): string[] {
  return (fixture(name, 'published.json') as Published).places.map((one) => one.name);
}

function inputOf(name: string): ListInput {
  const read = readListInput(fixture(name, 'list.json'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

const cases = [
  { name: 'kr-justice-2016', what: 'Justice Party of Korea 2016: odd places women', places: 10 },
  {
    name: 'il-labor-2022',
    what: 'Labor, Israel 2022: the sexes alternate from place 2',
    places: 10,
  },
  { name: 'is-samfylking-2012-sw', what: 'Samfylkingin, South-West 2012: pairs', places: 5 },
  {
    name: 'is-framsokn-2009-sw',
    what: 'Framsóknarflokkurinn, South-West 2009: one of each sex in three, two in five',
    places: 5,
  },
];

describe('a published list', () => {
  it.each(cases)('$what, name by name', ({ name, places }) => {
    const input = inputOf(name);
    const spoken = new Map(input.candidates.map((person) => [person.id, person.name]));
    const built = namesOf(outcomeOf(input)).map((id) => spoken.get(id));
    expect(built).toEqual(publishedNames(name));
    expect(built).toHaveLength(places);
  });

  it.each([
    ['kr-justice-2016', 'korea-odd-places'],
    ['il-labor-2022', 'labor-zipper'],
    ['is-framsokn-2009-sw', 'iceland-prefix'],
  ])('%s comes out of the preset %s too', (name, preset) => {
    const { places, candidates, fixed } = inputOf(name);
    const spoken = new Map(candidates.map((person) => [person.id, person.name]));
    const outcome = outcomeUnder(firstBody(presetRules(preset)), {
      places,
      people: candidates,
      fixed: fixed.map((one) => ({ ...one, candidate: spoken.get(one.candidate) ?? '' })),
    });
    expect(namesOf(outcome)).toEqual(publishedNames(name));
  });
});

describe('the merit order a list is built from', () => {
  it('is what counting the published votes gives, Justice Party of Korea 2016: one vote each', () => {
    const { votes } = fixture('kr-justice-2016', 'published.json') as {
      votes: Record<string, number>;
    };
    // In the order of the alphabet, so that the count has to find theirs.
    const ids = Object.keys(votes).toSorted();
    const tally = countMarked(singleChoice, {
      form: { kind: 'single', candidates: ids.length },
      seats: ids.length,
      ballots: ids.map((id, position) => [votes[id] ?? 0, marks([position, 1])] as const),
    });
    expect(tally.elected.map((position) => ids[position])).toEqual(
      inputOf('kr-justice-2016').candidates.map(({ id }) => id),
    );
  });

  it('is what counting the votes for places gives, Samfylkingin 2012: places 1 to k decide place k', () => {
    const { votesUpToPlace } = fixture('is-samfylking-2012-sw', 'published.json') as {
      votesUpToPlace: readonly { candidate: string; place: number; votes: number }[];
    };
    const standing = votesUpToPlace.toSorted((a, b) => (a.candidate < b.candidate ? -1 : 1));
    // Only the sums that won each place are public: here all of a candidate's votes stand on the place itself.
    const ballots = Array.from({ length: 2098 }, (_, voter): Ballot =>
      standing.flatMap(({ place, votes }, candidate) =>
        voter < votes ? [{ candidate, value: place }] : [],
      ),
    ).filter((ballot) => ballot.length > 0);
    const tally = countMarked(listPlaceCumulative, {
      form: { kind: 'ranking', candidates: 5, ranks: 5, equalRanks: false },
      seats: 5,
      ballots: ballots.map((ballot) => [1, ballot] as const),
    });
    expect(tally.elected.map((position) => standing[position]?.candidate)).toEqual(
      inputOf('is-samfylking-2012-sw').candidates.map(({ id }) => id),
    );
  });
});
