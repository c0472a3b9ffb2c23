import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
} from 'class-validator';
import type { ConsentAnswer, ConsentDetails } from '../application/record-consent.service.js';
import type { ProposedIntervention } from '../domain/intervention.js';

/** Form fields that are sent once arrive as a text, sent several times as a list. */
const asList = ({ value }: { value: unknown }): unknown =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];

/** An empty field of a form is no number. */
const numberOrNothing = ({ value }: { value: unknown }): unknown =>
  value === '' || value === undefined ? undefined : Number(value);

export class InterventionForm {
  @ApiProperty({ example: 3 })
  @Type(() => Number)
  @IsInt({ message: 'list-building.refusal.place-missing' })
  @Min(1, { message: 'list-building.refusal.place-missing' })
  readonly place!: number;

  @ApiProperty({ description: 'Published with the name of whoever signs.' })
  @IsString({ message: 'list-building.refusal.reason-missing' })
  @MaxLength(2000)
  readonly reason!: string;

  @ApiPropertyOptional({ description: 'A candidate of the contest; otherwise give a name.' })
  @IsOptional()
  @IsString()
  readonly candidate?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(80)
  readonly family?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(80)
  readonly given?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(80)
  readonly patronymic?: string;

  @ApiPropertyOptional({ type: [String], description: 'Groups proved by documents.' })
  @Transform(asList)
  @IsArray()
  @IsString({ each: true })
  readonly groups: readonly string[] = [];
}

export class GroundForm {
  @ApiPropertyOptional({
    description: 'Why a proposal is refused; whoever made it takes it back without.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly ground: string = '';
}

export class ConsentsForm {
  @ApiProperty({ type: [String] })
  @Transform(asList)
  @ArrayNotEmpty({ message: 'list-building.refusal.nobody-ticked' })
  @IsString({ each: true })
  readonly candidates!: readonly string[];

  @ApiProperty({ enum: ['given', 'declined'] })
  @IsIn(['given', 'declined'], { message: 'list-building.refusal.answer-missing' })
  readonly answer!: ConsentAnswer;

  @ApiPropertyOptional({ description: 'The highest place accepted; with `to`.' })
  @IsOptional()
  @Transform(numberOrNothing)
  @IsInt({ message: 'list-building.refusal.place-missing' })
  readonly from?: number;

  @ApiPropertyOptional({ description: 'The lowest place accepted; with `from`.' })
  @IsOptional()
  @Transform(numberOrNothing)
  @IsInt({ message: 'list-building.refusal.place-missing' })
  readonly to?: number;

  @ApiPropertyOptional({ description: 'What the answer rests on: a letter and its day.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly ground?: string;
}

export class FilingForm {
  @ApiPropertyOptional({ description: 'Number and day of the minutes of the congress.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly minutes: string = '';
}

export class MandatesForm {
  @ApiProperty({ example: 8 })
  @Type(() => Number)
  @IsInt({ message: 'list-building.refusal.seats-not-a-number' })
  @Min(0, { message: 'list-building.refusal.seats-not-a-number' })
  readonly seats!: number;
}

/** What the office recorded besides the answer itself. */
export function consentDetails({ from, to, ground = '' }: ConsentsForm): ConsentDetails {
  const named = from !== undefined || to !== undefined;
  return { ground, range: named ? { from: from ?? 0, to: to ?? 0 } : null };
}

/** What the form proposes: somebody who stood if one is named, otherwise somebody from outside. */
export function proposedBy(form: InterventionForm): ProposedIntervention {
  const { place, reason, candidate = '', family = '', given = '', patronymic = '', groups } = form;
  return {
    place,
    reason,
    person:
      candidate === '' && family !== ''
        ? {
            kind: 'outsider',
            family: family.trim(),
            given: given.trim(),
            patronymic: patronymic.trim() === '' ? null : patronymic.trim(),
            groups,
          }
        : { kind: 'candidate', id: candidate },
  };
}
