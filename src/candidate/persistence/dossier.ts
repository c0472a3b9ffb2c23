import type { Instant } from '../../kernel/clock.js';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  PersonId,
  PrimaryId,
  TerritoryCode,
} from '../../kernel/ids.js';
import type { ApplicationState } from '../domain/application-state.js';
import type { Level, Route } from '../domain/eligibility.js';
import type { GroupEvidence } from '../domain/group.js';
import type { Iin } from '../domain/iin.js';
import type { HeldPlace, PersonData } from '../domain/person.js';
import type { Pledge } from '../domain/platform.js';

/** An application with everything that was handed in and found about it. */
export interface Dossier {
  readonly id: CandidacyId;
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly level: Level;
  /** The territory of the body that is applied for. */
  readonly territory: TerritoryCode;
  /** The territory in which the person applies: a unit of the first stage. */
  readonly unit: TerritoryCode;
  readonly route: Route;
  readonly organisation: string | null;
  readonly claimedGroups: readonly string[];
  readonly heldPlaces: readonly HeldPlace[];
  readonly state: ApplicationState;
  readonly stateSince: Instant;
  /** What the commission asked to be corrected, after a return. */
  readonly remark: string | null;
  readonly submittedAt: Instant | null;
  readonly adverse: AdverseDecision | null;
  readonly person: DossierPerson;
  readonly documents: readonly DossierDocument[];
  readonly evidence: readonly DossierEvidence[];
  readonly pledges: readonly Pledge[];
}

export interface DossierPerson {
  readonly id: PersonId;
  readonly iin: Iin;
  readonly accountId: AccountId | null;
  readonly contact: string | null;
  /** Null until the person has filled it in. */
  readonly data: PersonData | null;
}

/** The last decision against the candidate; an appeal is against this one. */
export interface AdverseDecision {
  readonly effect: 'refused' | 'struck-off';
  readonly ground: string;
  readonly text: string;
  readonly at: Instant;
}

export interface DossierDocument {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly hash: string;
}

export interface DossierEvidence extends GroupEvidence {
  readonly note: string;
}

export interface DossierRow {
  readonly id: CandidacyId;
  readonly primary_id: PrimaryId;
  readonly contest_id: ContestId;
  readonly level: Level;
  readonly territory: TerritoryCode;
  readonly unit: TerritoryCode;
  readonly route: Route;
  readonly organisation: string | null;
  readonly claimed_groups: string[];
  readonly held_places: HeldPlace[];
  readonly state: ApplicationState;
  readonly state_since: Date;
  readonly remark: string | null;
  readonly submitted_at: Date | null;
  readonly adverse_effect: AdverseDecision['effect'] | null;
  readonly adverse_ground: string | null;
  readonly adverse_text: string | null;
  readonly adverse_at: Date | null;
  readonly person_id: PersonId;
  readonly iin: Iin;
  readonly account_id: AccountId | null;
  readonly contact: string | null;
  readonly family: string | null;
  readonly given: string | null;
  readonly patronymic: string | null;
  readonly birth_date: PersonData['birthDate'] | null;
  readonly sex: PersonData['sex'] | null;
  readonly resident_since: PersonData['residentSince'] | null;
  readonly membership: PersonData['membership'] | null;
  readonly bars: PersonData['bars'];
  readonly documents: readonly DossierDocument[] | null;
  readonly evidence: readonly DossierEvidence[] | null;
  readonly pledges: readonly Pledge[] | null;
}

/** The whole dossier in one statement; a condition and an order follow. */
export const dossierSelect = `
  SELECT c.id, c.primary_id, c.contest_id, c.level, c.territory, c.unit, c.route, c.organisation,
         c.claimed_groups, c.held_places, c.state, c.state_since, c.remark, c.submitted_at,
         c.adverse_effect, c.adverse_ground, c.adverse_text, c.adverse_at,
         p.id AS person_id, p.iin, p.account_id, p.contact, p.family, p.given, p.patronymic,
         p.birth_date::text AS birth_date, p.sex, p.resident_since::text AS resident_since,
         p.membership, p.bars,
         (SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'name', d.name, 'type', d.type,
                           'size', d.size, 'hash', d.hash) ORDER BY d.kind)
            FROM candidate_document d WHERE d.candidacy_id = c.id) AS documents,
         (SELECT jsonb_agg(jsonb_build_object('group', e.group_id, 'basis', e.basis,
                           'state', e.state, 'note', e.note) ORDER BY e.group_id)
            FROM candidate_group_evidence e WHERE e.candidacy_id = c.id) AS evidence,
         (SELECT jsonb_agg(jsonb_build_object(
                   'title', jsonb_build_object('kk', l.title_kk, 'ru', l.title_ru),
                   'text', jsonb_build_object('kk', l.text_kk, 'ru', l.text_ru),
                   'territory', l.territory,
                   'indicator', jsonb_build_object('kk', l.indicator_kk, 'ru', l.indicator_ru),
                   'dueYear', l.due_year) ORDER BY l.position)
            FROM candidate_pledge l WHERE l.candidacy_id = c.id) AS pledges
    FROM candidate_candidacy c JOIN candidate_person p ON p.id = c.person_id`;

export function readDossier(row: DossierRow): Dossier {
  return {
    id: row.id,
    primaryId: row.primary_id,
    contestId: row.contest_id,
    level: row.level,
    territory: row.territory,
    unit: row.unit,
    route: row.route,
    organisation: row.organisation,
    claimedGroups: row.claimed_groups,
    heldPlaces: row.held_places,
    state: row.state,
    stateSince: row.state_since,
    remark: row.remark,
    submittedAt: row.submitted_at,
    adverse: readAdverse(row),
    person: {
      id: row.person_id,
      iin: row.iin,
      accountId: row.account_id,
      contact: row.contact,
      data: readPersonData(row),
    },
    documents: row.documents ?? [],
    evidence: row.evidence ?? [],
    pledges: row.pledges ?? [],
  };
}

function readAdverse(row: DossierRow): AdverseDecision | null {
  const { adverse_effect, adverse_ground, adverse_text, adverse_at } = row;
  return adverse_effect && adverse_ground !== null && adverse_text !== null && adverse_at
    ? { effect: adverse_effect, ground: adverse_ground, text: adverse_text, at: adverse_at }
    : null;
}

/** The database keeps the six obligatory fields together or not at all. */
function readPersonData(row: DossierRow): PersonData | null {
  const { family, given, birth_date, sex, resident_since, membership } = row;
  if (family === null || given === null || !birth_date || !sex || !resident_since || !membership) {
    return null;
  }
  return {
    name: { family, given, patronymic: row.patronymic },
    birthDate: birth_date,
    sex,
    residentSince: resident_since,
    membership,
    bars: row.bars,
  };
}
