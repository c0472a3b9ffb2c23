import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger, type LedgerKind } from '../../platform/ledger/index.js';
import type { DecisionTally, Outcome } from '../domain/decision.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { DecisionRepository, type Decision } from '../persistence/decision.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { CandidateNews, type News } from './candidate-news.js';

/** A vote that has come to its end. */
export interface Settled {
  readonly decision: Decision;
  readonly tally: DecisionTally & { readonly outcome: Exclude<Outcome, 'open'> };
  readonly dossier: Dossier;
}

/** Gives settled votes of a commission their effect: registered, refused, or still under review. */
@Injectable()
export class Settlement {
  constructor(
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly news: CandidateNews,
  ) {}

  async take(tx: Tx, settled: readonly Settled[], actor: Actor, now: Instant): Promise<void> {
    if (settled.length === 0) return;
    for (const outcome of ['carried', 'not-carried', 'no-quorum'] as const) {
      const ids = settled
        .filter(({ tally }) => tally.outcome === outcome)
        .map(({ decision }) => decision.id);
      if (ids.length > 0) await this.decisions.settle(tx, ids, outcome, now);
    }
    const carried = settled.filter(({ tally }) => tally.outcome === 'carried');
    const registered = carried.filter(({ decision }) => decision.proposal.kind === 'register');
    if (registered.length > 0) {
      await this.candidacies.moveTo(
        tx,
        registered.map(({ dossier }) => dossier.id),
        'registered',
        now,
      );
    }
    for (const { decision, dossier } of carried) {
      const { proposal } = decision;
      if (proposal.kind === 'register') continue;
      const { ground, text } = proposal;
      await this.candidacies.decideAgainst(tx, [dossier.id], {
        effect: 'refused',
        ground,
        text,
        at: now,
      });
    }
    for (const one of settled) await this.record(tx, one, actor);
    if (carried.length > 0) await this.news.tell(tx, carried.map(newsOf), now);
  }

  private async record(tx: Tx, { decision, tally, dossier }: Settled, actor: Actor): Promise<void> {
    const { proposal } = decision;
    await this.ledger.append(tx, {
      kind: kindOf(tally.outcome, proposal.kind),
      subject: dossier.id,
      actor: actor.accountId,
      data: {
        decision: decision.id,
        commission: decision.commissionOf,
        proposal: proposal.kind,
        ground: proposal.kind === 'refuse' ? proposal.ground : null,
        for: tally.for,
        against: tally.against,
        recused: tally.recused,
        quorum: tally.quorum,
        seats: decision.commission.seats,
      },
    });
  }
}

function kindOf(outcome: Settled['tally']['outcome'], proposal: 'register' | 'refuse'): LedgerKind {
  if (outcome !== 'carried') return `candidacy-decision-${outcome}`;
  return proposal === 'register' ? 'candidacy-registered' : 'candidacy-refused';
}

function newsOf({ decision: { proposal }, dossier }: Settled): News {
  const told = { candidacyId: dossier.id, contact: dossier.person.contact };
  return proposal.kind === 'register'
    ? { ...told, kind: 'registered', text: '' }
    : { ...told, kind: 'refused', text: proposal.text };
}
