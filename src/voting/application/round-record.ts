import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { RoundId } from '../../kernel/ids.js';
import { TreeLogs, type Json, type TreeHead } from '../../platform/ledger/index.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { RecountRepository } from '../persistence/recount.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { RoundRecordRepository } from '../persistence/round-record.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { formOf } from './ballot-content.js';
import { BoxLogs } from './box-logs.js';
import { CountingFacts } from './counting-facts.js';
import { RoundResults, type RoundDocument } from './round-results.js';
import { boxLog } from './seal-boxes.service.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';

/** Everything of a published round that anybody needs to check it: records, and the large logs piece by piece. */
export interface RoundRecord {
  readonly round: Pick<Round, 'id' | 'primaryId' | 'contestId'>;
  /** By the names of docs/bundle.md. */
  readonly records: Readonly<Record<string, Json>>;
  readonly logs: Readonly<Record<string, AsyncIterable<Buffer>>>;
  /** The token key and the ballot key with its shares. */
  readonly keys: { readonly token: Json; readonly ballot: Json };
  /** The ids of what entries of the ledger about the round may be about. */
  readonly subjects: readonly string[];
}

const headsAtOnce = 1_000;

/** Hands out the record of a round once its result is published. */
@Injectable()
export class RoundRecords {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly records: RoundRecordRepository,
    private readonly candidates: CandidateDirectory,
    private readonly tokenKeys: TokenKeyRepository,
    private readonly logs: TreeLogs,
    private readonly boxes: BoxLogs,
    private readonly paper: PaperRepository,
    private readonly results: ResultRepository,
    private readonly recounts: RecountRepository,
    private readonly facts: CountingFacts,
    private readonly published: RoundResults,
  ) {}

  /** Null where there is no such round, or where its result is not published. */
  async of(id: RoundId): Promise<RoundRecord | null> {
    const round = await this.rounds.byId(id);
    if (!round || !showsResult(round.state)) return null;
    const candidacies = await this.rounds.candidates(id);
    const heads = await this.heads(id);
    const earlier = await this.earlierResults(round);
    return {
      round,
      records: {
        'round.json': await this.roundRecord(round, candidacies.length),
        'candidates.json': await this.candidateRecord(candidacies),
        'heads.json': { heads: heads.map(headRecord) },
        'paper.json': await this.paperRecord(id),
        'result.json': await this.resultRecord(id),
        ...(earlier.length > 0 && { 'earlier.json': { rounds: earlier.map(earlierRecord) } }),
      },
      logs: {
        'ballots.bin': this.boxes.pages(id, { from: 0, to: heads.at(-1)?.size ?? 0 }),
        'roll.bin': this.records.roll(id),
        'issued.bin': this.records.issued(id),
      },
      keys: await this.keyRecords(id),
      subjects: [
        ...[id, round.contestId, round.primaryId, ...candidacies],
        ...earlier.map(({ roundId }) => roundId),
      ],
    };
  }

  /** The results of the stages before, where ties may be decided by them; the most recent stage first. */
  private async earlierResults(round: Round): Promise<readonly EarlierResult[]> {
    const { stage, earlier } = await this.facts.rulesOf(round);
    if (!stage.ties.some(({ kind }) => kind === 'earlier-stage')) return [];
    const results: EarlierResult[] = [];
    for (const { id } of earlier)
      for (const document of await this.published.documentsOf(round.contestId, id))
        results.push({ stage: id, ...document });
    return results;
  }

  private async roundRecord(round: Round, candidates: number): Promise<Json> {
    const ballot = Object.entries(formOf(round, candidates)).filter(
      ([name]) => name !== 'candidates',
    );
    return {
      id: round.id,
      season: round.primaryId,
      contest: round.contestId,
      stage: round.stageId,
      unit: round.unit,
      attempt: await this.records.attempt(round.id),
      electorate: round.electorate,
      channels: round.channels,
      ballot: Object.fromEntries(ballot),
      contentBytes: round.contentBytes,
      unitSeats: round.unitSeats,
      orderSeed: round.orderSeed,
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
      rollSize: round.rollSize ?? 0,
    };
  }

  private async candidateRecord(
    ids: Parameters<CandidateDirectory['candidacies']>[0],
  ): Promise<Json> {
    const known = new Map((await this.candidates.candidacies(ids)).map((one) => [one.id, one]));
    return {
      candidates: ids.map((id) => {
        const name = known.get(id)?.personName;
        const parts = name ? [name.family, name.given, name.patronymic ?? ''] : [];
        return { id, name: parts.join(' ').trim() };
      }),
    };
  }

  private async heads(id: RoundId): Promise<readonly TreeHead[]> {
    const heads: TreeHead[] = [];
    for (;;) {
      const from = (heads.at(-1)?.size ?? -1) + 1;
      const some = await this.logs.heads(boxLog(id), from, headsAtOnce);
      heads.push(...some);
      if (some.length < headsAtOnce) return heads;
    }
  }

  private async paperRecord(id: RoundId): Promise<Json> {
    const places = await this.paper.places(id);
    return { places: places as unknown as Json };
  }

  private async resultRecord(id: RoundId): Promise<Json> {
    const [stored, tieVotes, signatures, dissents, recounts] = await Promise.all([
      this.results.of(id),
      this.results.tieVotes(id),
      this.results.signatures(id),
      this.results.dissents(id),
      this.recounts.of(id),
    ]);
    return {
      result: (stored?.result ?? null) as unknown as Json,
      hash: stored?.hash ?? '',
      tieVotes: tieVotes.map(({ tie, member, order }) => ({ tie, member, order })),
      signatures: signatures.map(({ member, signedAt }) => ({
        member,
        signedAt: signedAt.toISOString(),
      })),
      dissents: dissents.map(({ member, text }) => ({ member, text })),
      recounts: recounts.map(({ number, without, reason, result, hash }) => ({
        number,
        without,
        reason,
        result: result as unknown as Json,
        hash,
      })),
    };
  }

  private async keyRecords(id: RoundId): Promise<RoundRecord['keys']> {
    const [token, ballot, shares] = await Promise.all([
      this.tokenKeys.publicKey(id),
      this.records.ballotKey(id),
      this.records.shares(id),
    ]);
    return {
      token: token?.toString('base64') ?? null,
      ballot: ballot && {
        publicKey: hex(ballot.publicKey),
        privateKey: ballot.privateKey && hex(ballot.privateKey),
        trialPublicKey: hex(ballot.trialPublicKey),
        needed: ballot.needed,
        trialSealed: hex(ballot.trialSealed),
        trialOpenedAt: ballot.trialOpenedAt?.toISOString() ?? null,
        shares: shares.map((one) => ({
          place: one.place,
          trustee: one.trustee,
          trusteeKey: hex(one.trusteeKey),
          sealed: hex(one.sealed),
          commitment: hex(one.commitment),
          trialCommitment: hex(one.trialCommitment),
          trialShare: one.trialShare && hex(one.trialShare),
          share: one.share && hex(one.share),
        })),
      },
    };
  }
}

interface EarlierResult extends RoundDocument {
  readonly stage: string;
}

function earlierRecord({ stage, roundId, unit, result }: EarlierResult): Json {
  return { round: roundId, stage, unit, result: result as unknown as Json };
}

/** A signed head as a bundle writes it. */
export function headRecord({ version, size, root, at, signature }: TreeHead): Json {
  return {
    version,
    size,
    root: hex(root),
    at: at.toISOString(),
    signature: signature.toString('base64'),
  };
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
