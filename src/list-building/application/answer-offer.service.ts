import { Inject, Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { successionOf } from '../../primary/index.js';
import { rangeFits, type PlaceRange } from '../domain/succession.js';
import type { ListConsentEntity } from '../persistence/list-consent.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { SuccessionRepository } from '../persistence/succession.repository.js';
import { documentOf } from './compose-list.js';
import { ListFactsReader, type ContestFacts } from './list-facts.js';
import type { AnswerRefusal } from './refusal.js';

/** What a candidate says to a place: any place, only these places, or none. */
export type PlaceAnswer =
  | { readonly kind: 'accept' }
  | { readonly kind: 'accept-within'; readonly range: PlaceRange }
  | { readonly kind: 'decline' };

@Injectable()
export class AnswerOfferService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly succession: SuccessionRepository,
    private readonly candidates: CandidateDirectory,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records a candidate's own answer about their place. What follows for the list is another use case (`follow`). */
  async answer(
    listId: ListId,
    candidacy: CandidacyId,
    answer: PlaceAnswer,
    actor: Actor,
  ): Promise<Result<null, readonly AnswerRefusal[]>> {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if ((await this.candidates.accountOf(candidacy)) !== actor.accountId) {
      return refuse([{ kind: 'not-your-place' }]);
    }
    return await this.database.decide(async (tx) => {
      const held = await this.lists.holdContest(tx, list.contestId);
      if (!held) return refuse([{ kind: 'no-such-list' }]);
      const refusals = await this.refusals(tx, held, facts, candidacy, answer);
      if (refusals.length > 0) return refuse(refusals);
      const range = answer.kind === 'accept-within' ? answer.range : null;
      const consent: ListConsentEntity = {
        listId,
        candidateId: candidacy,
        answer: answer.kind === 'decline' ? 'declined' : 'given',
        acceptsFrom: range?.from ?? null,
        acceptsTo: range?.to ?? null,
        answeredBy: 'candidate',
        ground: '',
        recordedBy: actor.accountId,
        recordedAt: this.clock.now(),
      };
      await this.lists.putConsent(tx, consent);
      await this.ledger.append(tx, {
        kind: 'list-place-answered',
        subject: listId,
        actor: actor.accountId,
        data: {
          candidate: candidacy,
          answer: consent.answer,
          from: consent.acceptsFrom,
          to: consent.acceptsTo,
        },
      });
      return accept(null);
    });
  }

  private async refusals(
    tx: Tx,
    { id, state, version, allowedPlaces }: ListEntity,
    { body }: ContestFacts,
    candidacy: CandidacyId,
    answer: PlaceAnswer,
  ): Promise<AnswerRefusal[]> {
    if (state === 'filed') return [{ kind: 'already-filed' }];
    if (state !== 'built') return [{ kind: 'not-built' }];
    const kept = await this.lists.version(id, version, tx);
    const known = kept && documentOf(kept.input).input.candidates;
    if (!known?.some((candidate) => candidate.id === candidacy)) return [{ kind: 'not-on-list' }];
    const consents = await this.lists.consents(id, tx);
    const own = consents.find(({ candidateId }) => candidateId === candidacy);
    const fits = answer.kind !== 'accept-within' || rangeFits(answer.range, allowedPlaces);
    const waits = successionOf(body).silence !== 'declines';
    const offers = await this.succession.offers(id, tx);
    const deadline = offers.filter(({ candidateId }) => candidateId === candidacy).at(-1)?.answerBy;
    const late = !own && !waits && deadline ? this.clock.now() > deadline : false;
    return [
      ...(own?.answer === 'declined' ? [{ kind: 'already-declined' } as const] : []),
      ...(late ? [{ kind: 'offer-closed' } as const] : []),
      ...(fits ? [] : [{ kind: 'range-wrong', places: allowedPlaces } as const]),
    ];
  }
}
