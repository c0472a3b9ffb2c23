import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import { unitsOf, type Contest } from '../domain/contest.js';
import type { BodyRule, RuleSet, StageRule, TerritoryLevel, Words } from '../domain/rule-set.js';
import type { SeasonState } from '../domain/season.js';
import { isWithin, territoriesUnder, type Territory } from '../domain/territory.js';
import type { ContestEntity } from '../persistence/contest.entity.js';
import type { SeasonEntity } from '../persistence/season.entity.js';
import { SeasonRepository } from '../persistence/season.repository.js';
import { TerritoryRepository } from '../persistence/territory.repository.js';

/** One selection season with the rules it runs under now. */
export interface Primary {
  readonly id: PrimaryId;
  readonly title: Words;
  readonly state: SeasonState;
  readonly rules: RuleSet;
  readonly rulesVersion: number;
  readonly rulesHash: string;
  readonly rulesFrozen: boolean;
}

/** One version of the rules, as anybody may read it. */
export interface RulesVersion {
  readonly version: number;
  readonly text: string;
  readonly canonical: string;
  readonly hash: string;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly reason: string;
  /** Made after the first round had opened. */
  readonly amendment: boolean;
}

/** What other modules may ask about the season, its rules, contests and territories. */
@Injectable()
export class PrimaryDirectory {
  private readonly readRules = new Map<string, { rules: RuleSet; hash: string }>();

  constructor(
    private readonly seasons: SeasonRepository,
    private readonly territoryTree: TerritoryRepository,
  ) {}

  /** The season that is open, else the last one. */
  async current(): Promise<Primary | null> {
    const season = await this.seasons.newest();
    return season && (await this.primaryOf(season));
  }

  async byId(id: PrimaryId): Promise<Primary | null> {
    const season = await this.seasons.byId(id);
    return season && (await this.primaryOf(season));
  }

  /** Every version of the rules, the newest first. */
  async versions(id: PrimaryId): Promise<RulesVersion[]> {
    const season = await this.seasons.byId(id);
    const frozenAt = season?.frozenAt ?? null;
    const versions = await this.seasons.versions(id);
    return versions.map((row) => ({
      version: row.version,
      text: row.text,
      canonical: row.canonical,
      hash: row.hash,
      madeByName: row.madeByName,
      madeAt: row.madeAt,
      reason: row.reason,
      amendment: frozenAt !== null && row.madeAt > frozenAt,
    }));
  }

  async contest(id: ContestId): Promise<Contest | null> {
    const row = await this.seasons.contest(id);
    if (!row) return null;
    const [primary, territory] = await Promise.all([
      this.byId(row.primaryId),
      this.territoryTree.one(row.territory),
    ]);
    return primary && toContest(row, primary.rules, territory ? [territory] : []);
  }

  /** The contests of a season: body by body, and by the territory tree within. */
  async contests(primaryId: PrimaryId): Promise<Contest[]> {
    const primary = await this.byId(primaryId);
    if (!primary) return [];
    const [rows, territories] = await Promise.all([
      this.seasons.contests(primaryId),
      this.territoryTree.all(),
    ]);
    return rows.map((row) => toContest(row, primary.rules, territories));
  }

  /** The body a contest selects for, as the rules of its season have it now. */
  async bodyRule(contest: Pick<Contest, 'primaryId' | 'body'>): Promise<BodyRule> {
    const primary = defined(await this.byId(contest.primaryId), 'the season of a contest');
    return bodyIn(primary.rules, contest.body);
  }

  async territory(code: TerritoryCode): Promise<Territory | null> {
    return await this.territoryTree.one(code);
  }

  /** The whole tree; a parent stands before its children. */
  async territories(): Promise<Territory[]> {
    return await this.territoryTree.all();
  }

  /** The territories of a level within another, itself included when it is of that level. */
  async territoriesUnder(code: TerritoryCode, level: TerritoryLevel): Promise<Territory[]> {
    return territoriesUnder(await this.territoryTree.all(), code, level);
  }

  isWithin(code: TerritoryCode, ancestor: TerritoryCode): boolean {
    return isWithin(code, ancestor);
  }

  /** The units that vote separately in a stage of a contest. */
  async unitsOf(contest: Contest, stage: StageRule): Promise<TerritoryCode[]> {
    const [body, territories] = await Promise.all([
      this.bodyRule(contest),
      this.territoryTree.all(),
    ]);
    return unitsOf(contest, body, stage, territories);
  }

  private async primaryOf(season: SeasonEntity): Promise<Primary> {
    const { id, state, rulesVersion, frozenAt } = season;
    const { rules, hash } = await this.rulesOf(id, rulesVersion);
    return {
      id,
      title: rules.title,
      state,
      rules,
      rulesVersion,
      rulesHash: hash,
      rulesFrozen: frozenAt !== null,
    };
  }

  /** A version never changes, so it is read once. */
  private async rulesOf(id: PrimaryId, version: number): Promise<{ rules: RuleSet; hash: string }> {
    const key = `${id}/${version}`;
    const known = this.readRules.get(key);
    if (known) return known;
    const row = defined(await this.seasons.rules(id, version), 'the rules of a season');
    const read = { rules: JSON.parse(row.canonical) as RuleSet, hash: row.hash };
    this.readRules.set(key, read);
    return read;
  }
}

function toContest(row: ContestEntity, rules: RuleSet, territories: readonly Territory[]): Contest {
  const { id, primaryId, body, territory, seats, places } = row;
  const name = territories.find(({ code }) => code === territory)?.name;
  return {
    id,
    primaryId,
    body,
    bodyName: bodyIn(rules, body).name,
    territory,
    territoryName: defined(name, 'the territory of a contest'),
    seats,
    places,
  };
}

function bodyIn(rules: RuleSet, id: string): BodyRule {
  return defined(
    rules.bodies.find((body) => body.id === id),
    'the body of a contest in the rules',
  );
}
