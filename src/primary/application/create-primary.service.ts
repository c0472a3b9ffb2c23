import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor, OutsideYourTerritory } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { contestsOf } from '../domain/contest.js';
import type { RuleSetFault } from '../domain/rule-set-fault.js';
import { SeasonRepository } from '../persistence/season.repository.js';
import { TerritoryRepository } from '../persistence/territory.repository.js';
import { isCentralOffice } from './central-office.js';
import { RuleSetChecks } from './rule-set-checks.js';
import { readRuleSet } from './read-rule-set.js';

export interface CreatedPrimary {
  readonly primaryId: PrimaryId;
  readonly hash: string;
  readonly contests: number;
}

export type CreatePrimaryRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'season-under-way' }
  | { readonly kind: 'rules-refused'; readonly faults: readonly RuleSetFault[] };

@Injectable()
export class CreatePrimaryService {
  constructor(
    private readonly database: Database,
    private readonly seasons: SeasonRepository,
    private readonly territories: TerritoryRepository,
    private readonly checks: RuleSetChecks,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a season as a draft under the rules of a YAML document, with every contest they demand. */
  async create(text: string, actor: Actor): Promise<Result<CreatedPrimary, CreatePrimaryRefusal>> {
    if (!isCentralOffice(actor)) return refuse({ kind: 'outside-your-territory' });
    const territories = await this.territories.all();
    const read = readRuleSet(text, territories, this.checks.faults);
    if (!read.ok) return refuse({ kind: 'rules-refused', faults: read.error });
    const { rules, canonical, hash } = read.value;
    const [primaryId, now] = [randomUUID() as string as PrimaryId, this.clock.now()];
    const plans = contestsOf(rules, territories);
    return await this.database.decide(async (tx) => {
      const season = { id: primaryId, state: 'draft', rulesVersion: 1 } as const;
      const opened = await this.seasons.open(tx, {
        ...season,
        frozenAt: null,
        createdAt: now,
        discardedAt: null,
      });
      if (!opened.ok) return opened;
      await this.seasons.addRules(tx, {
        primaryId,
        version: 1,
        text,
        canonical,
        hash,
        madeBy: actor.accountId,
        madeByName: actor.name,
        madeAt: now,
        reason: rules.title.kk,
      });
      await this.seasons.putContests(
        tx,
        plans.map((plan, position) => ({
          ...plan,
          id: randomUUID() as string as ContestId,
          primaryId,
          position,
        })),
      );
      await this.ledger.append(tx, {
        kind: 'primary-created',
        subject: primaryId,
        actor: actor.accountId,
        data: { rulesVersion: 1, rulesHash: hash, contests: plans.length },
      });
      return accept({ primaryId, hash, contests: plans.length });
    });
  }
}
