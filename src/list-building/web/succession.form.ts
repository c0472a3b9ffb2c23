import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { PlaceAnswer } from '../application/answer-offer.service.js';

/** An empty field of a form is no number. */
const numberOrNothing = ({ value }: { value: unknown }): unknown =>
  value === '' || value === undefined ? undefined : Number(value);

/** A candidate's answer about their place. */
export class PlaceAnswerForm {
  @IsIn(['accept', 'accept-within', 'decline'], { message: 'list-building.refusal.answer-missing' })
  readonly answer!: PlaceAnswer['kind'];

  @ValidateIf(({ answer }: PlaceAnswerForm) => answer === 'accept-within')
  @Transform(numberOrNothing)
  @IsInt({ message: 'list-building.refusal.place-missing' })
  readonly from?: number;

  @ValidateIf(({ answer }: PlaceAnswerForm) => answer === 'accept-within')
  @Transform(numberOrNothing)
  @IsInt({ message: 'list-building.refusal.place-missing' })
  readonly to?: number;
}

export class YieldForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'list-building.refusal.not-a-candidate' })
  readonly taker!: string;
}

export class YieldAnswerForm {
  @IsIn(['agreed', 'refused'], { message: 'list-building.refusal.answer-missing' })
  readonly answer!: 'agreed' | 'refused';
}

export class VacancyForm {
  @IsString({ message: 'list-building.refusal.reason-missing' })
  @MaxLength(2000)
  readonly reason!: string;
}

export class SuccessorForm {
  @IsOptional()
  @IsString()
  readonly candidate?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly reason?: string;
}

/** What the form says, as the use case takes it. */
export function answerOf({ answer, from, to }: PlaceAnswerForm): PlaceAnswer {
  if (answer !== 'accept-within') return { kind: answer };
  return { kind: answer, range: { from: from ?? 0, to: to ?? 0 } };
}
