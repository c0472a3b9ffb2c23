import {
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { parseCalendarDate, type CalendarDate } from '../../kernel/calendar.js';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import type { Route } from '../domain/eligibility.js';
import type { Bar, HeldPlace, Membership, PersonData, Sex } from '../domain/person.js';
import type { Pledge } from '../domain/platform.js';
import { manyOf } from './field.js';

export const routes = ['self', 'party-organisation'] as const;
export const sexes = ['female', 'male'] as const;
export const memberships = ['member', 'joining', 'none'] as const;
export const bars = ['unspent-conviction', 'corruption-offence', 'expulsion'] as const;
export const heldPlaces = ['previous-list', 'same-body', 'any-body'] as const;

const choose = 'candidate.form.choose';
const fill = 'candidate.form.fill';
const date = 'candidate.form.date';
const unknownChoice = 'candidate.form.unknown-choice';
const tooLong = 'candidate.form.too-long';

/** Check boxes come as one text, as a list or not at all. */
const Many = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => manyOf(value));

export class NewApplicationForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: choose })
  readonly contestId!: ContestId;

  @ApiPropertyOptional({ example: 'KZ-3901' })
  @IsOptional()
  @Matches(/^[A-Z]{2}(-\d+)?$/, { message: choose })
  readonly unit?: TerritoryCode;

  @ApiProperty({ enum: routes })
  @IsIn(routes, { message: choose })
  readonly route!: Route;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(200, { message: tooLong })
  readonly organisation?: string;
}

export class PersonForm {
  @ApiProperty()
  @IsString({ message: fill })
  @MinLength(1, { message: fill })
  @MaxLength(80, { message: tooLong })
  readonly family!: string;

  @ApiProperty()
  @IsString({ message: fill })
  @MinLength(1, { message: fill })
  @MaxLength(80, { message: tooLong })
  readonly given!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(80, { message: tooLong })
  readonly patronymic?: string;

  @ApiProperty({ format: 'date' })
  @Transform(existingDay)
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: date })
  readonly birthDate!: CalendarDate;

  @ApiProperty({ enum: sexes })
  @IsIn(sexes, { message: choose })
  readonly sex!: Sex;

  @ApiProperty({ format: 'date' })
  @Transform(existingDay)
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: date })
  readonly residentSince!: CalendarDate;

  @ApiProperty({ enum: memberships })
  @IsIn(memberships, { message: choose })
  readonly membership!: Membership;

  @ApiProperty({ enum: bars, isArray: true })
  @Many()
  @IsIn(bars, { each: true, message: unknownChoice })
  readonly bars: readonly Bar[] = [];
}

export class NominationForm {
  @ApiProperty({ enum: routes })
  @IsIn(routes, { message: choose })
  readonly route!: Route;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(200, { message: tooLong })
  readonly organisation?: string;

  @ApiProperty({ isArray: true, type: String })
  @Many()
  @IsString({ each: true, message: unknownChoice })
  readonly claimedGroups: readonly string[] = [];

  @ApiProperty({ enum: heldPlaces, isArray: true })
  @Many()
  @IsIn(heldPlaces, { each: true, message: unknownChoice })
  readonly heldPlaces: readonly HeldPlace[] = [];
}

/** One pledge as a page asks for it: every text on its own. What is missing or too long the platform's own rules say. */
export class PledgeForm {
  @IsOptional()
  @IsString({ message: fill })
  readonly 'title-kk': string = '';

  @IsOptional()
  @IsString({ message: fill })
  readonly 'title-ru': string = '';

  @IsOptional()
  @IsString({ message: fill })
  readonly 'text-kk': string = '';

  @IsOptional()
  @IsString({ message: fill })
  readonly 'text-ru': string = '';

  @IsOptional()
  @IsString({ message: fill })
  readonly 'indicator-kk': string = '';

  @IsOptional()
  @IsString({ message: fill })
  readonly 'indicator-ru': string = '';

  @Matches(/^[A-Z]{2}(-\d+)?$/, { message: choose })
  readonly territory!: TerritoryCode;

  @Matches(/^\d{4}$/, { message: 'candidate.form.year' })
  readonly dueYear!: string;
}

class TwoLanguagesRequest {
  @ApiProperty()
  @IsString({ message: fill })
  readonly kk!: string;

  @ApiProperty()
  @IsString({ message: fill })
  readonly ru!: string;
}

class PledgeRequest {
  @ApiProperty({ type: TwoLanguagesRequest })
  @ValidateNested()
  @Type(() => TwoLanguagesRequest)
  readonly title!: TwoLanguagesRequest;

  @ApiProperty({ type: TwoLanguagesRequest })
  @ValidateNested()
  @Type(() => TwoLanguagesRequest)
  readonly text!: TwoLanguagesRequest;

  @ApiProperty({ example: 'KZ-3901' })
  @Matches(/^[A-Z]{2}(-\d+)?$/, { message: choose })
  readonly territory!: TerritoryCode;

  @ApiProperty({ type: TwoLanguagesRequest })
  @ValidateNested()
  @Type(() => TwoLanguagesRequest)
  readonly indicator!: TwoLanguagesRequest;

  @ApiProperty({ example: 2028 })
  @IsInt({ message: 'candidate.form.year' })
  readonly dueYear!: number;
}

export class PlatformRequest {
  @ApiProperty({ type: PledgeRequest, isArray: true })
  @IsArray({ message: fill })
  @ValidateNested({ each: true })
  @Type(() => PledgeRequest)
  readonly pledges!: readonly PledgeRequest[];
}

/** The person's data as the domain takes them. */
export function toPersonData(form: PersonForm): PersonData {
  const { family, given, patronymic = '', birthDate, sex, residentSince, membership } = form;
  return {
    name: {
      family: family.trim(),
      given: given.trim(),
      patronymic: patronymic.trim() === '' ? null : patronymic.trim(),
    },
    birthDate,
    sex,
    residentSince,
    membership,
    bars: form.bars,
  };
}

/** The pledge as the domain takes it. */
export function toPledge(form: PledgeForm): Pledge {
  return {
    title: { kk: form['title-kk'].trim(), ru: form['title-ru'].trim() },
    text: { kk: form['text-kk'].trim(), ru: form['text-ru'].trim() },
    indicator: { kk: form['indicator-kk'].trim(), ru: form['indicator-ru'].trim() },
    territory: form.territory,
    dueYear: Number(form.dueYear),
  };
}

/** A day that does not exist (30 February) is no date at all. */
function existingDay({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && parseCalendarDate(value).ok ? value : '';
}
