import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import {
  placeState,
  type PaperProtocol,
  type PlaceState,
  type StoredPlace,
} from '../domain/rounds/paper-protocol.js';
import {
  protocolFaults,
  type PaperRules,
  type ProtocolFault,
} from '../domain/rounds/protocol-faults.js';
import type { RoundState } from '../domain/rounds/round-states.js';
import { CountingFacts, paperRules } from './counting-facts.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { worksOnCount } from './round-scope.js';

export type EntryRefusal =
  | ProtocolFault
  | { readonly kind: 'place-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'round-not-closed'; readonly state: RoundState }
  | { readonly kind: 'typed-by-the-same-person' }
  | { readonly kind: 'typed-by-two-others' }
  | { readonly kind: 'already-confirmed' };

/** What came of an entry: the state of its place. The numbers of the other person are not in it. */
export type EntryOutcome = PlaceState['kind'];

/**
 * Takes what one person typed from the protocol of a paper voting place. An impossible protocol is refused with everything
 * that is wrong; the same person cannot type it twice; where two entries differ, each may correct the own one.
 */
@Injectable()
export class EnterProtocolService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly paper: PaperRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async enter(
    placeId: string,
    protocol: PaperProtocol,
    actor: Actor,
  ): Promise<Result<EntryOutcome, readonly EntryRefusal[]>> {
    const roundId = await this.paper.roundOf(placeId);
    if (!roundId) return refuse([{ kind: 'place-unknown' }]);
    const rules = await this.rulesOf(roundId);
    return await this.database.decide(
      async (tx): Promise<Result<EntryOutcome, readonly EntryRefusal[]>> => {
        const round = defined(await this.rounds.hold(tx, roundId), 'the round of a place');
        if (!worksOnCount(actor, round.unit)) return refuse([{ kind: 'outside-your-territory' }]);
        const places = await this.paper.places(round.id, tx);
        const place = places.find(({ id }) => id === placeId);
        if (!place) return refuse([{ kind: 'place-unknown' }]);
        const refusals: EntryRefusal[] = [
          // Typed earlier, the numbers would be interim results.
          ...(round.state === 'closed'
            ? []
            : [{ kind: 'round-not-closed', state: round.state } as const]),
          ...turnRefusal(place, actor.accountId),
          ...protocolFaults(protocol, rules, place.listed),
        ];
        if (refusals.length > 0) return refuse(refusals);
        const slot = slotOf(place, actor.accountId);
        await this.paper.enter(tx, {
          placeId,
          slot,
          typedBy: actor.accountId,
          typedAt: this.clock.now(),
          protocol,
        });
        const after = placeState(withEntry(place, actor.accountId, protocol)).kind;
        await this.ledger.append(tx, {
          kind: 'paper-protocol-entered',
          subject: round.id,
          actor: actor.accountId,
          data: { place: placeId, entry: slot, state: after },
        });
        return accept(after);
      },
    );
  }

  private async rulesOf(roundId: RoundId): Promise<PaperRules> {
    const round = defined(await this.rounds.byId(roundId), 'the round of a place');
    const [candidates, { stage }] = await Promise.all([
      this.rounds.candidates(roundId),
      this.facts.rulesOf(round),
    ]);
    return paperRules(round, candidates.length, stage);
  }
}

/** Whether it is this person's turn to type. */
function turnRefusal(place: StoredPlace, typist: AccountId): EntryRefusal[] {
  const state = placeState(place);
  const own = place.entries.some(({ typedBy }) => typedBy === typist);
  switch (state.kind) {
    case 'missing':
      return [];
    case 'typed-once':
      return own ? [{ kind: 'typed-by-the-same-person' }] : [];
    case 'differs':
      return own ? [] : [{ kind: 'typed-by-two-others' }];
    case 'confirmed':
      return [{ kind: 'already-confirmed' }];
  }
}

function slotOf(place: StoredPlace, typist: AccountId): 1 | 2 {
  const own = place.entries.findIndex(({ typedBy }) => typedBy === typist);
  return (own === -1 ? place.entries.length : own) === 0 ? 1 : 2;
}

function withEntry(place: StoredPlace, typedBy: AccountId, protocol: PaperProtocol): StoredPlace {
  const others = place.entries.filter((entry) => entry.typedBy !== typedBy);
  return { ...place, entries: [...others, { typedBy, protocol }] };
}
