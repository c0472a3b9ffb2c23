import { buildList } from '../domain/build-list.js';
import { readListInput } from '../domain/read-list-input.js';
import type { SolveWholeProgram } from '../domain/whole-program.js';
import { loadHighsSolver } from './highs-solver.js';

/**
 * Likud, December 2008: places in the lower part were reserved for women, and four women then won places in the first
 * twenty on votes. The election committee ruled the reservation fulfilled and moved the block of district and sector
 * places up: Feiglin fell from 20 to 36, Ratzon from 24 to 37, Yatom from 29 to 38. The Kadima court decided the same
 * question the other way in the same month. Sources: jpost.com/israel/demoted-likud-candidates-go-to-tel-aviv-court,
 * israelnationalnews.com/news/129057, jpost.com/israel/kadima-decides-not-to-move-down-women. The places of the block
 * beyond these three names are ours.
 */
describe('the reserved places of Likud 2008', () => {
  let solve: SolveWholeProgram;
  beforeAll(async () => {
    solve = await loadHighsSolver();
  });

  const national = Array.from({ length: 22 }, (_, index) => ({
    id: { 19: 'Feiglin', 20: 'Ratzon', 21: 'Yatom' }[index] ?? `national-${index + 1}`,
    groups: [3, 8, 12, 16].includes(index) ? ['woman'] : ['man'],
  }));
  const sector = Array.from({ length: 16 }, (_, index) => ({
    id: `sector-${index + 1}`,
    groups: ['sector', 'man'],
  }));
  const placesOfThree = (slots: readonly number[], women: object[] = []) => {
    const read = readListInput({
      places: 38,
      candidates: [...national, ...sector],
      quotas: [
        ...slots.map((place) => ({
          id: `sector-${place}`,
          group: ['sector'],
          scope: { kind: 'place', place },
        })),
        ...women,
      ],
    });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const outcome = buildList(read.value, solve);
    if (outcome.status !== 'built') throw new Error(JSON.stringify(outcome));
    return ['Feiglin', 'Ratzon', 'Yatom'].map(
      (name) => outcome.list.find(({ candidate }) => candidate === name)?.place,
    );
  };
  const reservedForWoman = (place: number, usedUpByElected: boolean) => ({
    id: `woman-${place}`,
    group: ['woman'],
    scope: { kind: 'place', place },
    usedUpByElected,
  });

  it('stands at 20, 24 and 29 where the block stays', () => {
    const stay = [21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 37, 38];
    expect(placesOfThree(stay)).toEqual([20, 24, 29]);
  });

  it('stands at 36, 37 and 38 where the block moves up', () => {
    const movedUp = Array.from({ length: 16 }, (_, index) => 20 + index);
    expect(placesOfThree(movedUp)).toEqual([36, 37, 38]);
  });

  it('loses nothing to a women’s place that the four elected women use up', () => {
    const stay = [21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 37, 38];
    const women = [20, 24, 29].map((place) => reservedForWoman(place, true));
    expect(placesOfThree(stay, women)).toEqual([20, 24, 29]);
  });

  it('gives the place to a woman where the reservation stays (Kadima 2008)', () => {
    const stay = [21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 37, 38];
    // One of the four women gives her place above to the next man and stands on the reserved one.
    expect(placesOfThree(stay, [reservedForWoman(20, false)])).toEqual([19, 24, 29]);
  });
});
