import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  PersonId,
  PrimaryId,
  TerritoryCode,
} from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { activeStates, type ApplicationState } from '../domain/application-state.js';
import type { Level, Route } from '../domain/eligibility.js';
import type { GroupEvidence } from '../domain/group.js';
import type { Pledge } from '../domain/platform.js';
import {
  dossierSelect,
  readDossier,
  type AdverseDecision,
  type Dossier,
  type DossierDocument,
  type DossierRow,
} from './dossier.js';

export interface NewCandidacy {
  readonly id: CandidacyId;
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly personId: PersonId;
  readonly level: Level;
  readonly territory: TerritoryCode;
  readonly unit: TerritoryCode;
  readonly route: Route;
  readonly organisation: string | null;
  readonly claimedGroups: readonly string[];
  readonly heldPlaces: readonly string[];
}

export interface ElsewhereRow {
  readonly candidacyId: CandidacyId;
  readonly contestId: ContestId;
  readonly slot: number;
}

/** One line of the commission's queue. */
export interface QueueRow {
  readonly id: CandidacyId;
  readonly contestId: ContestId;
  readonly territory: TerritoryCode;
  readonly state: ApplicationState;
  readonly stateSince: Instant;
  readonly submittedAt: Instant | null;
  readonly family: string | null;
  readonly given: string | null;
  readonly patronymic: string | null;
  /** Claims nobody has looked at. */
  readonly unverified: number;
}

/** Applications and what was handed in with them. */
@Injectable()
export class CandidacyRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, candidacy: NewCandidacy, now: Instant): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_candidacy (id, primary_id, contest_id, person_id, level, territory, unit,
              route, organisation, claimed_groups, held_places, state, state_since, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $12, $12)`,
      [
        candidacy.id,
        candidacy.primaryId,
        candidacy.contestId,
        candidacy.personId,
        candidacy.level,
        candidacy.territory,
        candidacy.unit,
        candidacy.route,
        candidacy.organisation,
        candidacy.claimedGroups,
        candidacy.heldPlaces,
        now,
      ],
    );
  }

  async dossier(id: CandidacyId, tx?: Tx): Promise<Dossier | null> {
    const [dossier] = await this.dossiers([id], tx);
    return dossier ?? null;
  }

  async dossiers(ids: readonly CandidacyId[], tx?: Tx): Promise<Dossier[]> {
    return await this.select('WHERE c.id = ANY($1) ORDER BY c.id', [ids], tx);
  }

  /** The dossiers, locked until the transaction ends. Locks are taken in one order, so that two can never wait for each other. */
  async lock(tx: Tx, ids: readonly CandidacyId[]): Promise<Dossier[]> {
    await tx.query('SELECT 1 FROM candidate_candidacy WHERE id = ANY($1) ORDER BY id FOR UPDATE', [
      ids,
    ]);
    return await this.dossiers(ids, tx);
  }

  async ofAccount(account: AccountId): Promise<Dossier[]> {
    return await this.select('WHERE p.account_id = $1 ORDER BY c.created_at DESC, c.id', [account]);
  }

  /** The registered candidates of a contest, by id; in what order they are shown is the page's business. */
  async registeredIn(contest: ContestId): Promise<Dossier[]> {
    return await this.select(`WHERE c.contest_id = $1 AND c.state = 'registered' ORDER BY c.id`, [
      contest,
    ]);
  }

  async queue(
    primary: PrimaryId,
    scopes: readonly (TerritoryCode | null)[],
    states: readonly ApplicationState[],
  ): Promise<QueueRow[]> {
    const everywhere = scopes.includes(null);
    return await this.database.rows<QueueRow>(
      `SELECT c.id, c.contest_id AS "contestId", c.territory, c.state, c.state_since AS "stateSince",
              c.submitted_at AS "submittedAt", p.family, p.given, p.patronymic,
              (SELECT count(*)::int FROM candidate_group_evidence e
                WHERE e.candidacy_id = c.id AND e.state = 'claimed') AS unverified
         FROM candidate_candidacy c JOIN candidate_person p ON p.id = c.person_id
        WHERE c.primary_id = $1 AND c.state = ANY($2)
          AND ($3 OR EXISTS (SELECT 1 FROM unnest($4::text[]) AS s(code)
                              WHERE starts_with(c.territory, s.code)))
        ORDER BY c.submitted_at, c.id`,
      [primary, states, everywhere, scopes.filter((scope) => scope !== null)],
    );
  }

  /** How many applications of the primary are in each state, in the territories reached. */
  async counts(
    primary: PrimaryId,
    scopes: readonly (TerritoryCode | null)[],
  ): Promise<{ state: ApplicationState; count: number }[]> {
    return await this.database.rows(
      `SELECT state, count(*)::int AS count FROM candidate_candidacy c
        WHERE primary_id = $1 AND ($2 OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS s(code)
                              WHERE starts_with(c.territory, s.code)))
        GROUP BY state ORDER BY state`,
      [primary, scopes.includes(null), scopes.filter((scope) => scope !== null)],
    );
  }

  /** Everybody's applications of a primary, or of one contest, that were handed in, in figures. */
  async figures(
    where: { readonly primary: PrimaryId } | { readonly contest: ContestId },
  ): Promise<CandidacyFigures> {
    const [column, id] =
      'primary' in where ? ['primary_id', where.primary] : ['contest_id', where.contest];
    const [row] = await this.database.rows<CandidacyFigures>(
      `SELECT count(*) FILTER (WHERE c.submitted_at IS NOT NULL)::int AS applications,
              count(*) FILTER (WHERE c.state = 'registered')::int AS registered,
              count(*) FILTER (WHERE c.state = 'registered' AND p.sex = 'female')::int AS women
         FROM candidate_candidacy c JOIN candidate_person p ON p.id = c.person_id
        WHERE c.${column} = $1`,
      [id],
    );
    return row ?? { applications: 0, registered: 0, women: 0 };
  }

  /** How many claims of registered candidates nobody has looked at, in the territories reached. */
  async unexaminedClaims(
    primary: PrimaryId,
    scopes: readonly (TerritoryCode | null)[],
  ): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM candidate_candidacy c
         JOIN candidate_group_evidence e ON e.candidacy_id = c.id AND e.state = 'claimed'
        WHERE c.primary_id = $1 AND c.state IN ('under-review', 'registered')
          AND ($2 OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS s(code)
                              WHERE starts_with(c.territory, s.code)))`,
      [primary, scopes.includes(null), scopes.filter((scope) => scope !== null)],
    );
    return row?.count ?? 0;
  }

  /** Makes the submissions of one person wait for each other. */
  async lockPerson(tx: Tx, person: PersonId): Promise<void> {
    await tx.query('SELECT 1 FROM candidate_person WHERE id = $1 FOR UPDATE', [person]);
  }

  /** The person's other active applications at the level. */
  async elsewhere(
    of: { readonly id: CandidacyId; readonly primaryId: PrimaryId; readonly level: Level },
    person: PersonId,
    tx?: Tx,
  ): Promise<ElsewhereRow[]> {
    return await this.database.rows<ElsewhereRow>(
      `SELECT id AS "candidacyId", contest_id AS "contestId", slot FROM candidate_candidacy
        WHERE primary_id = $1 AND person_id = $2 AND level = $3 AND id <> $4 AND state = ANY($5)
        ORDER BY slot`,
      [of.primaryId, person, of.level, of.id, activeStates],
      tx,
    );
  }

  async moveTo(
    tx: Tx,
    ids: readonly CandidacyId[],
    state: ApplicationState,
    now: Instant,
    remark: string | null = null,
  ): Promise<void> {
    await tx.query(
      'UPDATE candidate_candidacy SET state = $2, state_since = $3, remark = $4 WHERE id = ANY($1)',
      [ids, state, now, remark],
    );
  }

  async submit(tx: Tx, id: CandidacyId, slot: number, now: Instant): Promise<void> {
    await tx.query(
      `UPDATE candidate_candidacy SET state = 'submitted', state_since = $3, remark = NULL, slot = $2,
              submitted_at = coalesce(submitted_at, $3) WHERE id = $1`,
      [id, slot, now],
    );
  }

  /** Refuses or strikes off, with the decision an appeal will be against. */
  async decideAgainst(
    tx: Tx,
    ids: readonly CandidacyId[],
    { effect, ground, text, at }: AdverseDecision,
  ): Promise<void> {
    await tx.query(
      `UPDATE candidate_candidacy SET state = $2, state_since = $5, remark = NULL, adverse_effect = $2,
              adverse_ground = $3, adverse_text = $4, adverse_at = $5 WHERE id = ANY($1)`,
      [ids, effect, ground, text, at],
    );
  }

  /** The state an appeal or a ruling puts the candidacy in; a decision against it stays on record. */
  async moveByAppeal(
    tx: Tx,
    id: CandidacyId,
    state: ApplicationState,
    slot: number,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      'UPDATE candidate_candidacy SET state = $2, slot = $3, state_since = $4 WHERE id = $1',
      [id, state, slot, now],
    );
  }

  async saveNomination(
    tx: Tx,
    id: CandidacyId,
    nomination: Pick<NewCandidacy, 'route' | 'organisation' | 'claimedGroups' | 'heldPlaces'>,
  ): Promise<void> {
    await tx.query(
      `UPDATE candidate_candidacy SET route = $2, organisation = $3, claimed_groups = $4,
              held_places = $5 WHERE id = $1`,
      [
        id,
        nomination.route,
        nomination.organisation,
        nomination.claimedGroups,
        nomination.heldPlaces,
      ],
    );
  }

  async saveDocuments(
    tx: Tx,
    id: CandidacyId,
    documents: readonly DossierDocument[],
    by: AccountId,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_document (candidacy_id, kind, name, type, size, hash, uploaded_by, uploaded_at)
       SELECT $1, n.kind, n.name, n.type, n.size, n.hash, $3, $4
         FROM jsonb_to_recordset($2::jsonb) AS n(kind text, name text, type text, size int, hash text)
       ON CONFLICT (candidacy_id, kind) DO UPDATE SET name = excluded.name, type = excluded.type,
         size = excluded.size, hash = excluded.hash, uploaded_by = excluded.uploaded_by,
         uploaded_at = excluded.uploaded_at`,
      [id, JSON.stringify(documents), by, now],
    );
  }

  async savePledges(tx: Tx, id: CandidacyId, pledges: readonly Pledge[]): Promise<void> {
    await tx.query('DELETE FROM candidate_pledge WHERE candidacy_id = $1', [id]);
    await tx.query(
      `INSERT INTO candidate_pledge (candidacy_id, position, title_kk, title_ru, text_kk, text_ru,
              territory, indicator_kk, indicator_ru, due_year)
       SELECT $1, n.position, n.value->'title'->>'kk', n.value->'title'->>'ru',
              n.value->'text'->>'kk', n.value->'text'->>'ru', n.value->>'territory',
              n.value->'indicator'->>'kk', n.value->'indicator'->>'ru', (n.value->>'dueYear')::int
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS n(value, position)`,
      [id, JSON.stringify(pledges)],
    );
  }

  /** Replaces the claims; what the commission found about a claim that is made again is looked at again. */
  async replaceEvidence(
    tx: Tx,
    id: CandidacyId,
    evidence: readonly GroupEvidence[],
  ): Promise<void> {
    await tx.query('DELETE FROM candidate_group_evidence WHERE candidacy_id = $1', [id]);
    await tx.query(
      `INSERT INTO candidate_group_evidence (candidacy_id, group_id, basis, state)
       SELECT $1, n.group_id, n.basis, 'claimed' FROM unnest($2::text[], $3::text[]) AS n(group_id, basis)`,
      [id, evidence.map(({ group }) => group), evidence.map(({ basis }) => basis)],
    );
  }

  async saveFindings(
    tx: Tx,
    findings: readonly EvidenceFinding[],
    by: AccountId,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `UPDATE candidate_group_evidence e SET state = n.state, note = n.note, found_by = $5, found_at = $6
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS n(candidacy_id, group_id, state, note)
        WHERE e.candidacy_id = n.candidacy_id AND e.group_id = n.group_id`,
      [
        findings.map(({ candidacyId }) => candidacyId),
        findings.map(({ group }) => group),
        findings.map(({ state }) => state),
        findings.map(({ note }) => note),
        by,
        now,
      ],
    );
  }

  /** Keeps what opens the hash of findings that the ledger does not name. */
  async keepSealed(
    tx: Tx,
    { hash, candidacy, salt, groups }: SealedFinding,
    by: AccountId,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_sealed_finding (hash, candidacy_id, salt, groups, found_by, found_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [hash, candidacy, salt, groups, by, now],
    );
  }

  /** What stands in the way of the campaign and of the vote, over the whole primary. */
  async openWork(primary: PrimaryId): Promise<OpenWork> {
    const [row] = await this.database.rows<OpenWork>(
      `SELECT count(*) FILTER (WHERE c.state IN ('submitted', 'under-review', 'returned')
                                 AND a.id IS NULL)::int AS undecided,
              count(*) FILTER (WHERE c.state = 'registered' AND EXISTS (
                SELECT 1 FROM candidate_group_evidence e
                 WHERE e.candidacy_id = c.id AND e.state = 'claimed'))::int AS unexamined,
              count(a.id)::int AS appeals
         FROM candidate_candidacy c
         LEFT JOIN candidate_appeal a ON a.candidacy_id = c.id AND a.outcome IS NULL
        WHERE c.primary_id = $1`,
      [primary],
    );
    return row ?? { undecided: 0, unexamined: 0, appeals: 0 };
  }

  private async select(
    condition: string,
    parameters: readonly unknown[],
    tx?: Tx,
  ): Promise<Dossier[]> {
    const rows = await this.database.rows<DossierRow>(
      `${dossierSelect} ${condition}`,
      parameters,
      tx,
    );
    return rows.map(readDossier);
  }
}

export interface CandidacyFigures {
  readonly applications: number;
  readonly registered: number;
  readonly women: number;
}

export interface OpenWork {
  /** Waiting for the commission or for a correction; those before a control body do not count. */
  readonly undecided: number;
  /** Registered, with claims nobody has looked at. */
  readonly unexamined: number;
  readonly appeals: number;
}

/** What a certificate proved about somebody, and what hides it in the public ledger. */
export interface SealedFinding {
  /** SHA-256 of the canonical JSON of the others, hexadecimal. */
  readonly hash: string;
  readonly candidacy: CandidacyId;
  /** 32 random bytes, hexadecimal: without them nobody finds the finding by trying. */
  readonly salt: string;
  readonly groups: Readonly<Record<string, EvidenceFinding['state']>>;
}

export interface EvidenceFinding {
  readonly candidacyId: CandidacyId;
  readonly group: string;
  readonly state: 'verified' | 'rejected';
  readonly note: string;
}
