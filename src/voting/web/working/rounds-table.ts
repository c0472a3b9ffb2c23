import type { Translate } from '../../../platform/web/index.js';
import type { CountingRound } from '../../domain/tally/tally.js';
import { minus, readExact, writeChange, writeExact, type Exact } from './exact-text.js';
import {
  electionRounds,
  exclusionRounds,
  inFinalOrder,
  nameAt,
  votesAt,
  type ShownCount,
} from './shown-count.js';

/** What was decided on a candidate in a round, in words. */
export interface RoundMark {
  readonly word: string;
  readonly tone: 'good' | 'bad';
}

/** The votes of one candidate in one round. */
export interface RoundCell {
  readonly votes: string;
  readonly change: string | null;
  readonly mark: RoundMark | null;
  readonly keeps: string | null;
}

/** The rounds of a count as a table: candidates as rows, rounds as columns, and what else there is below them. */
export interface RoundsTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly RoundCell[] }[];
  readonly below: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** The table of the rounds, in the order of the final ranking; a round for each place where they are filled in turn. */
export function roundsTable(t: Translate, count: ShownCount): RoundsTable {
  const { rounds } = count;
  const turns = count.working.kind === 'turns';
  const decided = { elected: electionRounds(rounds), excluded: exclusionRounds(rounds) };
  return {
    columns: rounds.map(({ number }) =>
      t(`voting-working.${turns ? 'turns' : 'rounds'}.column`, { number }),
    ),
    rows: inFinalOrder(count).map((position) => ({
      name: nameAt(count, position),
      cells: rounds.map((_, index) => cellOf(t, rounds, { position, index, decided, turns })),
    })),
    below: rowsBelow(t, rounds),
  };
}

interface CellPlace {
  readonly position: number;
  readonly index: number;
  /** Whether each round fills a place: what somebody with a place shows later is not a number of that round. */
  readonly turns: boolean;
  readonly decided: {
    readonly elected: ReadonlyMap<number, number>;
    readonly excluded: ReadonlyMap<number, number>;
  };
}

function cellOf(
  t: Translate,
  rounds: readonly CountingRound[],
  { position, index, decided, turns }: CellPlace,
): RoundCell {
  const round = rounds[index];
  const before = rounds[index - 1];
  const excludedIn = decided.excluded.get(position);
  if (!round) return { votes: '—', change: null, mark: null, keeps: null };
  const votes = votesAt(round, position);
  const electedIn = decided.elected.get(position);
  const out = turns
    ? electedIn !== undefined && electedIn < index
    : excludedIn !== undefined && excludedIn < index && votes.numerator === 0n;
  const keeps = keepFactor(round, position);
  return {
    votes: out ? '—' : writeExact(t.language, votes),
    change:
      before && !turns ? writeChange(t.language, minus(votes, votesAt(before, position))) : null,
    mark:
      excludedIn === index
        ? { word: t('voting-working.rounds.excluded'), tone: 'bad' }
        : electedIn === index
          ? { word: t(`voting-working.${turns ? 'turns' : 'rounds'}.elected`), tone: 'good' }
          : null,
    keeps:
      keeps === null || out
        ? null
        : t('voting-working.rounds.keeps', { factor: writeExact(t.language, keeps) }),
  };
}

/** With which factor a candidate keeps votes; null where all of them are kept. */
function keepFactor({ keepFactors }: CountingRound, position: number): Exact | null {
  const text = keepFactors?.[position];
  if (text === undefined) return null;
  const factor = readExact(text);
  return factor.numerator === factor.denominator ? null : factor;
}

function rowsBelow(t: Translate, rounds: readonly CountingRound[]): RoundsTable['below'] {
  const rows = [
    { key: 'quota', of: ({ quota }: CountingRound) => quota },
    { key: 'non-transferable', of: ({ nonTransferable }: CountingRound) => nonTransferable },
    { key: 'lost', of: ({ roundingLoss }: CountingRound) => roundingLoss },
  ];
  return rows
    .filter(({ of }) => rounds.some((round) => of(round) !== undefined))
    .map(({ key, of }) => ({
      name: t(`voting-working.rounds.${key}`),
      cells: rounds.map((round) => {
        const text = of(round);
        return text === undefined ? '—' : writeExact(t.language, readExact(text));
      }),
    }));
}
