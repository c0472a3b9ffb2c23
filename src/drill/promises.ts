import { readFile } from 'node:fs/promises';
import type { RoundId } from '../kernel/ids.js';
import type { RoundCount } from '../voting/index.js';
import type { BundlesVerified } from './bundles.js';
import { withClient } from './electorate.js';
import { actBytes, outcome, outcomeBytes } from './voters/acts.js';
import type { ShareAnswers } from './trustees.js';
import type { VotersSummary } from './voters/messages.js';
import type { HeadsHeld, Watcher } from './watcher.js';

/** What the system promises, and whether it was kept. */
export interface Judgement {
  readonly promise: string;
  readonly kept: boolean;
  /** The numbers that show it. */
  readonly shown: string;
}

/** What is known of a round when everything is over. */
export interface DrilledRound {
  readonly id: RoundId;
  /** Ballots whose voters have a receipt. */
  readonly accepted: number;
  readonly box: number;
  /** Ballots with a receipt that are not in the box, and ballots in it that nobody has a receipt of. */
  readonly lost: number;
  readonly strange: number;
  readonly serials: number;
  readonly issued: number;
  readonly heads: HeadsHeld;
  /** Null: the round was not counted or not published. */
  readonly result: RoundCount | null;
}

/** Holds what the voters know against what the system says. */
export function judge(
  rounds: readonly DrilledRound[],
  voters: VotersSummary,
  shares: ShareAnswers,
): Judgement[] {
  const sum = (of: (round: DrilledRound) => number): number =>
    rounds.reduce((all, round) => all + of(round), 0);
  const accepted = sum((round) => round.accepted);
  const lost = sum((round) => round.lost);
  const strange = sum((round) => round.strange);
  const cast = sum(({ box }) => box);
  const broken = sum(({ heads }) => heads.broken);
  const counted = sum(({ result }) => result?.online.cast ?? 0);
  const differing = rounds.filter(
    (round, at) => !sameTotals(round, voters.rounds[at]?.votes ?? []),
  );
  const overIssued = rounds.filter(({ issued, box }) => issued < box);
  const { late, faults, receiptsVerified, answers } = voters;
  return [
    {
      promise: 'Every accepted ballot is in the box',
      kept: lost === 0 && accepted > 0,
      shown: `${accepted} receipts, ${lost} not in the box`,
    },
    {
      promise: 'Nothing else is in the box',
      kept: strange === 0,
      shown: `${strange} ballots without a receipt`,
    },
    {
      promise: 'The public log only grows, and ends with every ballot in it',
      kept: broken === 0 && rounds.every(({ heads }) => heads.complete),
      shown: `${sum(({ heads }) => heads.seen)} signed heads seen from outside while people voted, ${broken} not of the final log`,
    },
    {
      promise: 'Nobody is counted twice',
      kept: sum(({ serials }) => serials) === cast && counted === cast && cast === accepted,
      shown: `${counted} ballots counted, ${sum(({ serials }) => serials)} serials`,
    },
    {
      promise: 'The totals are what the voters chose',
      kept: differing.length === 0,
      shown: `${rounds.length - differing.length} of ${rounds.length} rounds agree with the voters' own tally`,
    },
    {
      promise: 'Not more ballots than authorisations',
      kept: overIssued.length === 0,
      shown: `${sum(({ issued }) => issued)} authorised, ${cast} cast`,
    },
    {
      promise: 'No box is opened before its closing, and none with a wrong share',
      kept: shares.early === 'round-not-closed' && shares.corrupted === 'share-does-not-match',
      shown: `trustees were told "${shares.early}" and "${shares.corrupted}"`,
    },
    {
      promise: 'Nothing is accepted after the closing',
      kept: faults.every((fault) => !fault.includes('after the closing')) && late.refused > 0,
      shown:
        `last ballots: ${late.accepted} accepted, the latest sent ${late.lastAccepted} ms before the closing; ` +
        `${late.refused} refused, the first answered ${late.firstRefused} ms after it`,
    },
    {
      promise: 'Receipts are signed and name the ballot that was sent',
      kept: receiptsVerified > 0,
      shown: `every hash compared, ${receiptsVerified} signatures verified`,
    },
    {
      promise: 'Every attempt gets the answer that belongs to it',
      kept: faults.length === 0,
      shown: faults[0] ?? `${answers['fault'] ?? 0} answers out of place`,
    },
  ];
}

function sameTotals({ result }: DrilledRound, votes: readonly number[]): boolean {
  if (!result) return false;
  const of = new Map(result.candidates.map(({ candidacyId, votes: got }) => [candidacyId, got]));
  return result.positions.every((id, position) => of.get(id) === votes[position]);
}

/** Whether the archives of rounds hold what anybody can check without the server. */
export function judgeBundles({ bundles, wrong }: BundlesVerified): Judgement {
  return {
    promise: 'Anybody can verify a round from its archive alone',
    kept: bundles > 0 && wrong.length === 0,
    shown: wrong[0] ?? `${bundles} archives verified`,
  };
}

/** How many of the ones are not among the others. */
function missing(ones: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const one of ones) if (!others.has(one)) count++;
  return count;
}

/** What to hold a box against. */
export interface Evidence {
  readonly outcomes: Outcomes;
  readonly watcher: Watcher;
  readonly result: RoundCount | null;
}

/** Reads the box of the round at a place straight from the table, not through the program, and holds it against the evidence. */
export async function lookIntoBox(
  databaseUrl: string,
  id: RoundId,
  place: number,
  { outcomes, watcher, result }: Evidence,
): Promise<DrilledRound> {
  const accepted = outcomes.acceptedIn(place);
  return await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ leaf: Buffer }>(
      'SELECT leaf_hash AS leaf FROM voting_ballot WHERE round_id = $1 ORDER BY leaf_index',
      [id],
    );
    const counts = await client.query<{ serials: number; issued: number }>(
      `SELECT (SELECT count(DISTINCT serial)::integer FROM voting_ballot WHERE round_id = $1) AS serials,
              (SELECT count(*)::integer FROM voting_participation WHERE round_id = $1) AS issued`,
      [id],
    );
    const { serials = 0, issued = 0 } = counts.rows[0] ?? {};
    const box = new Set(rows.map(({ leaf }) => leaf.toString('hex')));
    return {
      id,
      accepted: accepted.size,
      box: box.size,
      lost: missing(accepted, box),
      strange: missing(box, accepted),
      serials,
      issued,
      heads: watcher.hold(
        place,
        rows.map(({ leaf }) => leaf),
      ),
      result,
    };
  });
}

/** The leaf hashes with a receipt, round by round, from the file the voters wrote. */
export class Outcomes {
  private constructor(
    private readonly acts: Buffer,
    private readonly outcomes: Buffer,
  ) {}

  static async read(actsFile: string, outcomesFile: string): Promise<Outcomes> {
    return new Outcomes(await readFile(actsFile), await readFile(outcomesFile));
  }

  acceptedIn(round: number): Set<string> {
    const found = new Set<string>();
    for (let at = 0; at < this.outcomes.length / outcomeBytes; at++) {
      if (this.acts.readUInt16BE(at * actBytes + 32) !== round) continue;
      const from = at * outcomeBytes;
      if (this.outcomes[from] !== outcome.accepted) continue;
      found.add(this.outcomes.toString('hex', from + 1, from + outcomeBytes));
    }
    return found;
  }

  /** Votes that ended in no answer at all. */
  get open(): number {
    let count = 0;
    for (let from = 0; from < this.outcomes.length; from += outcomeBytes)
      if (this.outcomes[from] === outcome.none) count++;
    return count;
  }
}
