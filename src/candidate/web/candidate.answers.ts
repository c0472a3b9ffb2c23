import { ApiProperty } from '@nestjs/swagger';
import { ageOn } from '../../kernel/calendar.js';
import type { Translate } from '../../platform/web/index.js';
import type {
  AppealLine,
  CaseFile,
  DecisionOnFile,
  Dossier,
  QueueRow,
} from '../application/case-files.js';
import type { ContestFrame } from '../application/contest-frames.js';
import { applicationStates } from '../domain/application-state.js';
import { checkNames } from '../domain/eligibility.js';
import { checkLines } from './case-lines.js';
import { wholeName } from './person-name.js';
import { publicGroups } from './public.page.js';
import { ruleNames } from './refusal.page.js';

export class CreatedAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class VotesOpenedAnswer {
  @ApiProperty({ format: 'uuid', isArray: true, type: String })
  readonly decisionIds!: readonly string[];
}

export class CodeSentAnswer {
  @ApiProperty({ description: 'The contact the code went to, masked.' })
  readonly to!: string;
}

export class TokensAnswer {
  @ApiProperty({ description: 'Send as `Authorization: Bearer …`.' })
  readonly accessToken!: string;

  @ApiProperty()
  readonly refreshToken!: string;
}

class RefusalAnswer {
  @ApiProperty({ example: 'outside-your-territory' })
  readonly kind!: string;

  @ApiProperty({ description: 'The same in the reader’s words.' })
  readonly sentence!: string;
}

export class RefusalsAnswer {
  @ApiProperty({ type: [RefusalAnswer] })
  readonly errors!: readonly RefusalAnswer[];
}

class CheckAnswer {
  @ApiProperty({ enum: checkNames })
  readonly name!: string;

  @ApiProperty()
  readonly passed!: boolean;

  @ApiProperty({ type: [String] })
  readonly reasons!: readonly string[];
}

class EvidenceAnswer {
  @ApiProperty()
  readonly group!: string;

  @ApiProperty({ enum: ['claimed', 'verified', 'rejected'] })
  readonly state!: string;
}

class DecisionAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: ['register', 'refuse'] })
  readonly proposal!: string;

  @ApiProperty({ enum: ['open', 'carried', 'not-carried', 'no-quorum', 'abandoned'] })
  readonly outcome!: string;

  @ApiProperty()
  readonly for!: number;

  @ApiProperty()
  readonly against!: number;

  @ApiProperty()
  readonly recused!: number;

  @ApiProperty()
  readonly quorum!: number;
}

export class ApplicationAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly contestId!: string;

  @ApiProperty({ enum: applicationStates })
  readonly state!: string;

  @ApiProperty({ description: 'The territory the person applies in.' })
  readonly unit!: string;

  @ApiProperty({ type: [CheckAnswer] })
  readonly checks!: readonly CheckAnswer[];

  @ApiProperty({ type: [EvidenceAnswer] })
  readonly groups!: readonly EvidenceAnswer[];

  @ApiProperty({ type: [DecisionAnswer] })
  readonly decisions!: readonly DecisionAnswer[];

  @ApiProperty({ type: [String], description: 'The documents that are there.' })
  readonly documents!: readonly string[];
}

export class QueueAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly contestId!: string;

  @ApiProperty()
  readonly territory!: string;

  @ApiProperty({ enum: applicationStates })
  readonly state!: string;

  @ApiProperty({ nullable: true, type: String })
  readonly name!: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;

  @ApiProperty({ description: 'Claims to belong to a group that nobody has examined.' })
  readonly unexamined!: number;
}

export class AppealAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly candidacyId!: string;

  @ApiProperty({ enum: ['territorial', 'regional', 'central'] })
  readonly step!: string;

  @ApiProperty({ enum: ['refused', 'struck-off'] })
  readonly against!: string;

  @ApiProperty({ format: 'date-time' })
  readonly decideBy!: string;

  @ApiProperty({ enum: ['upheld', 'overturned', 'lapsed'], nullable: true, type: String })
  readonly outcome!: string | null;
}

class TwoLanguagesAnswer {
  @ApiProperty()
  readonly kk!: string;

  @ApiProperty()
  readonly ru!: string;
}

class PledgeAnswer {
  @ApiProperty({ type: TwoLanguagesAnswer })
  readonly title!: TwoLanguagesAnswer;

  @ApiProperty({ type: TwoLanguagesAnswer })
  readonly text!: TwoLanguagesAnswer;

  @ApiProperty({ example: 'KZ-3901' })
  readonly territory!: string;

  @ApiProperty({ type: TwoLanguagesAnswer })
  readonly indicator!: TwoLanguagesAnswer;

  @ApiProperty({ example: 2028 })
  readonly dueYear!: number;
}

export class CandidateAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly contestId!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ enum: applicationStates })
  readonly state!: string;

  @ApiProperty({ description: 'The territory the person applied in.' })
  readonly unit!: string;

  @ApiProperty({ enum: ['self', 'party-organisation'] })
  readonly route!: string;

  @ApiProperty({ description: 'Completed years on the reference date.' })
  readonly age!: number;

  @ApiProperty({ type: [String], description: 'Verified groups, those of a certificate left out.' })
  readonly groups!: readonly string[];

  @ApiProperty({ type: [PledgeAnswer] })
  readonly platform!: readonly PledgeAnswer[];
}

/** An application for those who may read all of it. */
export function applicationAnswer(t: Translate, file: CaseFile): ApplicationAnswer {
  const { dossier, frame, checks } = file;
  const lines = checkLines(t, file, ruleNames(frame.primary.rules, t));
  return {
    id: dossier.id,
    contestId: dossier.contestId,
    state: dossier.state,
    unit: dossier.unit,
    checks: checks.map(({ name, reasons }, index) => ({
      name,
      passed: reasons.length === 0,
      reasons: lines[index]?.reasons ?? [],
    })),
    groups: dossier.evidence.map(({ group, state }) => ({ group, state })),
    decisions: file.decisions.map(decisionAnswer),
    documents: dossier.documents.map(({ kind }) => kind),
  };
}

export function queueAnswer(row: QueueRow): QueueAnswer {
  const { id, contestId, territory, state, unverified } = row;
  const since = row.stateSince.toISOString();
  return { id, contestId, territory, state, name: wholeName(row), since, unexamined: unverified };
}

export function appealAnswer(line: AppealLine): AppealAnswer {
  const { id, candidacyId, step, effect, outcome } = line;
  return { id, candidacyId, step, against: effect, decideBy: line.decideBy.toISOString(), outcome };
}

/** A candidate as everybody may read. */
export function candidateAnswer(
  t: Translate,
  dossier: Dossier,
  frame: ContestFrame,
): CandidateAnswer {
  const { data } = dossier.person;
  return {
    id: dossier.id,
    contestId: dossier.contestId,
    name: (data && wholeName(data.name)) ?? '',
    state: dossier.state,
    unit: dossier.unit,
    route: dossier.route,
    age: data ? ageOn(data.birthDate, frame.primary.rules.calendar.referenceDate) : 0,
    groups: publicGroups(t, dossier, frame),
    platform: dossier.pledges,
  };
}

function decisionAnswer({ decision, tally }: DecisionOnFile): DecisionAnswer {
  return {
    id: decision.id,
    proposal: decision.proposal.kind,
    outcome: decision.outcome,
    for: tally.for,
    against: tally.against,
    recused: tally.recused,
    quorum: tally.quorum,
  };
}
