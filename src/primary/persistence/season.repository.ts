import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database, violatedUnique, type Tx } from '../../platform/database/index.js';
import { ContestEntity } from './contest.entity.js';
import { RuleSetEntity } from './rule-set.entity.js';
import { SeasonEntity } from './season.entity.js';

/** Seasons with the versions of their rules and their contests. */
@Injectable()
export class SeasonRepository {
  constructor(private readonly database: Database) {}

  /** The season that is open, else the one that was opened last; a discarded draft is none. */
  async newest(): Promise<SeasonEntity | null> {
    const [row] = await this.database.reader
      .createQueryBuilder(SeasonEntity, 'season')
      .where('season.discardedAt IS NULL')
      .orderBy("season.state = 'closed'")
      .addOrderBy('season.createdAt', 'DESC')
      .limit(1)
      .getMany();
    return row ?? null;
  }

  async byId(id: PrimaryId): Promise<SeasonEntity | null> {
    return await this.database.reader.findOneBy(SeasonEntity, { id });
  }

  /** The season, held until the transaction ends so that nobody moves it meanwhile; null when it was discarded. */
  async hold(tx: Tx, id: PrimaryId): Promise<SeasonEntity | null> {
    return await tx.findOne(SeasonEntity, {
      where: { id, discardedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Opens a season, or says that another one is open. */
  async open(
    tx: Tx,
    season: SeasonEntity,
  ): Promise<Result<null, { readonly kind: 'season-under-way' }>> {
    try {
      await tx.insert(SeasonEntity, season);
      return accept(null);
    } catch (error) {
      if (violatedUnique(error) !== 'primary_season_one_at_a_time') throw error;
      return refuse({ kind: 'season-under-way' });
    }
  }

  async change(
    tx: Tx,
    id: PrimaryId,
    change: Partial<Pick<SeasonEntity, 'state' | 'rulesVersion' | 'frozenAt' | 'discardedAt'>>,
  ): Promise<void> {
    await tx.update(SeasonEntity, { id }, change);
  }

  async addRules(tx: Tx, rules: RuleSetEntity): Promise<void> {
    await tx.insert(RuleSetEntity, rules);
  }

  async rules(
    primaryId: PrimaryId,
    version: number,
    tx: Tx = this.database.reader,
  ): Promise<RuleSetEntity | null> {
    return await tx.findOneBy(RuleSetEntity, { primaryId, version });
  }

  /** Every version of the rules, the newest first. */
  async versions(primaryId: PrimaryId): Promise<RuleSetEntity[]> {
    return await this.database.reader.find(RuleSetEntity, {
      where: { primaryId },
      order: { version: 'DESC' },
    });
  }

  /** The contests of a season in the order of its rules. */
  async contests(primaryId: PrimaryId, tx: Tx = this.database.reader): Promise<ContestEntity[]> {
    return await tx.find(ContestEntity, { where: { primaryId }, order: { position: 'ASC' } });
  }

  async contest(id: ContestId): Promise<ContestEntity | null> {
    return await this.database.reader.findOneBy(ContestEntity, { id });
  }

  async putContests(tx: Tx, contests: readonly ContestEntity[]): Promise<void> {
    await tx.upsert(ContestEntity, [...contests], ['id']);
  }

  async removeContests(tx: Tx, ids: readonly ContestId[]): Promise<void> {
    await tx.delete(ContestEntity, { id: In(ids) });
  }
}
