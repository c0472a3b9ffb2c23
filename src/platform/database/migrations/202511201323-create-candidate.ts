import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCandidate1763645000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE candidate_person (
        id uuid NOT NULL,
        iin text NOT NULL,
        account_id uuid,
        contact text,
        family text,
        given text,
        patronymic text,
        birth_date date,
        sex text,
        resident_since date,
        membership text,
        bars text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT "PK_candidate_person" PRIMARY KEY (id),
        CONSTRAINT candidate_person_iin UNIQUE (iin),
        CONSTRAINT candidate_person_account UNIQUE (account_id),
        CONSTRAINT candidate_person_iin_digits CHECK (iin ~ '^[0-9]{12}$'),
        CONSTRAINT candidate_person_sex CHECK (sex IN ('female', 'male')),
        CONSTRAINT candidate_person_membership CHECK (membership IN ('member', 'joining', 'none')),
        CONSTRAINT candidate_person_data_together
          CHECK (num_nonnulls(family, given, birth_date, sex, resident_since, membership) IN (0, 6))
      )`);
    await runner.query(`
      CREATE TABLE candidate_candidacy (
        id uuid NOT NULL,
        primary_id uuid NOT NULL,
        contest_id uuid NOT NULL,
        person_id uuid NOT NULL,
        level text NOT NULL,
        territory text NOT NULL,
        unit text NOT NULL,
        route text NOT NULL,
        organisation text,
        claimed_groups text[] NOT NULL DEFAULT '{}',
        held_places text[] NOT NULL DEFAULT '{}',
        state text NOT NULL,
        state_since timestamptz NOT NULL,
        slot smallint,
        remark text,
        submitted_at timestamptz,
        adverse_effect text,
        adverse_ground text,
        adverse_text text,
        adverse_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT "PK_candidate_candidacy" PRIMARY KEY (id),
        CONSTRAINT candidate_candidacy_of_person
          FOREIGN KEY (person_id) REFERENCES candidate_person (id),
        CONSTRAINT candidate_candidacy_level CHECK (level IN ('country', 'region', 'district')),
        CONSTRAINT candidate_candidacy_route CHECK (route IN ('party-organisation', 'self')),
        CONSTRAINT candidate_candidacy_state CHECK (state IN ('draft', 'submitted', 'returned',
          'under-review', 'registered', 'refused', 'withdrawn', 'struck-off')),
        CONSTRAINT candidate_candidacy_active_has_slot CHECK (slot > 0 OR state NOT IN
          ('submitted', 'returned', 'under-review', 'registered')),
        CONSTRAINT candidate_candidacy_adverse_together
          CHECK (num_nonnulls(adverse_effect, adverse_ground, adverse_text, adverse_at) IN (0, 4)),
        CONSTRAINT candidate_candidacy_adverse_effect
          CHECK (adverse_effect IN ('refused', 'struck-off')),
        CONSTRAINT candidate_candidacy_adverse_explained CHECK (adverse_effect IS NOT NULL OR
          state NOT IN ('refused', 'struck-off'))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX candidate_candidacy_one_per_level
        ON candidate_candidacy (primary_id, person_id, level, slot)
        WHERE state IN ('submitted', 'returned', 'under-review', 'registered')`);
    await runner.query(`
      CREATE UNIQUE INDEX candidate_candidacy_one_per_contest
        ON candidate_candidacy (contest_id, person_id)
        WHERE state IN ('draft', 'submitted', 'returned', 'under-review', 'registered')`);
    await runner.query(
      'CREATE INDEX candidate_candidacy_person ON candidate_candidacy (person_id)',
    );
    await runner.query(
      'CREATE INDEX candidate_candidacy_queue ON candidate_candidacy (primary_id, state, territory)',
    );
    await runner.query(`
      CREATE TABLE candidate_document (
        candidacy_id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        size integer NOT NULL,
        hash text NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL,
        CONSTRAINT "PK_candidate_document" PRIMARY KEY (candidacy_id, kind),
        CONSTRAINT candidate_document_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id),
        CONSTRAINT candidate_document_type
          CHECK (type IN ('application/pdf', 'image/jpeg', 'image/png')),
        CONSTRAINT candidate_document_size CHECK (size > 0),
        CONSTRAINT candidate_document_hash CHECK (hash ~ '^[0-9a-f]{64}$')
      )`);
    await runner.query(`
      CREATE TABLE candidate_group_evidence (
        candidacy_id uuid NOT NULL,
        group_id text NOT NULL,
        basis text NOT NULL,
        state text NOT NULL,
        note text NOT NULL DEFAULT '',
        found_by uuid,
        found_at timestamptz,
        CONSTRAINT "PK_candidate_group_evidence" PRIMARY KEY (candidacy_id, group_id),
        CONSTRAINT candidate_group_evidence_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id),
        CONSTRAINT candidate_group_evidence_basis
          CHECK (basis IN ('sex', 'birth-date', 'certificate', 'declaration')),
        CONSTRAINT candidate_group_evidence_state
          CHECK (state IN ('claimed', 'verified', 'rejected')),
        CONSTRAINT candidate_group_evidence_found
          CHECK ((state = 'claimed') = (found_by IS NULL) AND (found_by IS NULL) = (found_at IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE candidate_pledge (
        candidacy_id uuid NOT NULL,
        position smallint NOT NULL,
        title_kk text NOT NULL,
        title_ru text NOT NULL,
        text_kk text NOT NULL,
        text_ru text NOT NULL,
        territory text NOT NULL,
        indicator_kk text NOT NULL,
        indicator_ru text NOT NULL,
        due_year smallint NOT NULL,
        CONSTRAINT "PK_candidate_pledge" PRIMARY KEY (candidacy_id, position),
        CONSTRAINT candidate_pledge_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id),
        CONSTRAINT candidate_pledge_position CHECK (position > 0)
      )`);
    await runner.query(`
      CREATE TABLE candidate_decision (
        id uuid NOT NULL,
        candidacy_id uuid NOT NULL,
        commission text NOT NULL,
        proposal text NOT NULL,
        ground text,
        text text NOT NULL DEFAULT '',
        seats smallint NOT NULL,
        quorum_share text NOT NULL,
        quorum_round text NOT NULL,
        majority text NOT NULL,
        outcome text NOT NULL,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT "PK_candidate_decision" PRIMARY KEY (id),
        CONSTRAINT candidate_decision_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id),
        CONSTRAINT candidate_decision_proposal CHECK (proposal IN ('register', 'refuse')),
        CONSTRAINT candidate_decision_ground CHECK ((proposal = 'refuse') = (ground IS NOT NULL)),
        CONSTRAINT candidate_decision_outcome
          CHECK (outcome IN ('open', 'carried', 'not-carried', 'no-quorum', 'abandoned')),
        CONSTRAINT candidate_decision_settled CHECK ((outcome = 'open') = (settled_at IS NULL)),
        CONSTRAINT candidate_decision_seats CHECK (seats > 0)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX candidate_decision_one_open ON candidate_decision (candidacy_id)
        WHERE outcome = 'open'`);
    await runner.query(
      'CREATE INDEX candidate_decision_candidacy ON candidate_decision (candidacy_id)',
    );
    await runner.query(`
      CREATE TABLE candidate_decision_vote (
        decision_id uuid NOT NULL,
        member_id uuid NOT NULL,
        vote text NOT NULL,
        opinion text NOT NULL DEFAULT '',
        cast_at timestamptz NOT NULL,
        CONSTRAINT "PK_candidate_decision_vote" PRIMARY KEY (decision_id, member_id),
        CONSTRAINT candidate_decision_vote_of_decision
          FOREIGN KEY (decision_id) REFERENCES candidate_decision (id),
        CONSTRAINT candidate_decision_vote_kind CHECK (vote IN ('for', 'against', 'recused')),
        CONSTRAINT candidate_decision_vote_recusal CHECK (vote <> 'recused' OR opinion <> '')
      )`);
    await runner.query(`
      CREATE TABLE candidate_appeal (
        id uuid NOT NULL,
        candidacy_id uuid NOT NULL,
        step text NOT NULL,
        body text,
        effect text NOT NULL,
        contested_at timestamptz NOT NULL,
        text text NOT NULL,
        suspensive boolean NOT NULL,
        filed_at timestamptz NOT NULL,
        decide_by timestamptz NOT NULL,
        outcome text,
        ruling text,
        ruled_by uuid,
        ruled_at timestamptz,
        CONSTRAINT "PK_candidate_appeal" PRIMARY KEY (id),
        CONSTRAINT candidate_appeal_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id),
        CONSTRAINT candidate_appeal_step CHECK (step IN ('territorial', 'regional', 'central')),
        CONSTRAINT candidate_appeal_effect CHECK (effect IN ('refused', 'struck-off')),
        CONSTRAINT candidate_appeal_outcome CHECK (outcome IN ('upheld', 'overturned', 'lapsed')),
        CONSTRAINT candidate_appeal_clock CHECK (decide_by >= filed_at),
        CONSTRAINT candidate_appeal_ruled CHECK (
          (outcome IS NOT NULL AND outcome <> 'lapsed') = (ruled_at IS NOT NULL)
          AND num_nonnulls(ruling, ruled_by, ruled_at) IN (0, 3))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX candidate_appeal_one_open ON candidate_appeal (candidacy_id)
        WHERE outcome IS NULL`);
    await runner.query(
      'CREATE INDEX candidate_appeal_candidacy ON candidate_appeal (candidacy_id)',
    );
    await runner.query(`
      CREATE TABLE candidate_notice (
        id uuid NOT NULL,
        candidacy_id uuid NOT NULL,
        kind text NOT NULL,
        data jsonb NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT "PK_candidate_notice" PRIMARY KEY (id),
        CONSTRAINT candidate_notice_of_candidacy
          FOREIGN KEY (candidacy_id) REFERENCES candidate_candidacy (id)
      )`);
    await runner.query(
      'CREATE INDEX candidate_notice_candidacy ON candidate_notice (candidacy_id, at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['notice', 'appeal', 'decision_vote', 'decision', 'pledge', 'group_evidence'];
    for (const table of [...tables, 'document', 'candidacy', 'person']) {
      await runner.query(`DROP TABLE candidate_${table}`);
    }
  }
}
