import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { countMarked, marks } from '../../../test/support/marked-election.js';
import { countRankings, type RankedElection } from '../../../test/support/ranked-election.js';
import { shownTally } from '../../../test/support/shown-count.js';
import { templatesDirectory } from '../../platform/templates-directory.js';
import { engineWithHelpers, partialPaths } from '../../platform/web/templates.js';
import { wordsIn, type Language, type Translate } from '../../platform/web/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { methodNames, methodOf } from '../domain/methods/catalogue.js';
import type { CountingMethod } from '../domain/tally/tally.js';
import type { ShownCount } from './working/shown-count.js';
import { workingView } from './working/working-view.js';

const names = ['Айгүл <b>', 'Болат', 'Виктор', 'Гүлнар'];

const render = pageTemplate();

/** The page template, strict as in the application. */
function pageTemplate(): (view: object) => string {
  const handlebars = engineWithHelpers(Handlebars);
  const read = (path: string): string => readFileSync(join(templatesDirectory, path), 'utf8');
  for (const [name, path] of Object.entries(partialPaths()))
    handlebars.registerPartial(name, read(path));
  return handlebars.compile(read('pages/voting/round-working.hbs'), { strict: true });
}

function pageOf(t: Translate, count: ShownCount): string {
  return render({
    t,
    title: 'Мәслихат',
    unit: 'Қостанай',
    state: 'жарияланған',
    sentence: null,
    onlyWithdrawn: null,
    recounted: null,
    back: '/',
    working: workingView(t, count, (file) => file),
    seed: null,
    hash: 'ab',
  });
}

const election: RankedElection = {
  candidates: 4,
  seats: 2,
  ballots: [
    [10, 0, 1],
    [5, 0, 2],
    [6, 1],
    [5, 2, 1],
    [3, 3, 2],
    [2, 3],
  ],
};

/** A count by the method, on whatever ballots it takes. */
function countedBy(name: string): ShownCount {
  const found = methodOf(name);
  if (!found.ok) throw new Error(`no method ${name}`);
  const method = found.value;
  if (method.forms.includes('ranking'))
    return shownTally(countRankings(method, election, [{ kind: 'lot' }]), names);
  return shownTally(
    countMarked(method, {
      form: formOf(method),
      seats: 1,
      ballots: [
        [3, marks([0, 1])],
        [2, marks([1, 1])],
      ],
    }),
    names,
  );
}

function formOf({ forms: [kind] }: CountingMethod): BallotForm {
  switch (kind) {
    case 'rating':
      return { kind, candidates: 4, marks: 2 };
    case 'cumulative':
      return { kind, candidates: 4, votes: 3, mostForOne: 2 };
    case 'score':
      return { kind, candidates: 4, highest: 5 };
    default:
      return { kind: 'single', candidates: 4 };
  }
}

const everyWay = methodNames.flatMap((method) =>
  (['kk', 'ru', 'en'] as const).map((language): [string, Language] => [method, language]),
);

describe('the page of a result with its working', () => {
  it.each(everyWay)('shows a count by %s in %s', (method, language) => {
    const html = pageOf(wordsIn(language), countedBy(method));
    expect(html).toContain('Айгүл &lt;b&gt;');
    expect(html).not.toContain('Айгүл <b>');
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    // The picture or the bars, and the same numbers as a table.
    expect(html).toContain('<table');
  });
});
