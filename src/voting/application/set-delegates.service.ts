import { Injectable } from '@nestjs/common';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor, OutsideYourTerritory } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { isWithin, PrimaryDirectory, type StageRule } from '../../primary/index.js';
import { MemberRepository, type Member } from '../persistence/member.repository.js';
import { RollRepository } from '../persistence/roll.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { runsRounds } from './round-refusal.js';

/** The delegates of one unit in one stage, as its meeting elected them. */
export interface DelegateList {
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly unit: TerritoryCode;
  readonly iins: readonly string[];
}

/** A line of the list, the first being 1, and what is wrong with it. */
export interface RefusedDelegate {
  readonly line: number;
  readonly reason: 'not-a-member' | 'outside-unit' | 'twice-in-list';
}

export type SetDelegatesRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'stage-unknown' }
  | { readonly kind: 'stage-of-all-members' }
  | { readonly kind: 'roll-already-frozen' }
  | { readonly kind: 'delegates-refused'; readonly lines: readonly RefusedDelegate[] };

@Injectable()
export class SetDelegatesService {
  constructor(
    private readonly database: Database,
    private readonly directory: PrimaryDirectory,
    private readonly members: MemberRepository,
    private readonly rolls: RollRepository,
    private readonly rounds: RoundRepository,
    private readonly ledger: Ledger,
  ) {}

  /** Replaces the delegates of a unit by the list, as long as its roll is not frozen. Answers how many they are. */
  async set(list: DelegateList, actor: Actor): Promise<Result<number, SetDelegatesRefusal>> {
    if (!runsRounds(actor, list.unit)) return refuse({ kind: 'outside-your-territory' });
    const stage = await this.stageOf(list);
    if (!stage) return refuse({ kind: 'stage-unknown' });
    if (stage.electorate === 'members') return refuse({ kind: 'stage-of-all-members' });
    return await this.database.decide<Result<number, SetDelegatesRefusal>>(async (tx) => {
      const rounds = await this.rounds.ofStage(list.contestId, list.stageId, tx);
      if (rounds.some(({ unit, rollFrozenAt }) => unit === list.unit && rollFrozenAt))
        return refuse({ kind: 'roll-already-frozen' });
      const known = await this.members.byIins(list.iins, tx);
      const lines = faults(list, new Map(known.map((member) => [member.iin, member])));
      if (lines.length > 0) return refuse({ kind: 'delegates-refused', lines });
      const delegates = known.map(({ id }) => id);
      await this.rolls.setDelegates(tx, list, delegates);
      await this.ledger.append(tx, {
        kind: 'delegates-set',
        subject: list.contestId,
        actor: actor.accountId,
        data: { stage: list.stageId, unit: list.unit, delegates: delegates.length },
      });
      return accept(delegates.length);
    });
  }

  private async stageOf({ contestId, stageId }: DelegateList): Promise<StageRule | undefined> {
    const contest = await this.directory.contest(contestId);
    const body = contest && (await this.directory.bodyRule(contest));
    return body?.path.find(({ id }) => id === stageId);
  }
}

function faults(
  { iins, unit }: DelegateList,
  known: ReadonlyMap<string, Member>,
): RefusedDelegate[] {
  return iins.flatMap((iin, at): RefusedDelegate[] => {
    const member = known.get(iin);
    const line = at + 1;
    if (!member) return [{ line, reason: 'not-a-member' }];
    if (iins.indexOf(iin) < at) return [{ line, reason: 'twice-in-list' }];
    return isWithin(member.territory, unit) ? [] : [{ line, reason: 'outside-unit' }];
  });
}
