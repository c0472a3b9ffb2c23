import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { borda } from '../../src/voting/domain/methods/borda.js';
import { copeland } from '../../src/voting/domain/methods/copeland.js';
import { minimax } from '../../src/voting/domain/methods/minimax.js';
import { rankedPairs } from '../../src/voting/domain/methods/ranked-pairs.js';
import { schulze } from '../../src/voting/domain/methods/schulze.js';
import { countRanked, rankingInWords, readPreferences } from '../support/preference-lines.js';

/**
 * Complete rankings of twenty elections of Tideman's collection, as Condorcet PHP (github.com/julien-boudry/Condorcet) gives
 * them. The ballots are not part of this repository: IRIKTEU_ELECTIONS names a folder with tideman/NAME.cvotes and
 * tideman/NAME.expected.json.
 */
const folder = join(process.env['IRIKTEU_ELECTIONS'] ?? '', 'tideman');
const elections = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.cvotes'))
      .map((file) => file.replace('.cvotes', ''))
  : [];

const unranked = 'last';
const methods = {
  BordaCount: borda({ tail: 'average', lowest: 1 }),
  Copeland: copeland({ unranked }),
  'Minimax Winning': minimax({ variant: 'winning', unranked }),
  'Minimax Margin': minimax({ variant: 'margins', unranked }),
  'Minimax Opposition': minimax({ variant: 'opposition', unranked }),
  'Ranked Pairs Winning': rankedPairs({ variant: 'winning', unranked }),
  'Ranked Pairs Margin': rankedPairs({ variant: 'margins', unranked }),
  'Schulze Winning': schulze({ variant: 'winning', unranked }),
  'Schulze Margin': schulze({ variant: 'margins', unranked }),
};

/** Inner spaces of names differ between the two files. */
function normal(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

function sorted(ranking: string): string {
  return ranking
    .split('>')
    .map((rank) => rank.split('=').map(normal).sort().join(' = '))
    .join(' > ');
}

const present = elections.length > 0;

(present ? describe : describe.skip)('the rankings of Condorcet PHP', () => {
  it.each(present ? elections : ['no election'])('of election %s', (name) => {
    const text = readFileSync(join(folder, `${name}.cvotes`), 'utf8');
    const candidates = /#\/Candidates:(.*)/.exec(text)?.[1]?.split(';').map(normal) ?? [];
    const election = readPreferences(text.replace(/ +/g, ' '), candidates);
    const expected = JSON.parse(
      readFileSync(join(folder, `${name}.expected.json`), 'utf8'),
    ) as Record<string, string>;
    const counted = Object.entries(methods).map(([method, counting]) => [
      method,
      rankingInWords(countRanked(counting, election).ranking, election.candidates),
    ]);
    expect(Object.fromEntries(counted)).toEqual(
      Object.fromEntries(
        Object.keys(methods).map((method) => [method, sorted(expected[method] ?? '')]),
      ),
    );
    expect(election.candidates).toHaveLength(candidates.length);
  });
});
