import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { attendances, type Attendance } from '../domain/attendance.js';
import { eventKinds, type EventKind } from '../domain/candidate-event.js';
import { complaintGrounds, sanctions } from '../domain/complaint.js';
import type { ComplaintGround, Sanction } from '../domain/complaint.js';

const text = { message: 'campaign.form.text' };

export class ScheduleDebateRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'campaign.form.contest' })
  readonly contestId!: string;

  @ApiProperty({ example: 'KZ-3901' })
  @Matches(/^[A-Z]{2}(-\d+)?$/, { message: 'campaign.form.unit' })
  readonly unit!: string;

  @ApiProperty()
  @IsString({ message: 'campaign.form.place' })
  @IsNotEmpty({ message: 'campaign.form.place' })
  readonly place!: string;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true }, { message: 'campaign.form.moment' })
  readonly startsAt!: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uri' })
  @IsOptional()
  @IsString({ message: 'campaign.form.address' })
  readonly streamAddress: string | null = null;

  @ApiProperty({ type: [String], description: 'Candidacies; all stand in the contest and unit.' })
  @IsArray({ message: 'campaign.form.participants' })
  @IsUUID('all', { each: true, message: 'campaign.form.participants' })
  readonly participants!: string[];
}

export class DrawRequest {
  @ApiProperty({ description: 'What was said before witnesses.', example: '7 13 42' })
  @IsString({ message: 'campaign.refusal.public-word-missing' })
  readonly publicWord!: string;
}

export class MarkRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'campaign.form.participants' })
  readonly candidacyId!: string;

  @ApiProperty({ enum: attendances })
  @IsIn(attendances, { message: 'campaign.form.attendance' })
  readonly attendance!: Attendance;

  @ApiPropertyOptional({ description: 'Needed for an excuse and for a correction.' })
  @IsOptional()
  @IsString(text)
  readonly reason: string = '';
}

export class AttendanceRequest {
  @ApiProperty({ type: [MarkRequest] })
  @IsArray({ message: 'campaign.form.attendance' })
  @ValidateNested({ each: true })
  @Type(() => MarkRequest)
  readonly marks!: MarkRequest[];
}

export class HoldRequest {
  @ApiPropertyOptional({ type: String, nullable: true, format: 'uri' })
  @IsOptional()
  @IsString({ message: 'campaign.form.address' })
  readonly recordingAddress: string | null = null;
}

export class CancelRequest {
  @ApiProperty()
  @IsString({ message: 'campaign.refusal.cancel-reason-missing' })
  readonly reason!: string;
}

export class TextRequest {
  @ApiProperty()
  @IsString(text)
  @MaxLength(10_000, text)
  readonly text!: string;
}

export class EventRequest {
  @ApiProperty({ enum: eventKinds })
  @IsIn(eventKinds, { message: 'campaign.form.kind' })
  readonly kind!: EventKind;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true }, { message: 'campaign.form.moment' })
  readonly heldAt!: string;

  @ApiProperty()
  @IsString({ message: 'campaign.form.place' })
  readonly place!: string;

  @ApiProperty()
  @IsInt({ message: 'campaign.form.attended' })
  @Min(0, { message: 'campaign.form.attended' })
  readonly attended!: number;
}

export class EventsRequest {
  @ApiProperty({ type: [EventRequest] })
  @IsArray({ message: 'campaign.form.kind' })
  @ValidateNested({ each: true })
  @Type(() => EventRequest)
  readonly events!: EventRequest[];
}

export class ComplaintRequest extends TextRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'campaign.form.contest' })
  readonly contestId!: string;

  @ApiProperty({ enum: complaintGrounds })
  @IsIn(complaintGrounds, { message: 'campaign.form.ground' })
  readonly ground!: ComplaintGround;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The candidacy complained of; null for a complaint about a commission.',
  })
  @IsOptional()
  @IsUUID('all', { message: 'campaign.form.respondent' })
  readonly respondent: string | null = null;

  @ApiPropertyOptional({ description: 'Whose commission it is about; else that of the contest.' })
  @IsOptional()
  @Matches(/^[A-Z]{2}(-\d+)?$/, { message: 'campaign.form.unit' })
  readonly territory?: string;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true }, { message: 'campaign.form.moment' })
  readonly happenedAt!: string;
}

export class DecisionRequest extends TextRequest {
  @ApiProperty({ enum: ['upheld', 'rejected'] })
  @IsIn(['upheld', 'rejected'], { message: 'campaign.form.outcome' })
  readonly outcome!: 'upheld' | 'rejected';

  @ApiPropertyOptional({ enum: sanctions, nullable: true })
  @IsOptional()
  @IsIn(sanctions, { message: 'campaign.form.sanction' })
  readonly sanction: Sanction | null = null;
}
