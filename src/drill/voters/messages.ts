import type { RoundId } from '../../kernel/ids.js';

/** What the voters' process is started with, as JSON in its only argument. */
export interface VotersSettings {
  readonly url: string;
  /** Signs the access tokens of the sessions that were opened for the voters. */
  readonly secret: string;
  /** The records of `acts.ts`: who votes where, and, written at the end, what came of it. */
  readonly actsFile: string;
  readonly outcomesFile: string;
  readonly rounds: readonly RoundId[];
  readonly seed: number;
  readonly connections: number;
  /** The key that signs receipts (SubjectPublicKeyInfo, base64). */
  readonly receiptKey: string;
}

/** What the drill tells its voters. */
export type Order =
  /** The rounds are not open yet: some try all the same. */
  | { readonly kind: 'knock' }
  | { readonly kind: 'vote' }
  /** The rounds at these places are paused: some try all the same. */
  | { readonly kind: 'paused'; readonly rounds: readonly number[] }
  /** The closing stands: those who wait for the last moment cast around it. */
  | { readonly kind: 'closing'; readonly at: number }
  | { readonly kind: 'end' };

/** What the voters tell the drill. */
export type News =
  | { readonly kind: 'ready'; readonly voters: number }
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'tried'; readonly answers: Readonly<Record<string, number>> }
  | { readonly kind: 'voted' }
  | { readonly kind: 'closed' }
  | ({ readonly kind: 'summary' } & VotersSummary);

/** Everything the voters know at the end, beside the file of outcomes. */
export interface VotersSummary {
  /** Accepted votes of each round, and in them the votes of each candidate by position. */
  readonly rounds: readonly { readonly accepted: number; readonly votes: readonly number[] }[];
  /** How often each answer came that is not the plain success, by its kind. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that the protocol does not allow, the first of each in words. */
  readonly faults: readonly string[];
  readonly receiptsVerified: number;
  readonly speeds: {
    readonly seconds: number;
    readonly authorise: Latency;
    readonly cast: Latency;
  };
  readonly late: LateBallots;
}

/** How long answers took that came at the first try, in milliseconds. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** Ballots cast around the closing. */
export interface LateBallots {
  readonly accepted: number;
  readonly refused: number;
  /** How long before the closing the last accepted one was sent, in milliseconds; negative: after it. */
  readonly lastAccepted: number;
  /** How long after the closing the first refused one was answered. */
  readonly firstRefused: number;
}
