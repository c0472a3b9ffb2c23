import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor, type Role } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveApplication } from '../domain/application-state.js';
import type { StrikeOffGround } from '../domain/decision.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { CandidateNews } from './candidate-news.js';
import { Departures } from './departures.js';
import type { CandidateRefusal } from './refusal.js';

/** Strikes a registered candidate off, on a ground of the closed list, with the reason told and the way of appeal open. */
@Injectable()
export class StrikeOffService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly news: CandidateNews,
    private readonly departures: Departures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the transaction `within`, when it is part of a larger decision, whose maker tells `Departures` once it is committed;
   * in one of its own otherwise.
   */
  async strikeOff(
    id: CandidacyId,
    ground: StrikeOffGround,
    text: string,
    actor: Actor,
    within?: Tx,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const work = (tx: Tx): Promise<Result<true, CandidateRefusal[]>> =>
      this.decide(tx, id, ground, text.trim(), actor);
    if (within) return await work(within);
    const done = await this.database.decide(work);
    if (done.ok) await this.departures.tell(id, actor);
    return done;
  }

  private async decide(
    tx: Tx,
    id: CandidacyId,
    ground: StrikeOffGround,
    text: string,
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const [dossier] = await this.candidacies.lock(tx, [id]);
    if (!dossier) return refuse([{ kind: 'application-unknown' }]);
    const refusals: CandidateRefusal[] = [];
    if (!actsIn(actor, dossier.territory, ...whoStrikesOff(ground))) {
      refusals.push({ kind: 'outside-your-territory' });
    }
    const move = moveApplication(dossier.state, 'struck-off');
    if (!move.ok) refusals.push(move.error);
    if (!text) refusals.push({ kind: 'text-missing' });
    if (refusals.length > 0) return refuse(refusals);
    const now = this.clock.now();
    await this.candidacies.decideAgainst(tx, [id], { effect: 'struck-off', ground, text, at: now });
    await this.ledger.append(tx, {
      kind: 'candidacy-struck-off',
      subject: id,
      actor: actor.accountId,
      data: { contest: dossier.contestId, ground },
    });
    const { contact } = dossier.person;
    await this.news.tell(tx, [{ candidacyId: id, contact, kind: 'struck-off', text }], now);
    return accept(true);
  }
}

/** A sanction may come from party control, which rules on complaints; everything else from the commission. */
function whoStrikesOff(ground: StrikeOffGround): readonly Role[] {
  const roles: readonly Role[] = ['commission-chair', 'central-office'];
  return ground === 'sanction' ? [...roles, 'party-control'] : roles;
}
