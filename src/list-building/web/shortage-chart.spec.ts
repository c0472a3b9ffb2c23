import { wordsIn } from '../../platform/web/index.js';
import { shortageChart } from './shortage-chart.js';

const t = wordsIn('en');
const quotas = new Map([['youth', { kk: 'Жастар', ru: 'Молодёжь', en: 'Young people' }]]);

describe('the picture of what is missing', () => {
  it('has a bar of those there and of those missing: 10 of 13 needed', () => {
    const { bars, conflict, height } = shortageChart(
      { conflict: ['youth'], shortage: [{ quota: 'youth', of: 'members', needs: 13, has: 10 }] },
      quotas,
      t,
    );
    expect(conflict).toEqual(['“Young people”']);
    expect(height).toBe(44);
    // Three quarters of 260 for the 13 needed: 15 a person.
    expect(bars).toEqual([
      {
        ...{ name: '“Young people”', needs: 13, has: 10, missing: 3, y: 0 },
        ...{ hasWidth: 150, missingWidth: 45, needsX: 201 },
      },
    ]);
  });

  it('names people outside a group, and people at all', () => {
    const { bars } = shortageChart(
      {
        conflict: [],
        shortage: [
          { quota: 'youth', of: 'others', needs: 2, has: 1 },
          { quota: null, of: 'people', needs: 10, has: 4 },
        ],
      },
      quotas,
      t,
    );
    expect(bars.map(({ name, y }) => [name, y])).toEqual([
      ['Outside “Young people”', 0],
      ['All candidates', 44],
    ]);
  });

  it('is empty where nothing is short', () => {
    expect(shortageChart({ conflict: [], shortage: [] }, quotas, t).bars).toEqual([]);
  });
});
