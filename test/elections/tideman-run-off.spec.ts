import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantRunOff } from '../../src/voting/domain/methods/irv.js';
import { countRanked, readPreferences } from '../support/preference-lines.js';

/**
 * Winners of the run-off in elections of Tideman's collection, as Condorcet PHP (github.com/julien-boudry/Condorcet) gives
 * them. Only the winner is compared, and only where nothing is tied: it breaks ties by a rule of its own, and after a
 * majority it takes the winner out and passes on the winner's ballots to rank the others. The ballots are not part of this
 * repository: IRIKTEU_ELECTIONS names a folder with tideman/NAME.cvotes and tideman/NAME.expected.json.
 */
const folder = join(process.env['IRIKTEU_ELECTIONS'] ?? '', 'tideman');
const irv = instantRunOff({ elimination: 'single', stop: 'majority', several: 'bottom-up' });

const untied = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.cvotes'))
      .map((file) => file.replace('.cvotes', ''))
      .flatMap((name) => {
        const text = readFileSync(join(folder, `${name}.cvotes`), 'utf8').replace(/ +/g, ' ');
        const candidates = /#\/Candidates:(.*)/.exec(text)?.[1]?.split(';') ?? [];
        const election = readPreferences(
          text,
          candidates.map((candidate) => candidate.trim()),
        );
        const { elected, ties } = countRanked(irv, election);
        const winner = elected.map((position) => election.candidates[position]).join();
        return ties.length === 0 ? [{ name, winner }] : [];
      })
  : [];

const present = untied.length > 0;

(present ? describe : describe.skip)('the run-off winners of Condorcet PHP', () => {
  it.each(present ? untied : [{ name: 'no election', winner: '' }])(
    'of election $name',
    ({ name, winner }) => {
      const expected = JSON.parse(
        readFileSync(join(folder, `${name}.expected.json`), 'utf8'),
      ) as Record<string, string>;
      const [first = ''] = (expected['Instant-runoff'] ?? '').split('>');
      expect(winner).toBe(first.trim().replace(/ +/g, ' '));
    },
  );

  it('are more than a few', () => {
    expect(untied.length).toBeGreaterThanOrEqual(10);
  });
});
