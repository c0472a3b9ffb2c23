import { countMarked, marks } from '../../../../test/support/marked-election.js';
import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import { shownTally } from '../../../../test/support/shown-count.js';
import { wordsIn } from '../../../platform/web/index.js';
import { methodNames, methodOf } from '../../domain/methods/catalogue.js';
import type { CountingMethod, Working } from '../../domain/tally/tally.js';
import { gradeBars, gradeBarWidth, medianGrade } from './grade-bars.js';
import { pairwiseTables } from './pairwise-tables.js';
import { placesTable } from './places-table.js';
import { roundStories } from './round-sentences.js';
import { roundsTable } from './rounds-table.js';
import type { ShownCount } from './shown-count.js';
import { sumBars } from './sum-bars.js';
import { workingCsv, workingFiles } from './working-tables.js';
import { workingView } from './working-view.js';

const en = wordsIn('en');
const names = ['Айгүл', 'Болат', 'Виктор', 'Гүлнар'];

function method(name: string): CountingMethod {
  const found = methodOf(name);
  if (!found.ok) throw new Error(`no method ${name}`);
  return found.value;
}

/** A circle: Айгүл beats Болат 8 : 4, Болат beats Виктор 9 : 3, Виктор beats Айгүл 7 : 5; all beat Гүлнар. */
const circle: RankedElection = {
  candidates: 4,
  seats: 1,
  ballots: [
    [5, 0, 1, 2, 3],
    [4, 1, 2, 0, 3],
    [3, 2, 0, 1, 3],
  ],
};

function ranked(name: string, election: RankedElection = circle): ShownCount {
  return shownTally(countRankings(method(name), election, [{ kind: 'lot' }]), names);
}

/** Three candidates graded from 0 to 3; the numbers are candidate and grade. */
function graded(...ballots: readonly (readonly [number, number])[][]): ShownCount {
  return scored('majority-judgment', ballots);
}

function scored(
  name: string,
  ballots: readonly (readonly (readonly [number, number])[])[],
): ShownCount {
  const tally = countMarked(method(name), {
    form: { kind: 'score', candidates: 3, highest: 3 },
    seats: 1,
    ballots: ballots.map((pairs) => [1, marks(...pairs)]),
  });
  return shownTally(tally, names.slice(0, 3));
}

function workingOf<Kind extends Working['kind']>(
  { working }: ShownCount,
  kind: Kind,
): Extract<Working, { readonly kind: Kind }> {
  if (working.kind !== kind) throw new Error(`${working.kind} is not ${kind}`);
  return working as Extract<Working, { readonly kind: Kind }>;
}

describe('pairwiseTables', () => {
  it('marks who wins in the text of the cell, and says who beats everybody', () => {
    const count = ranked('copeland');
    const { winner, preferred } = pairwiseTables(en, count, workingOf(count, 'pairwise'));
    expect(winner).toBe('Nobody beats everybody else two by two.');
    const row = preferred.rows.find(({ name }) => name === 'Айгүл');
    const order = preferred.columns.map(({ name }) => name);
    const cell = (name: string): string | undefined => row?.cells[order.indexOf(name)]?.text;
    expect([cell('Болат'), cell('Виктор'), cell('Гүлнар'), cell('Айгүл')]).toEqual([
      '✓ 8',
      '5',
      '✓ 12',
      '—',
    ]);
    expect(row?.record).toBe('2 – 1 – 0');
    expect(row?.cells[order.indexOf('Виктор')]?.title).toBe('Айгүл loses to Виктор, 5 : 7');
  });

  it('names a Condorcet winner', () => {
    const count = ranked('copeland', {
      ...circle,
      ballots: [
        [2, 0, 1, 2, 3],
        [1, 1, 0],
      ],
    });
    expect(pairwiseTables(en, count, workingOf(count, 'pairwise')).winner).toBe(
      'Айгүл beats everybody else two by two.',
    );
  });

  it('shows the strongest paths of Schulze', () => {
    const count = ranked('schulze');
    const { paths } = pairwiseTables(en, count, workingOf(count, 'pairwise'));
    // From Виктор to Болат over Айгүл: 7 against 8, so 7; back 9.
    const order = paths?.columns.map(({ name }) => name) ?? [];
    const row = paths?.rows.find(({ name }) => name === 'Виктор');
    expect(row?.cells[order.indexOf('Болат')]?.text).toMatch(/^7/);
    expect(row?.cells[order.indexOf('Болат')]?.tone).toBe('loses');
  });

  it('lists the pairs as they were taken up, with those skipped', () => {
    const count = ranked('ranked-pairs');
    const { locks } = pairwiseTables(en, count, workingOf(count, 'pairwise'));
    expect(locks?.slice(-3).map(({ sentence, state }) => `${sentence} ${state}`)).toEqual([
      'Болат > Виктор: 9 locked',
      'Айгүл > Болат: 8 locked',
      'Виктор > Айгүл: 7 skipped, contradicts those locked',
    ]);
  });

  it('says with how many preferences the best order of Kemeny agrees', () => {
    const count = ranked('kemeny');
    // Айгүл, Болат, Виктор, Гүлнар: 8 + 5 + 12 + 9 + 12 + 12.
    expect(pairwiseTables(en, count, workingOf(count, 'pairwise')).best).toBe(
      'This order agrees with 58 preferences of voters between two candidates, and no order agrees with more. Orders that do: 1.',
    );
  });
});

describe('gradeBars', () => {
  const count = graded(
    [
      [0, 3],
      [1, 1],
    ],
    [
      [0, 2],
      [1, 3],
    ],
    [
      [0, 2],
      [1, 0],
    ],
    [
      [0, 0],
      [1, 0],
      [2, 1],
    ],
  );

  it('has parts that fill the bar, the best grade first', () => {
    const { rows } = gradeBars(en, count, workingOf(count, 'grades'));
    for (const { parts } of rows)
      expect(parts.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(gradeBarWidth, 1);
    expect(rows[0]?.name).toBe('Айгүл');
    expect(rows[0]?.parts.map(({ title }) => title)).toEqual([
      'Айгүл, Grade 3: 1',
      'Айгүл, Grade 2: 2',
      'Айгүл, Grade 0: 1',
    ]);
  });

  it('finds the same medians as the method', () => {
    const { rows } = gradeBars(en, count, workingOf(count, 'grades'));
    expect(rows.map(({ name, median }) => `${name} ${median}`)).toEqual([
      'Айгүл median 2',
      'Болат median 0',
      'Виктор median 0',
    ]);
    const { counts } = workingOf(count, 'grades');
    expect(counts.map((given) => String(medianGrade(given)))).toEqual(count.rounds[0]?.votes);
    expect(rows[0]?.cells).toEqual([
      { text: '1', median: false },
      { text: '2', median: true },
      { text: '0', median: false },
      { text: '1', median: false },
    ]);
  });

  it('calls the grades what the rules call them', () => {
    const called = { ...count, grades: ['төмен', 'орта', 'жақсы', 'үздік'] };
    const { columns, rows } = gradeBars(wordsIn('kk'), called, workingOf(called, 'grades'));
    expect(columns).toEqual(['үздік', 'жақсы', 'орта', 'төмен']);
    expect(rows[0]?.median).toBe('медиана жақсы');
    expect(workingCsv(en, called, 'grades')).toContain('Айгүл,2,жақсы,2');
  });

  it('has no median without voters', () => {
    expect(medianGrade([0, 0])).toBeNull();
  });
});

describe('placesTable', () => {
  const count = ranked('list-place-cumulative', { ...circle, seats: 3 });

  it('cumulates the votes and marks the place won', () => {
    const { columns, rows } = placesTable(en, count, workingOf(count, 'places'));
    expect(columns).toEqual(['Place 1', 'Places 1–2', 'Places 1–3', 'Places 1–4']);
    // Place 1: 5, 4, 3; places 1 to 2: Болат 4 + 5, Виктор 3 + 4.
    expect(rows.map(({ name }) => name)).toEqual(['Айгүл', 'Болат', 'Виктор', 'Гүлнар']);
    expect(rows[1]?.cells.slice(0, 2)).toEqual([
      { together: '4', own: '4', won: false },
      { together: '9', own: '5', won: true },
    ]);
  });

  it('is told place by place', () => {
    expect(roundStories(en, count).map(({ title, sentences }) => [title, ...sentences])).toEqual([
      ['Place 1', 'Айгүл (5) has the highest figure and takes the place.'],
      ['Place 2', 'Болат (9) has the highest figure and takes the place.'],
      ['Place 3', 'Виктор (12) has the highest figure and takes the place.'],
    ]);
  });
});

describe('roundsTable of a list filled in turn', () => {
  it('shows no figure of who has a place already', () => {
    const tally = countMarked(method('list-pav'), {
      form: { kind: 'rating', candidates: 3, marks: 3 },
      seats: 2,
      ballots: [
        [2, marks([0, 1], [1, 1])],
        [1, marks([0, 1])],
        [2, marks([2, 1])],
      ],
    });
    const table = roundsTable(en, shownTally(tally, names.slice(0, 3)));
    expect(table.columns).toEqual(['Place 1', 'Place 2']);
    expect(table.rows.map(({ name, cells }) => [name, ...cells.map(({ votes }) => votes)])).toEqual(
      [
        ['Айгүл', '3', '—'],
        ['Виктор', '2', '2'],
        ['Болат', '2', '1'],
      ],
    );
    expect(table.rows[1]?.cells[1]?.mark?.word).toBe('takes the place');
  });
});

describe('sumBars', () => {
  it('shows exact numbers beside bars in their proportion', () => {
    const count = scored('score', [
      [
        [0, 3],
        [1, 1],
      ],
      [
        [0, 3],
        [1, 2],
      ],
    ]);
    const [round] = count.rounds;
    const bars = round ? sumBars(wordsIn('ru'), count, round).bars : [];
    expect(bars.map(({ name, votes, width }) => [name, votes, width])).toEqual([
      ['1. Айгүл', '6', 500],
      ['2. Болат', '3', 250],
      ['3. Виктор', '0', 0],
    ]);
  });

  it('draws no bar backwards', () => {
    const count = ranked('copeland');
    const round = { number: 1, votes: ['-5', '10', '0', '2.5'], elected: [], excluded: [] };
    expect(
      sumBars(en, count, round)
        .bars.map(({ width }) => width)
        .sort(),
    ).toEqual([0, 0, 125, 500]);
  });
});

describe('workingCsv', () => {
  it('has one number to a row and a head in the language of the reader', () => {
    const csv = workingCsv(wordsIn('ru'), ranked('ranked-pairs'), 'locks');
    expect(csv?.split('\n').slice(0, 1)).toEqual(['\ufeffКого,Выше кого,Сила,Состояние']);
    expect(csv).toContain('Виктор,Айгүл,7,пропущена: противоречит принятым');
  });

  it('writes every table of each kind of working, and no other', () => {
    const files = (count: ShownCount): readonly string[] => workingFiles(en, count);
    expect(files(ranked('schulze'))).toEqual(['result', 'pairs']);
    expect(files(ranked('stv-scottish'))).toEqual(['result', 'rounds', 'transfers']);
    expect(files(ranked('list-place-cumulative'))).toEqual(['result', 'places']);
    expect(files(graded([[0, 1]]))).toEqual(['result', 'grades']);
    expect(workingCsv(en, ranked('schulze'), 'grades')).toBeNull();
  });

  it('keeps a name that a spreadsheet would take for a formula a text', () => {
    const count = { ...ranked('borda'), names: ['=1+1', '+7', '-1', '@x'] };
    const csv = workingCsv(en, count, 'rounds') ?? '';
    for (const name of ["'=1+1", "'+7", "'-1", "'@x"]) expect(csv).toContain(`,${name},`);
    expect(csv).not.toMatch(/,[=+@]/);
  });

  it('has the transfers that the rounds differ by', () => {
    const election: RankedElection = {
      ...circle,
      ballots: [
        [5, 0],
        [4, 1],
        [3, 2, 1],
      ],
    };
    const csv = workingCsv(en, ranked('irv', election), 'transfers');
    expect(csv?.trim().split('\n').slice(1)).toEqual(['2,Виктор,Болат,3']);
  });
});

/** The list is Айгүл and Болат; among those two Болат has more first choices. */
const listed: RankedElection = {
  candidates: 4,
  seats: 2,
  ballots: [
    [4, 3, 1],
    [3, 1, 3],
    [1, 0],
    [1, 0, 1, 2],
    [4, 0, 1],
  ],
};

describe('workingView', () => {
  it.each(['kk', 'ru', 'en'] as const)('has a name in %s for every method there is', (language) => {
    const t = wordsIn(language);
    const count = ranked('schulze');
    for (const name of methodNames) {
      const { method: title } = workingView(t, { ...count, method: name }, (file) => file);
      expect(title.length).toBeGreaterThan(10);
    }
  });

  it('shows a list made by several counts count by count', () => {
    const { counts } = workingView(en, ranked('list-stv-bottom-up', listed), (file) => file);
    expect(counts.map(({ title, rounds }) => [title, rounds?.columns.length])).toEqual([
      ['First count: who is on the list', 3],
      ['Count for place 2', 1],
    ]);
    expect(counts[1]?.rounds?.rows.map(({ name }) => name)).toEqual(['Болат', 'Айгүл']);
  });

  it('leads to its files', () => {
    const { files } = workingView(en, ranked('schulze'), (file) => `/result/${file}`);
    expect(files).toEqual([
      { label: 'result', href: '/result/result.csv' },
      { label: 'pairs', href: '/result/pairs.csv' },
    ]);
  });
});
