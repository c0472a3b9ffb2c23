import { ApiProperty } from '@nestjs/swagger';
import { attendances, type Attendance } from '../domain/attendance.js';
import { eventKinds, type EventKind } from '../domain/candidate-event.js';
import { complaintStates, type ComplaintState } from '../domain/complaint-state.js';
import { complaintGrounds, sanctions } from '../domain/complaint.js';
import type { ComplaintGround, Party, Sanction } from '../domain/complaint.js';
import { debateStates, type DebateState } from '../domain/debate-state.js';
import { stepLevels, type StepLevel } from '../domain/ladder.js';

const uuid = { format: 'uuid' } as const;
const moment = { format: 'date-time' } as const;
const maybe = { type: String, nullable: true } as const;

export class IdAnswer {
  @ApiProperty(uuid)
  readonly id!: string;
}

export class OpenedLotAnswer {
  @ApiProperty()
  readonly secret!: string;

  @ApiProperty()
  readonly word!: string;

  @ApiProperty({ description: 'SHA-256 of the secret’s bytes followed by the word in UTF-8.' })
  readonly seed!: string;

  @ApiProperty(moment)
  readonly drawnAt!: string;
}

export class LotAnswer {
  @ApiProperty({ description: 'SHA-256 of the secret, shown since the debate was announced.' })
  readonly commitment!: string;

  @ApiProperty({ example: 'debate/5b0d0f5e-…' })
  readonly purpose!: string;

  @ApiProperty({ type: OpenedLotAnswer, nullable: true, description: 'Null until drawn.' })
  readonly opened!: OpenedLotAnswer | null;
}

export class SpeakerAnswer {
  @ApiProperty(uuid)
  readonly candidacyId!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'From 1; null until drawn.' })
  readonly position!: number | null;

  @ApiProperty({ enum: attendances, nullable: true })
  readonly attendance!: Attendance | null;
}

export class DebateAnswer {
  @ApiProperty(uuid)
  readonly id!: string;

  @ApiProperty(uuid)
  readonly contestId!: string;

  @ApiProperty({ example: 'KZ-3901' })
  readonly unit!: string;

  @ApiProperty()
  readonly place!: string;

  @ApiProperty(moment)
  readonly startsAt!: string;

  @ApiProperty({ enum: debateStates })
  readonly state!: DebateState;

  @ApiProperty(maybe)
  readonly streamAddress!: string | null;

  @ApiProperty(maybe)
  readonly recordingAddress!: string | null;

  @ApiProperty(maybe)
  readonly cancelledBecause!: string | null;

  @ApiProperty({ type: LotAnswer })
  readonly lot!: LotAnswer;

  @ApiProperty({ type: [SpeakerAnswer] })
  readonly speakers!: SpeakerAnswer[];
}

export class DrawnOrderAnswer {
  @ApiProperty()
  readonly seed!: string;

  @ApiProperty()
  readonly purpose!: string;

  @ApiProperty({ type: [String] })
  readonly order!: string[];
}

export class ChangedAnswer {
  @ApiProperty()
  readonly changed!: number;
}

export class EventAnswer extends IdAnswer {
  @ApiProperty({ enum: eventKinds })
  readonly kind!: EventKind;

  @ApiProperty(moment)
  readonly heldAt!: string;

  @ApiProperty()
  readonly place!: string;

  @ApiProperty()
  readonly attended!: number;
}

export class ComplaintDecisionAnswer {
  @ApiProperty({ enum: stepLevels })
  readonly step!: StepLevel;

  @ApiProperty({ enum: ['upheld', 'rejected'] })
  readonly outcome!: 'upheld' | 'rejected';

  @ApiProperty({ enum: sanctions, nullable: true })
  readonly sanction!: Sanction | null;

  @ApiProperty()
  readonly text!: string;

  @ApiProperty(moment)
  readonly decidedAt!: string;

  @ApiProperty({ ...maybe, ...moment })
  readonly appealBy!: string | null;
}

export class ComplaintAnswer extends IdAnswer {
  @ApiProperty(uuid)
  readonly contestId!: string;

  @ApiProperty({ example: 'KZ-3901' })
  readonly territory!: string;

  @ApiProperty({ enum: complaintGrounds })
  readonly ground!: ComplaintGround;

  @ApiProperty(maybe)
  readonly respondent!: string | null;

  @ApiProperty(moment)
  readonly happenedAt!: string;

  @ApiProperty(moment)
  readonly filedAt!: string;

  @ApiProperty()
  readonly text!: string;

  @ApiProperty({ enum: complaintStates })
  readonly state!: ComplaintState;

  @ApiProperty({ enum: stepLevels, description: 'The body that has it now, or had it last.' })
  readonly step!: StepLevel;

  @ApiProperty(moment)
  readonly decideBy!: string;

  @ApiProperty()
  readonly overdue!: boolean;

  @ApiProperty({ enum: ['complainant', 'respondent'], nullable: true })
  readonly party!: Party | null;

  @ApiProperty({ description: 'Waits for a decision of the body the caller speaks for.' })
  readonly mine!: boolean;

  @ApiProperty({ type: [ComplaintDecisionAnswer] })
  readonly decisions!: ComplaintDecisionAnswer[];
}

export class HearingAnswer {
  @ApiProperty({ enum: stepLevels })
  readonly step!: StepLevel;

  @ApiProperty(moment)
  readonly decideBy!: string;
}

export class ComplaintStateAnswer {
  @ApiProperty({ enum: complaintStates })
  readonly state!: ComplaintState;
}

export class ReasonAnswer {
  @ApiProperty({ example: 'outside-your-territory' })
  readonly kind!: string;

  @ApiProperty({ description: 'In the language asked for with Accept-Language.' })
  readonly sentence!: string;
}

export class ReasonsAnswer {
  @ApiProperty({ type: [ReasonAnswer], description: 'All reasons at once. Nothing has changed.' })
  readonly errors!: ReasonAnswer[];
}
