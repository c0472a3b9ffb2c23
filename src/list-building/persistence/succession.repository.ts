import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { ListDepartureEntity } from './list-departure.entity.js';
import { ListOfferEntity } from './list-offer.entity.js';
import { ListSeatEntity } from './list-seat.entity.js';
import { ListYieldEntity } from './list-yield.entity.js';

/** What happens to a list after it was built: offers, departures, yields, and the seats with their holders. */
@Injectable()
export class SuccessionRepository {
  constructor(private readonly database: Database) {}

  async offers(listId: ListId, tx: Tx = this.database.reader): Promise<ListOfferEntity[]> {
    return await tx.find(ListOfferEntity, { where: { listId }, order: { version: 'ASC' } });
  }

  async addOffers(tx: Tx, offers: readonly ListOfferEntity[]): Promise<void> {
    if (offers.length > 0) await tx.insert(ListOfferEntity, [...offers]);
  }

  async departures(listId: ListId, tx: Tx = this.database.reader): Promise<ListDepartureEntity[]> {
    return await tx.find(ListDepartureEntity, {
      where: { listId },
      order: { fromVersion: 'ASC', place: 'ASC' },
    });
  }

  async addDepartures(tx: Tx, departures: readonly ListDepartureEntity[]): Promise<void> {
    if (departures.length > 0) await tx.insert(ListDepartureEntity, [...departures]);
  }

  async yields(listId: ListId, tx: Tx = this.database.reader): Promise<ListYieldEntity[]> {
    return await tx.find(ListYieldEntity, { where: { listId }, order: { number: 'ASC' } });
  }

  async addYield(tx: Tx, act: ListYieldEntity): Promise<void> {
    await tx.insert(ListYieldEntity, act);
  }

  async answerYield(
    tx: Tx,
    { listId, number }: Pick<ListYieldEntity, 'listId' | 'number'>,
    answer: Pick<ListYieldEntity, 'answer' | 'answeredBy' | 'answeredAt' | 'version'>,
  ): Promise<void> {
    await tx.update(ListYieldEntity, { listId, number }, answer);
  }

  async seats(listId: ListId, tx: Tx = this.database.reader): Promise<ListSeatEntity[]> {
    return await tx.find(ListSeatEntity, {
      where: { listId },
      order: { seat: 'ASC', holding: 'ASC' },
    });
  }

  async addSeats(tx: Tx, seats: readonly ListSeatEntity[]): Promise<void> {
    if (seats.length > 0) await tx.insert(ListSeatEntity, [...seats]);
  }

  async vacate(
    tx: Tx,
    listId: ListId,
    seat: number,
    vacated: {
      readonly vacatedReason: string;
      readonly vacatedBy: AccountId;
      readonly vacatedByName: string;
      readonly vacatedAt: Date;
    },
  ): Promise<void> {
    await tx.update(ListSeatEntity, { listId, seat, vacatedAt: IsNull() }, vacated);
  }
}
