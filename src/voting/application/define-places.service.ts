import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database, violatedUnique } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { RoundRepository } from '../persistence/round.repository.js';
import type { PlaceToDefine } from '../domain/rounds/paper-protocol.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { worksOnCount } from './round-scope.js';

export type PlacesRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'round-not-planned' }
  | { readonly kind: 'no-paper-channel' }
  | { readonly kind: 'place-without-name' }
  | { readonly kind: 'place-named-twice'; readonly name: string }
  | { readonly kind: 'not-a-count'; readonly name: string };

/** Names the paper voting places of a round, before it opens: each of them is owed a protocol from then on. */
@Injectable()
export class DefinePlacesService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly paper: PaperRepository,
    private readonly ledger: Ledger,
  ) {}

  async define(
    roundId: RoundId,
    places: readonly PlaceToDefine[],
    actor: Actor,
  ): Promise<Result<true, readonly PlacesRefusal[]>> {
    const faults = faultsOf(places);
    if (faults.length > 0) return refuse(faults);
    try {
      return await this.database.decide(async (tx) => {
        const round = await this.rounds.hold(tx, roundId);
        if (!round) return refuse([{ kind: 'round-unknown' }]);
        if (!worksOnCount(actor, round.unit)) return refuse([{ kind: 'outside-your-territory' }]);
        const against: PlacesRefusal[] = [
          ...(round.state === 'planned' ? [] : [{ kind: 'round-not-planned' } as const]),
          ...(round.channels.includes('paper') ? [] : [{ kind: 'no-paper-channel' } as const]),
        ];
        if (against.length > 0) return refuse(against);
        await this.paper.add(tx, roundId, places);
        await this.ledger.append(tx, {
          kind: 'paper-places-defined',
          subject: roundId,
          actor: actor.accountId,
          data: { places: places.map(({ name, listed }) => ({ name, listed })) },
        });
        return accept(true);
      });
    } catch (error) {
      if (violatedUnique(error) !== 'voting_place_name_once') throw error;
      const known = new Set((await this.paper.places(roundId)).map(({ name }) => name));
      const name = places.find((place) => known.has(place.name))?.name ?? '';
      return refuse([{ kind: 'place-named-twice', name }]);
    }
  }
}

function faultsOf(places: readonly PlaceToDefine[]): PlacesRefusal[] {
  return places.flatMap(({ name, listed }, index): PlacesRefusal[] => [
    ...(name.trim() === '' ? [{ kind: 'place-without-name' } as const] : []),
    ...(places.findIndex((other) => other.name === name) < index
      ? [{ kind: 'place-named-twice', name } as const]
      : []),
    ...(listed !== null && !(Number.isSafeInteger(listed) && listed >= 0)
      ? [{ kind: 'not-a-count', name } as const]
      : []),
  ]);
}
