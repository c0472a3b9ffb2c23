import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId, PersonId } from '../../kernel/ids.js';

@Entity('candidate_person')
@Unique('candidate_person_iin', ['iin'])
@Unique('candidate_person_account', ['accountId'])
@Check('candidate_person_iin_digits', "iin ~ '^[0-9]{12}$'")
@Check('candidate_person_sex', "sex IN ('female', 'male')")
@Check('candidate_person_membership', "membership IN ('member', 'joining', 'none')")
@Check(
  'candidate_person_data_together',
  'num_nonnulls(family, given, birth_date, sex, resident_since, membership) IN (0, 6)',
)
export class PersonEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: PersonId;

  @Column({ type: 'text' })
  readonly iin!: string;

  @Column({ type: 'uuid', name: 'account_id', nullable: true })
  readonly accountId!: AccountId | null;

  @Column({ type: 'text', nullable: true })
  readonly contact!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly family!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly given!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly patronymic!: string | null;

  @Column({ type: 'date', name: 'birth_date', nullable: true })
  readonly birthDate!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly sex!: string | null;

  @Column({ type: 'date', name: 'resident_since', nullable: true })
  readonly residentSince!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly membership!: string | null;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly bars!: readonly string[];

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  readonly updatedAt!: Date;
}
