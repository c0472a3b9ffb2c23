import { Transform, type TransformFnParams } from 'class-transformer';
import { IsNotEmpty, IsString, IsUUID, Matches } from 'class-validator';
import { localMomentShape } from './local-moment.js';

/** One box ticked comes as a text, several as a list. */
const asList = ({ value }: TransformFnParams): unknown => [value as unknown].flat();

export class ScheduleDebateForm {
  /** `contest/unit` */
  @Matches(/^[0-9a-f-]{36}\/[A-Z]{2}(-\d+)?$/, { message: 'campaign.form.contest' })
  readonly where!: string;

  @IsString({ message: 'campaign.form.place' })
  @IsNotEmpty({ message: 'campaign.form.place' })
  readonly place!: string;

  @Matches(localMomentShape, { message: 'campaign.form.moment' })
  readonly startsAt!: string;

  @Matches(/^(https?:\/\/\S+)?$/, { message: 'campaign.form.address' })
  readonly streamAddress: string = '';

  @Transform(asList)
  @IsUUID('all', { each: true, message: 'campaign.form.participants' })
  readonly participants: string[] = [];
}
