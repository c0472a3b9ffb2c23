import { fiveViews, type FiveViews, type ViewsQuestion } from './five-views.js';
import { viewKeys } from './list-query.js';

const orders = {
  'as-voted': ['a', 'b', 'c'],
  'after-quotas': ['a', 'd', 'b'],
  'after-interventions': ['new', 'a', 'd'],
  'as-filed': ['a', 'd', 'new'],
  mandates: ['new', 'd'],
};
const merit = new Map(['a', 'b', 'c', 'd'].map((id, index) => [id, index + 1]));
const show = (more: Partial<ViewsQuestion> = {}): FiveViews =>
  fiveViews(orders, {
    shown: viewKeys,
    person: null,
    isShown: () => true,
    merit: (id) => merit.get(id) ?? null,
    ...more,
  });
const cells = (views: FiveViews, column: number): (readonly unknown[])[] =>
  views.rows.map(({ cells: row }) => {
    const cell = row[column]!;
    return [cell.person, cell.mark, ...(cell.leaves ? ['leaves'] : [])];
  });

describe('the five views', () => {
  it('say who leaves the list in the next view', () => {
    expect(cells(show(), 0)).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', '', 'leaves'],
    ]);
  });

  it('say how far each person moved from the view on the left, from below the list too', () => {
    expect(cells(show(), 1)).toEqual([
      ['a', ''],
      ['d', '▲ 2'],
      ['b', '▼ 1', 'leaves'],
    ]);
  });

  it('mark who came in by a decision', () => {
    expect(cells(show(), 2)).toEqual([
      ['new', '+'],
      ['a', '▼ 1'],
      ['d', '▼ 1'],
    ]);
  });

  it('name the ranked place behind an alphabetical line and behind a seat', () => {
    expect(cells(show(), 3)).toEqual([
      ['a', '№ 2'],
      ['d', '№ 3'],
      ['new', '№ 1'],
    ]);
    expect(cells(show(), 4)).toEqual([
      ['new', '№ 1'],
      ['d', '№ 3'],
      [null, ''],
    ]);
  });

  it('mark one person in every view where they stand', () => {
    const chosen = show({ person: 'd' }).rows.map(({ cells: row }) => row.map((one) => one.chosen));
    expect(chosen).toEqual([
      [false, false, false, false, false],
      [false, true, false, true, true],
      [false, false, true, false, false],
    ]);
  });

  it('leave out whom the filter leaves out, and keep the place', () => {
    const views = show({ isShown: (id) => id === 'd' });
    expect(cells(views, 1)).toEqual([
      [null, ''],
      ['d', '▲ 2'],
      [null, ''],
    ]);
    expect(views.rows[0]?.cells[1]?.leftOut).toBe(true);
  });

  it('show the columns asked for, as long as the longest of them', () => {
    const views = show({ shown: ['mandates', 'as-voted'] });
    expect(views.columns).toEqual(['as-voted', 'mandates']);
    expect(show({ shown: ['mandates'] }).rows).toHaveLength(2);
  });
});
