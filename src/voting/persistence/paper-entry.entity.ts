import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';
import type { CountedBallot } from '../domain/rounds/paper-ballots.js';
import { PlaceEntity } from './place.entity.js';

/** The protocol of a place as one of two people typed it. */
@Entity('voting_paper_entry')
@Unique('voting_paper_entry_two_people', ['placeId', 'typedBy'])
@Check('voting_paper_entry_slot', 'slot IN (1, 2)')
@Check(
  'voting_paper_entry_sums',
  'valid >= 0 AND invalid >= 0 AND valid + invalid = "cast" AND "cast" <= signatures AND signatures <= issued',
)
export class PaperEntryEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'place_id',
    primaryKeyConstraintName: 'PK_voting_paper_entry',
  })
  @ForeignKey(() => PlaceEntity, { name: 'FK_voting_paper_entry_place' })
  readonly placeId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_voting_paper_entry' })
  readonly slot!: 1 | 2;

  @Column({ type: 'uuid', name: 'typed_by' })
  readonly typedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'typed_at' })
  readonly typedAt!: Date;

  @Column({ type: 'integer' })
  readonly signatures!: number;

  @Column({ type: 'integer' })
  readonly issued!: number;

  @Column({ type: 'integer' })
  readonly cast!: number;

  @Column({ type: 'integer' })
  readonly valid!: number;

  @Column({ type: 'integer' })
  readonly invalid!: number;

  /** By the published order of the round; empty where the ballots themselves are typed. */
  @Column({ type: 'integer', array: true })
  readonly votes!: number[];

  /** The valid ballots, equal ones by their number. */
  @Column({ type: 'jsonb', nullable: true })
  readonly ballots!: CountedBallot[] | null;
}
