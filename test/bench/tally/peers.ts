import { readFileSync } from 'node:fs';
import caritat from 'caritat';
import { RankedPair, Schulze as CondorcetSchulze, type Ballot } from 'condorcet';
import * as votes from 'votes';
import type { Counted } from './ours.js';
import { candidateNames } from './profiles.js';

/** A ballot of the file with how many voters cast it. */
interface RankedBallot {
  readonly ranking: readonly string[];
  readonly weight: number;
}

type Election = InstanceType<typeof caritat.Election>;

/** A count by a package of the registry: prepares what it wants to have, then counts; answers the winner. */
type Peer = (ballots: readonly RankedBallot[], candidates: readonly string[]) => () => string;

/** What the packages can do of the methods counted here. */
export const peers: Readonly<Record<string, Readonly<Record<string, Peer>>>> = {
  plurality: {
    votes: ofVotes(votes.FirstPastThePost),
    caritat: ofCaritat((election) => caritat.plurality(election)[0]),
  },
  approval: {
    votes: ofVotes(votes.Approbation),
    caritat: ofCaritat((election) => caritat.approval(election)[0]),
  },
  borda: {
    votes: ofVotes(votes.Borda),
    caritat: ofCaritat((election) => caritat.borda(election)[0]),
  },
  irv: {
    votes: ofVotes(votes.InstantRunoff),
    caritat: ofCaritat((election) => caritat.irv(election)),
  },
  copeland: { votes: ofMatrix(votes.Copeland) },
  minimax: { votes: ofMatrix(votes.Minimax) },
  schulze: {
    votes: ofMatrix(votes.Schulze),
    caritat: ofCaritat((election) => caritat.condorcet.schulze(election)[0]),
    condorcet: ofCondorcet(CondorcetSchulze),
  },
  'ranked-pairs': { votes: ofMatrix(votes.RankedPairs), condorcet: ofCondorcet(RankedPair) },
  'stv-prf-meek': { caritat: ofCaritat((election) => caritat.stv.meek(election, { seats: 5 })[0]) },
};

/** Reads a BLT file the plain way and folds equal lines, which is to the peers' advantage. */
function readForPeers(file: string, candidates: readonly string[]): RankedBallot[] {
  const folded = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
    if (line === '0') break;
    folded.set(line, (folded.get(line) ?? 0) + 1);
  }
  return [...folded].map(([line, weight]) => ({
    ranking: line
      .split(' ')
      .slice(1, -1)
      .map((number) => candidates[Number(number) - 1]!),
    weight,
  }));
}

function ofVotes(
  method: new (input: {
    ballots: { ranking: string[][]; weight: number }[];
    candidates: string[];
  }) => { ranking(): string[][] },
): Peer {
  return (ballots, candidates) => {
    const theirs = ballots.map(({ ranking, weight }) => ({
      ranking: ranking.map((name) => [name]),
      weight,
    }));
    return () => first(new method({ ballots: theirs, candidates: [...candidates] }).ranking()[0]);
  };
}

function ofMatrix(method: new (matrix: votes.Matrix) => { ranking(): string[][] }): Peer {
  return (ballots, candidates) => {
    const theirs = ballots.map(({ ranking, weight }) => ({
      ranking: ranking.map((name) => [name]),
      weight,
    }));
    return () => {
      const { matrix } = new votes.Borda({ ballots: theirs, candidates: [...candidates] });
      return first(new method(matrix).ranking()[0]);
    };
  };
}

function ofCaritat(count: (election: Election) => string | undefined): Peer {
  return (ballots, candidates) => {
    const election = new caritat.Election({ candidates });
    election.ballots = ballots.map(({ ranking, weight }) => new caritat.Ballot(ranking, weight));
    return () => count(election) ?? '';
  };
}

function ofCondorcet(
  method: new (candidates: Set<string | number>) => {
    addBallot(ballot: Ballot, weight: number): number;
    rank(): (string | number)[];
  },
): Peer {
  return (ballots, candidates) => () => {
    const count = new method(new Set(candidates));
    for (const { ranking, weight } of ballots)
      count.addBallot(new Map(ranking.map((name, rank) => [name, rank + 1])), weight);
    return String(count.rank()[0]);
  };
}

function first(tied: readonly string[] | undefined): string {
  return tied?.join(' = ') ?? '';
}

/** Counts a file with a package of the registry. */
export function countTheirs(engine: string, method: string, file: string): Counted {
  const peer = peers[method]?.[engine];
  if (!peer) throw new Error(`${engine} does not count ${method}`);
  const begun = performance.now();
  const ballots = readForPeers(file, candidateNames);
  const count = peer(ballots, candidateNames);
  const read = performance.now();
  const winner = count();
  return {
    read: read - begun,
    count: performance.now() - read,
    distinct: ballots.length,
    winner,
    peak: process.resourceUsage().maxRSS,
  };
}
