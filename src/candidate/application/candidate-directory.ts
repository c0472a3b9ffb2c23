import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  PersonId,
  TerritoryCode,
} from '../../kernel/ids.js';
import type { ApplicationState } from '../domain/application-state.js';
import type { Route } from '../domain/eligibility.js';
import { verifiedGroups } from '../domain/group.js';
import type { Membership, PersonName, Sex } from '../domain/person.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';

/** A candidacy as other modules see it. The IIN and unverified claims stay here. */
export interface Candidacy {
  readonly id: CandidacyId;
  readonly contestId: ContestId;
  readonly personId: PersonId;
  readonly personName: PersonName;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  /** The territory in which the person applied. */
  readonly unit: TerritoryCode;
  /** Verified groups only. */
  readonly groups: readonly string[];
  readonly membership: Membership;
  /** The kinds of documents that are in the dossier; what they say stays there. */
  readonly documents: readonly string[];
  readonly route: Route;
  readonly state: ApplicationState;
}

/** What other modules may ask about candidates. Only applications that were handed in are known to it. */
@Injectable()
export class CandidateDirectory {
  constructor(private readonly repository: CandidacyRepository) {}

  /** The registered candidates of a contest, in the order of their ids. */
  async registeredIn(contestId: ContestId): Promise<Candidacy[]> {
    return (await this.repository.registeredIn(contestId)).map(toCandidacy);
  }

  async candidacies(ids: readonly CandidacyId[]): Promise<Candidacy[]> {
    const dossiers = await this.repository.dossiers(ids);
    return dossiers.filter(({ submittedAt }) => submittedAt !== null).map(toCandidacy);
  }

  async candidacy(id: CandidacyId): Promise<Candidacy | null> {
    const [candidacy] = await this.candidacies([id]);
    return candidacy ?? null;
  }

  /** The applications an account's person has handed in. */
  async ofAccount(account: AccountId): Promise<Candidacy[]> {
    const dossiers = await this.repository.ofAccount(account);
    return dossiers.filter(({ submittedAt }) => submittedAt !== null).map(toCandidacy);
  }

  /** The account of the person behind a candidacy; null when it came on paper and the person never signed in. */
  async accountOf(id: CandidacyId): Promise<AccountId | null> {
    const [dossier] = await this.repository.dossiers([id]);
    return dossier?.person.accountId ?? null;
  }

  /** The accounts of several at once; null where there is none. */
  async accountsOf(
    ids: readonly CandidacyId[],
  ): Promise<ReadonlyMap<CandidacyId, AccountId | null>> {
    const dossiers = await this.repository.dossiers(ids);
    return new Map(dossiers.map(({ id, person }) => [id, person.accountId]));
  }

  async isRegistered(id: CandidacyId): Promise<boolean> {
    return (await this.candidacy(id))?.state === 'registered';
  }
}

function toCandidacy(dossier: Dossier): Candidacy {
  const data = defined(dossier.person.data, 'the data of a person whose application was handed in');
  return {
    id: dossier.id,
    contestId: dossier.contestId,
    personId: dossier.person.id,
    personName: data.name,
    birthDate: data.birthDate,
    sex: data.sex,
    unit: dossier.unit,
    groups: verifiedGroups(dossier.evidence),
    membership: data.membership,
    documents: dossier.documents.map(({ kind }) => kind),
    route: dossier.route,
    state: dossier.state,
  };
}
