import { range, seededNumbers } from '../../../../test/support/seeded-numbers.js';
import { matchingOf, type TooLittleRoom } from './matching.js';

interface Room {
  readonly places: number;
  readonly domains: Int32Array;
  readonly supply: Int32Array;
  readonly due: Int32Array;
}

/** Two to five places and kinds, drawn so that about half of them leave no way to fill the places. */
function roomOf(seed: number): Room {
  const numbers = seededNumbers(seed);
  const [places, kinds] = [2 + numbers.below(4), 2 + numbers.below(4)];
  const supply = Int32Array.from({ length: kinds }, () => numbers.below(4));
  const due = supply.map((most) => (numbers.happens(50) ? 0 : numbers.below(most + 1)));
  const domains = Int32Array.from({ length: places }, () => 1 + numbers.below(2 ** kinds - 1));
  return { places, domains, supply, due };
}

/** Whether the places can be filled, by trying everything. */
function canBeFilled({ places, domains, supply, due }: Room): boolean {
  const used = new Int32Array(supply.length);
  const from = (index: number): boolean => {
    if (index === places) return used.every((many, kind) => many >= due[kind]!);
    return Array.from(supply.keys()).some((kind) => {
      if (((domains[index]! >> kind) & 1) === 0 || used[kind]! >= supply[kind]!) return false;
      used[kind]! += 1;
      const filled = from(index + 1);
      used[kind]! -= 1;
      return filled;
    });
  };
  return from(0);
}

/** Whether none of the kinds may stand on any of the places, and that is too many of both. */
function isTooLittle({ places, domains, supply, due }: Room, room: TooLittleRoom): boolean {
  const kinds = Array.from(supply.keys());
  const named = kinds.filter((kind) => ((room.kinds[0]! >> kind) & 1) === 1);
  const sum = (of: readonly number[], many: Int32Array) =>
    of.reduce((total, kind) => total + many[kind]!, 0);
  const others = kinds.filter((kind) => !named.includes(kind));
  return (
    room.places.every((place) => (domains[place - 1]! & room.kinds[0]!) === 0) &&
    (sum(others, supply) < room.places.length || places - room.places.length < sum(named, due))
  );
}

describe('a matching', () => {
  it('fills the places exactly where that is possible, and otherwise says who has too little room', () => {
    const answers = range(1, 20_000).map((seed) => {
      const room = roomOf(seed);
      const { places, domains, supply, due } = room;
      const told = matchingOf(places, domains, supply, due).settle();
      const right = told === null ? canBeFilled(room) : isTooLittle(room, told);
      return { seed, told, right };
    });
    expect(answers.filter(({ right }) => !right).map(({ seed }) => seed)).toEqual([]);
    const filled = answers.filter(({ told }) => told === null).length;
    expect(filled).toBeGreaterThan(2000);
    expect(filled).toBeLessThan(18_000);
  });

  it('stays right while kinds are taken from places and given back', () => {
    const wrong = range(1, 3000).filter((seed) => {
      const room = roomOf(seed);
      const { places, domains, supply, due } = room;
      const numbers = seededNumbers(seed + 1_000_000);
      const matching = matchingOf(places, domains, supply, due);
      const cuts: { index: number; before: number }[] = [];
      return range(1, 30).some(() => {
        const back = numbers.happens(40) ? cuts.pop() : undefined;
        if (back) domains[back.index] = back.before;
        else {
          const index = numbers.below(places);
          const before = domains[index]!;
          const kept = before & numbers.below(2 ** supply.length);
          cuts.push({ index, before });
          domains[index] = kept;
          matching.lose(index + 1, 0, before & ~kept);
        }
        const told = matching.settle();
        return told === null ? !canBeFilled(room) : !isTooLittle(room, told);
      });
    });
    expect(wrong).toEqual([]);
  });

  it('knows kinds beyond the first word of bits', () => {
    const domains = Int32Array.of(0, 1 << 3, 0, 1 << 3);
    const supply = new Int32Array(40);
    supply[35] = 1;
    const told = matchingOf(2, domains, supply, new Int32Array(40)).settle();
    expect(told?.places.toSorted()).toEqual([1, 2]);
    expect((told!.kinds[1]! >> 3) & 1).toBe(0);
    supply[35] = 2;
    expect(matchingOf(2, domains, supply, new Int32Array(40)).settle()).toBeNull();
  });
});
