import { Injectable } from '@nestjs/common';
import type { AccountId, ContestId, ListId, PrimaryId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { ListConsentEntity } from './list-consent.entity.js';
import { ListFilingEntity } from './list-filing.entity.js';
import { ListInterventionEntity } from './list-intervention.entity.js';
import { ListMandateEntity } from './list-mandate.entity.js';
import { ListOutsiderEntity } from './list-outsider.entity.js';
import { ListPlaceEntity, type ListView } from './list-place.entity.js';
import { ListProposalEntity } from './list-proposal.entity.js';
import { ListVersionEntity } from './list-version.entity.js';
import { ListEntity } from './list.entity.js';

/** Lists with their versions, places, interventions, consents, filing and mandates. */
@Injectable()
export class ListRepository {
  constructor(private readonly database: Database) {}

  /** Nobody else builds or changes the list of this contest until the transaction ends. */
  async holdContest(tx: Tx, contestId: ContestId): Promise<ListEntity | null> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('list ' || $1, 0))", [contestId]);
    return await tx.findOneBy(ListEntity, { contestId });
  }

  async byId(id: ListId, tx: Tx = this.database.reader): Promise<ListEntity | null> {
    return await tx.findOneBy(ListEntity, { id });
  }

  async ofContest(contestId: ContestId): Promise<ListEntity | null> {
    return await this.database.reader.findOneBy(ListEntity, { contestId });
  }

  async ofPrimary(primaryId: PrimaryId): Promise<ListEntity[]> {
    return await this.database.reader.findBy(ListEntity, { primaryId });
  }

  async put(tx: Tx, list: ListEntity): Promise<void> {
    await tx.upsert(ListEntity, list, ['id']);
  }

  async change(
    tx: Tx,
    id: ListId,
    change: Partial<Pick<ListEntity, 'state' | 'version'>>,
  ): Promise<void> {
    await tx.update(ListEntity, { id }, change);
  }

  async addVersion(
    tx: Tx,
    version: ListVersionEntity,
    views: Readonly<Partial<Record<ListView, readonly string[]>>>,
  ): Promise<void> {
    await tx.insert(ListVersionEntity, version);
    for (const [view, order] of Object.entries(views)) {
      await this.addPlaces(tx, version, view as ListView, order);
    }
  }

  async addPlaces(
    tx: Tx,
    { listId, version }: Pick<ListVersionEntity, 'listId' | 'version'>,
    view: ListView,
    order: readonly string[],
  ): Promise<void> {
    const rows = order.map((candidateId, index) => ({
      listId,
      version,
      view,
      place: index + 1,
      candidateId,
    }));
    if (rows.length > 0) await tx.insert(ListPlaceEntity, rows);
  }

  async version(
    listId: ListId,
    version: number,
    tx: Tx = this.database.reader,
  ): Promise<ListVersionEntity | null> {
    return await tx.findOneBy(ListVersionEntity, { listId, version });
  }

  async versions(listId: ListId): Promise<ListVersionEntity[]> {
    return await this.database.reader.find(ListVersionEntity, {
      where: { listId },
      order: { version: 'DESC' },
    });
  }

  /** The candidates of one view, by place. */
  async places(
    listId: ListId,
    version: number,
    view: ListView,
    tx: Tx = this.database.reader,
  ): Promise<string[]> {
    const rows = await tx.find(ListPlaceEntity, {
      where: { listId, version, view },
      order: { place: 'ASC' },
    });
    return rows.map(({ candidateId }) => candidateId);
  }

  async interventions(
    listId: ListId,
    tx: Tx = this.database.reader,
  ): Promise<ListInterventionEntity[]> {
    return await tx.find(ListInterventionEntity, { where: { listId }, order: { number: 'ASC' } });
  }

  async addIntervention(tx: Tx, intervention: ListInterventionEntity): Promise<void> {
    await tx.insert(ListInterventionEntity, intervention);
  }

  async proposals(listId: ListId, tx: Tx = this.database.reader): Promise<ListProposalEntity[]> {
    return await tx.find(ListProposalEntity, { where: { listId }, order: { number: 'ASC' } });
  }

  /** The proposals of a season that wait for their second signature, on lists that still change; the oldest first. */
  async waitingProposals(primaryId: PrimaryId): Promise<ListProposalEntity[]> {
    return await this.database.reader
      .createQueryBuilder(ListProposalEntity, 'proposal')
      .innerJoin(ListEntity, 'list', 'list.id = proposal.listId')
      .where("list.primaryId = :primaryId AND list.state <> 'filed'", { primaryId })
      .andWhere('proposal.answer IS NULL')
      .orderBy('proposal.proposedAt', 'ASC')
      .addOrderBy('proposal.number', 'ASC')
      .getMany();
  }

  async addProposal(tx: Tx, proposal: ListProposalEntity): Promise<void> {
    await tx.insert(ListProposalEntity, proposal);
  }

  async answerProposal(
    tx: Tx,
    { listId, number }: Pick<ListProposalEntity, 'listId' | 'number'>,
    answer: Pick<
      ListProposalEntity,
      'answer' | 'answeredBy' | 'answeredByName' | 'answeredAt' | 'ground' | 'intervention'
    >,
  ): Promise<void> {
    await tx.update(ListProposalEntity, { listId, number }, answer);
  }

  async outsiders(listId: ListId, tx: Tx = this.database.reader): Promise<ListOutsiderEntity[]> {
    return await tx.find(ListOutsiderEntity, { where: { listId }, order: { id: 'ASC' } });
  }

  async addOutsider(tx: Tx, outsider: ListOutsiderEntity): Promise<void> {
    await tx.insert(ListOutsiderEntity, outsider);
  }

  async consents(listId: ListId, tx: Tx = this.database.reader): Promise<ListConsentEntity[]> {
    return await tx.findBy(ListConsentEntity, { listId });
  }

  async putConsent(tx: Tx, consent: ListConsentEntity): Promise<void> {
    await tx.upsert(ListConsentEntity, consent, ['listId', 'candidateId']);
  }

  async filing(listId: ListId, tx: Tx = this.database.reader): Promise<ListFilingEntity | null> {
    return await tx.findOneBy(ListFilingEntity, { listId });
  }

  async addFiling(tx: Tx, filing: ListFilingEntity): Promise<void> {
    await tx.insert(ListFilingEntity, filing);
  }

  async mandates(listId: ListId): Promise<ListMandateEntity[]> {
    return await this.database.reader.find(ListMandateEntity, {
      where: { listId },
      order: { status: 'DESC', rank: 'ASC' },
    });
  }

  async seat(
    tx: Tx,
    listId: ListId,
    seating: { readonly seatsWon: number; readonly seatedBy: AccountId; readonly seatedAt: Date },
    mandates: readonly ListMandateEntity[],
  ): Promise<void> {
    await tx.update(ListFilingEntity, { listId }, seating);
    if (mandates.length > 0) await tx.insert(ListMandateEntity, [...mandates]);
  }
}
