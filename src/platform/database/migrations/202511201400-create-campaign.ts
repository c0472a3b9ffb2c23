import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCampaign1763650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign_debate (
        id uuid NOT NULL,
        primary_id uuid NOT NULL,
        contest_id uuid NOT NULL,
        unit text NOT NULL,
        place text NOT NULL,
        starts_at timestamptz NOT NULL,
        stream_address text,
        recording_address text,
        state text NOT NULL,
        cancelled_because text,
        lot_secret text NOT NULL,
        lot_commitment text NOT NULL,
        lot_word text,
        lot_seed text,
        drawn_at timestamptz,
        scheduled_by uuid NOT NULL,
        scheduled_at timestamptz NOT NULL,
        CONSTRAINT "PK_campaign_debate" PRIMARY KEY (id),
        CONSTRAINT campaign_debate_state CHECK (state IN ('scheduled', 'drawn', 'held', 'cancelled')),
        CONSTRAINT campaign_debate_place CHECK (btrim(place) <> ''),
        CONSTRAINT campaign_debate_cancelled CHECK ((state = 'cancelled') = (cancelled_because IS NOT NULL)),
        CONSTRAINT campaign_debate_lot CHECK (lot_secret ~ '^[0-9a-f]{64}$' AND lot_commitment ~ '^[0-9a-f]{64}$'
                                              AND lot_seed ~ '^[0-9a-f]{64}$'),
        CONSTRAINT campaign_debate_drawn_together CHECK (num_nonnulls(lot_word, lot_seed, drawn_at) IN (0, 3)),
        CONSTRAINT campaign_debate_drawn CHECK (CASE state WHEN 'scheduled' THEN drawn_at IS NULL
                                                           WHEN 'cancelled' THEN true
                                                           ELSE drawn_at IS NOT NULL END)
      )`);
    await runner.query(
      'CREATE INDEX campaign_debate_schedule ON campaign_debate (primary_id, starts_at)',
    );
    await runner.query(`
      CREATE TABLE campaign_debate_slot (
        debate_id uuid NOT NULL,
        candidacy_id uuid NOT NULL,
        position integer,
        attendance text,
        reason text NOT NULL DEFAULT '',
        marked_by uuid,
        marked_at timestamptz,
        evidence_name text,
        evidence_type text,
        evidence_hash text,
        CONSTRAINT "PK_campaign_debate_slot" PRIMARY KEY (debate_id, candidacy_id),
        CONSTRAINT campaign_debate_slot_position UNIQUE (debate_id, position),
        CONSTRAINT campaign_debate_slot_from_one CHECK (position > 0),
        CONSTRAINT campaign_debate_slot_attendance CHECK (attendance IN ('present', 'absent', 'excused')),
        CONSTRAINT campaign_debate_slot_excused CHECK (attendance <> 'excused' OR btrim(reason) <> ''),
        CONSTRAINT campaign_debate_slot_marked CHECK (num_nonnulls(attendance, marked_by, marked_at) IN (0, 3)),
        CONSTRAINT campaign_debate_slot_drawn_first CHECK (attendance IS NULL OR position IS NOT NULL),
        CONSTRAINT campaign_debate_slot_evidence CHECK (num_nonnulls(evidence_name, evidence_type, evidence_hash) IN (0, 3)),
        CONSTRAINT "FK_campaign_debate_slot_debate" FOREIGN KEY (debate_id) REFERENCES campaign_debate (id)
      )`);
    await runner.query(
      'CREATE INDEX campaign_debate_slot_candidacy ON campaign_debate_slot (candidacy_id)',
    );
    await runner.query(`
      CREATE TABLE campaign_event (
        id uuid NOT NULL,
        contest_id uuid NOT NULL,
        candidacy_id uuid NOT NULL,
        kind text NOT NULL,
        held_at timestamptz NOT NULL,
        place text NOT NULL,
        attended integer NOT NULL,
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT "PK_campaign_event" PRIMARY KEY (id),
        CONSTRAINT campaign_event_kind CHECK (kind IN ('meeting', 'door-to-door', 'reception', 'broadcast', 'online', 'other')),
        CONSTRAINT campaign_event_place CHECK (btrim(place) <> ''),
        CONSTRAINT campaign_event_attended CHECK (attended >= 0),
        CONSTRAINT campaign_event_after CHECK (held_at <= recorded_at)
      )`);
    await runner.query(
      'CREATE INDEX campaign_event_candidacy ON campaign_event (candidacy_id, held_at)',
    );
    await runner.query(`
      CREATE TABLE campaign_complaint (
        id uuid NOT NULL,
        primary_id uuid NOT NULL,
        contest_id uuid NOT NULL,
        territory text NOT NULL,
        ground text NOT NULL,
        respondent_id uuid,
        happened_at timestamptz NOT NULL,
        text text NOT NULL,
        filed_by uuid NOT NULL,
        filed_at timestamptz NOT NULL,
        state text NOT NULL,
        step text NOT NULL,
        decide_by timestamptz NOT NULL,
        evidence_name text,
        evidence_type text,
        evidence_hash text,
        CONSTRAINT "PK_campaign_complaint" PRIMARY KEY (id),
        CONSTRAINT campaign_complaint_ground CHECK (ground IN ('bribery', 'use-of-office', 'pressure-on-voters',
          'false-statements', 'insult', 'unlawful-campaigning', 'identity-fraud', 'debate-misconduct', 'commission-breach')),
        CONSTRAINT campaign_complaint_respondent CHECK ((ground = 'commission-breach') = (respondent_id IS NULL)),
        CONSTRAINT campaign_complaint_state CHECK (state IN ('filed', 'decided', 'appealed', 'final')),
        CONSTRAINT campaign_complaint_step CHECK (step IN ('territorial', 'regional', 'central')),
        CONSTRAINT campaign_complaint_text CHECK (btrim(text) <> ''),
        CONSTRAINT campaign_complaint_after CHECK (happened_at <= filed_at),
        CONSTRAINT campaign_complaint_evidence CHECK (num_nonnulls(evidence_name, evidence_type, evidence_hash) IN (0, 3))
      )`);
    await runner.query(
      'CREATE INDEX campaign_complaint_queue ON campaign_complaint (primary_id, state, decide_by)',
    );
    await runner.query('CREATE INDEX campaign_complaint_filed_by ON campaign_complaint (filed_by)');
    await runner.query(
      'CREATE INDEX campaign_complaint_respondent_id ON campaign_complaint (respondent_id)',
    );
    await runner.query(`
      CREATE TABLE campaign_complaint_decision (
        complaint_id uuid NOT NULL,
        step text NOT NULL,
        outcome text NOT NULL,
        sanction text,
        text text NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL,
        appeal_by timestamptz,
        CONSTRAINT "PK_campaign_complaint_decision" PRIMARY KEY (complaint_id, step),
        CONSTRAINT campaign_complaint_decision_step CHECK (step IN ('territorial', 'regional', 'central')),
        CONSTRAINT campaign_complaint_decision_outcome CHECK (outcome IN ('upheld', 'rejected')),
        CONSTRAINT campaign_complaint_decision_sanction CHECK (sanction IN ('warning', 'removal')),
        CONSTRAINT campaign_complaint_decision_breach CHECK (sanction IS NULL OR outcome = 'upheld'),
        CONSTRAINT campaign_complaint_decision_text CHECK (btrim(text) <> ''),
        CONSTRAINT "FK_campaign_complaint_decision_complaint" FOREIGN KEY (complaint_id) REFERENCES campaign_complaint (id)
      )`);
    await runner.query(`
      CREATE TABLE campaign_complaint_appeal (
        complaint_id uuid NOT NULL,
        step text NOT NULL,
        party text NOT NULL,
        text text NOT NULL,
        filed_by uuid NOT NULL,
        filed_at timestamptz NOT NULL,
        CONSTRAINT "PK_campaign_complaint_appeal" PRIMARY KEY (complaint_id, step),
        CONSTRAINT campaign_complaint_appeal_step CHECK (step IN ('regional', 'central')),
        CONSTRAINT campaign_complaint_appeal_party CHECK (party IN ('complainant', 'respondent')),
        CONSTRAINT campaign_complaint_appeal_text CHECK (btrim(text) <> ''),
        CONSTRAINT "FK_campaign_complaint_appeal_complaint" FOREIGN KEY (complaint_id) REFERENCES campaign_complaint (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE campaign_complaint_appeal');
    await runner.query('DROP TABLE campaign_complaint_decision');
    await runner.query('DROP TABLE campaign_complaint');
    await runner.query('DROP TABLE campaign_event');
    await runner.query('DROP TABLE campaign_debate_slot');
    await runner.query('DROP TABLE campaign_debate');
  }
}
