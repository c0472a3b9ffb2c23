import { IsIn, IsString, MaxLength, IsNotEmpty } from 'class-validator';
import { sanctions } from '../domain/complaint.js';
import type { Finding } from '../domain/complaint.js';

export class DecideComplaintForm {
  @IsIn(['upheld', 'rejected'], { message: 'campaign.form.outcome' })
  readonly outcome!: Finding['outcome'];

  @IsIn(['none', ...sanctions], { message: 'campaign.form.sanction' })
  readonly sanction: 'none' | NonNullable<Finding['sanction']> = 'none';

  @IsString({ message: 'campaign.form.text' })
  @IsNotEmpty({ message: 'campaign.form.text' })
  @MaxLength(10_000, { message: 'campaign.form.text' })
  readonly text!: string;
}

export function findingOf({ outcome, sanction, text }: DecideComplaintForm): Finding {
  return { outcome, sanction: sanction === 'none' ? null : sanction, text };
}
