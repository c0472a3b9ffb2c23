import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor, OutsideYourTerritory } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { contestChanges, type ContestChanges } from '../domain/contest-changes.js';
import { contestsOf } from '../domain/contest.js';
import type { RuleSetFault } from '../domain/rule-set-fault.js';
import type { RuleSet } from '../domain/rule-set.js';
import type { SeasonState } from '../domain/season.js';
import type { Territory } from '../domain/territory.js';
import type { SeasonEntity } from '../persistence/season.entity.js';
import { SeasonRepository } from '../persistence/season.repository.js';
import { TerritoryRepository } from '../persistence/territory.repository.js';
import { isCentralOffice } from './central-office.js';
import { RuleSetChecks } from './rule-set-checks.js';
import { readRuleSet, type ReadRuleSet } from './read-rule-set.js';

/** A new version of the rules as it is handed in. */
export interface Amendment {
  readonly text: string;
  readonly reason: string;
}

export type AmendRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'no-such-primary' }
  | { readonly kind: 'season-closed' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'same-rules' }
  | { readonly kind: 'contests-fixed'; readonly added: number; readonly removed: number }
  | { readonly kind: 'rules-refused'; readonly faults: readonly RuleSetFault[] };

@Injectable()
export class AmendRuleSetService {
  constructor(
    private readonly database: Database,
    private readonly seasons: SeasonRepository,
    private readonly territories: TerritoryRepository,
    private readonly checks: RuleSetChecks,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes a new version of the rules, which holds from now on; the versions before stay as they were. */
  async amend(
    primaryId: PrimaryId,
    { text, reason }: Amendment,
    actor: Actor,
  ): Promise<Result<{ readonly version: number; readonly hash: string }, AmendRefusal[]>> {
    if (!isCentralOffice(actor)) return refuse([{ kind: 'outside-your-territory' }]);
    const territories = await this.territories.all();
    const read = readRuleSet(text, territories, this.checks.faults);
    const refusals: AmendRefusal[] = [
      ...(read.ok ? [] : [{ kind: 'rules-refused', faults: read.error } as const]),
      ...(reason.trim() === '' ? [{ kind: 'reason-missing' } as const] : []),
    ];
    return await this.database.decide(async (tx) => {
      const season = await this.seasons.hold(tx, primaryId);
      if (!season) return refuse([{ kind: 'no-such-primary' }]);
      if (season.state === 'closed') refusals.push({ kind: 'season-closed' });
      if (!read.ok || refusals.length > 0) return refuse(refusals);
      const changes = await this.changes(tx, season, read.value.rules, territories);
      refusals.push(...(await this.refusals(tx, season, read.value, changes)));
      if (refusals.length > 0) return refuse(refusals);
      return accept(await this.write(tx, season, { text, reason, ...read.value }, changes, actor));
    });
  }

  private async changes(
    tx: Tx,
    { id }: SeasonEntity,
    rules: RuleSet,
    territories: readonly Territory[],
  ): Promise<ContestChanges> {
    const standing = await this.seasons.contests(id, tx);
    return contestChanges(standing, contestsOf(rules, territories));
  }

  private async refusals(
    tx: Tx,
    { id, rulesVersion, state }: SeasonEntity,
    { hash }: ReadRuleSet,
    { added, removed }: ContestChanges,
  ): Promise<AmendRefusal[]> {
    const before = await this.seasons.rules(id, rulesVersion, tx);
    const changesContests = added.length + removed.length > 0 && !contestsMayChange(state);
    return [
      ...(before?.hash === hash ? [{ kind: 'same-rules' } as const] : []),
      ...(changesContests
        ? [{ kind: 'contests-fixed', added: added.length, removed: removed.length } as const]
        : []),
    ];
  }

  private async write(
    tx: Tx,
    { id: primaryId, rulesVersion, frozenAt }: SeasonEntity,
    { text, reason, canonical, hash }: Amendment & ReadRuleSet,
    { added, kept, removed }: ContestChanges,
    { accountId, name }: Actor,
  ): Promise<{ version: number; hash: string }> {
    const version = rulesVersion + 1;
    const [madeAt, madeBy, madeByName] = [this.clock.now(), accountId, name];
    const made = { madeBy, madeByName, madeAt, reason: reason.trim() };
    await this.seasons.addRules(tx, { primaryId, version, text, canonical, hash, ...made });
    await this.seasons.change(tx, primaryId, { rulesVersion: version });
    await this.seasons.removeContests(
      tx,
      removed.map(({ id }) => id),
    );
    const contests = [
      ...kept,
      ...added.map((plan) => ({ ...plan, id: randomUUID() as string as ContestId })),
    ];
    await this.seasons.putContests(
      tx,
      contests.map((contest, position) => ({ ...contest, primaryId, position })),
    );
    await this.ledger.append(tx, {
      kind: frozenAt === null ? 'rules-changed' : 'rules-amended',
      subject: primaryId,
      actor: accountId,
      data: { rulesVersion: version, rulesHash: hash, reason: made.reason },
    });
    return { version, hash };
  }
}

/** People apply to a contest, so the contests stand from the moment registration opens. */
function contestsMayChange(state: SeasonState): boolean {
  return state === 'draft' || state === 'announced';
}
