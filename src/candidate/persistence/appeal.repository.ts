import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { AccountId, CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Appeal, AppealOutcome } from '../domain/appeal.js';

/** An appeal as filed: against which decision, and before whom. */
export interface FiledAppeal extends Appeal {
  readonly id: string;
  readonly candidacyId: CandidacyId;
  /** The territory of the party-control body that rules; null for the central one. */
  readonly body: TerritoryCode | null;
  readonly effect: 'refused' | 'struck-off';
  /** The moment of the decision appealed against, which tells one decision from the next. */
  readonly contestedAt: Instant;
  readonly text: string;
  readonly ruling: string | null;
  readonly ruledBy: AccountId | null;
}

/** An open appeal in the list of a party-control body. */
export interface AppealLine extends FiledAppeal {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  readonly territory: TerritoryCode;
}

const columns = `a.id, a.candidacy_id AS "candidacyId", a.step, a.body, a.effect,
  a.contested_at AS "contestedAt", a.text, a.suspensive, a.filed_at AS "filedAt",
  a.decide_by AS "decideBy", a.outcome, a.ruling, a.ruled_by AS "ruledBy", a.ruled_at AS "ruledAt"`;

/** Appeals and rulings. */
@Injectable()
export class AppealRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, appeal: FiledAppeal): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_appeal (id, candidacy_id, step, body, effect, contested_at, text,
              suspensive, filed_at, decide_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        appeal.id,
        appeal.candidacyId,
        appeal.step,
        appeal.body,
        appeal.effect,
        appeal.contestedAt,
        appeal.text,
        appeal.suspensive,
        appeal.filedAt,
        appeal.decideBy,
      ],
    );
  }

  async byId(id: string, tx?: Tx): Promise<FiledAppeal | null> {
    const [row] = await this.select('WHERE a.id = $1', [id], tx);
    return row ?? null;
  }

  /** Every appeal of the candidacy, oldest first. */
  async ofCandidacy(id: CandidacyId, tx?: Tx): Promise<FiledAppeal[]> {
    return await this.select('WHERE a.candidacy_id = $1', [id], tx);
  }

  /** The open appeals of some candidacies; each has at most one. */
  async openOf(tx: Tx, ids: readonly CandidacyId[]): Promise<FiledAppeal[]> {
    return await this.select('WHERE a.candidacy_id = ANY($1) AND a.outcome IS NULL', [ids], tx);
  }

  async rule(
    tx: Tx,
    id: string,
    ruling: { readonly outcome: Exclude<AppealOutcome, 'lapsed'>; readonly text: string },
    by: AccountId,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `UPDATE candidate_appeal SET outcome = $2, ruling = $3, ruled_by = $4, ruled_at = $5 WHERE id = $1`,
      [id, ruling.outcome, ruling.text, by, now],
    );
  }

  async lapseOpen(tx: Tx, candidacy: CandidacyId): Promise<void> {
    await tx.query(
      `UPDATE candidate_appeal SET outcome = 'lapsed' WHERE candidacy_id = $1 AND outcome IS NULL`,
      [candidacy],
    );
  }

  /** The appeals of a primary in the territories reached: open ones by deadline, then those ruled, newest first. */
  async lines(primary: string, scopes: readonly (TerritoryCode | null)[]): Promise<AppealLine[]> {
    return await this.database.rows<AppealLine>(
      `SELECT ${columns}, p.family, p.given, p.patronymic, c.territory
         FROM candidate_appeal a JOIN candidate_candidacy c ON c.id = a.candidacy_id
         JOIN candidate_person p ON p.id = c.person_id
        WHERE c.primary_id = $1
          AND ($2 OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS s(code)
                              WHERE starts_with(c.territory, s.code)))
        ORDER BY a.outcome IS NOT NULL, CASE WHEN a.outcome IS NULL THEN a.decide_by END, a.filed_at DESC
        LIMIT 500`,
      [primary, scopes.includes(null), scopes.filter((scope) => scope !== null)],
    );
  }

  private async select(
    condition: string,
    parameters: readonly unknown[],
    tx?: Tx,
  ): Promise<FiledAppeal[]> {
    return await this.database.rows<FiledAppeal>(
      `SELECT ${columns} FROM candidate_appeal a ${condition}
        ORDER BY a.filed_at, array_position(ARRAY['territorial', 'regional', 'central'], a.step)`,
      parameters,
      tx,
    );
  }
}
