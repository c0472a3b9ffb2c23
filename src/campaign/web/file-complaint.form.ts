import { IsIn, IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { complaintGrounds, type ComplaintGround } from '../domain/complaint.js';
import { localMomentShape } from './local-moment.js';

export class FileComplaintForm {
  @IsUUID('all', { message: 'campaign.form.contest' })
  readonly contest!: string;

  /** A candidacy, or `commission`. */
  @Matches(/^(commission|[0-9a-f-]{36})$/, { message: 'campaign.form.respondent' })
  readonly respondent!: string;

  @IsIn(complaintGrounds, { message: 'campaign.form.ground' })
  readonly ground!: ComplaintGround;

  @Matches(localMomentShape, { message: 'campaign.form.moment' })
  readonly happenedAt!: string;

  @IsString({ message: 'campaign.form.text' })
  @IsNotEmpty({ message: 'campaign.form.text' })
  @MaxLength(10_000, { message: 'campaign.form.text' })
  readonly text!: string;
}
