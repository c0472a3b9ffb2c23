import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  refusalGrounds,
  strikeOffGrounds,
  type DecisionVote,
  type Proposal,
  type RefusalGround,
  type StrikeOffGround,
} from '../domain/decision.js';

const choose = 'candidate.form.choose';
const fill = 'candidate.form.fill';
const tooLong = 'candidate.form.too-long';
const longest = 4_000;

export class ProposalForm {
  @ApiProperty({ enum: ['register', 'refuse'] })
  @IsIn(['register', 'refuse'], { message: choose })
  readonly kind!: Proposal['kind'];

  @ApiPropertyOptional({ enum: refusalGrounds, description: 'Needed for a refusal.' })
  @IsOptional()
  @IsIn(refusalGrounds, { message: choose })
  readonly ground?: RefusalGround;

  @ApiPropertyOptional({ description: 'The explanation to the candidate; needed for a refusal.' })
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(longest, { message: tooLong })
  readonly text: string = '';
}

export class VoteForm {
  @ApiProperty({ enum: ['for', 'against', 'recused'] })
  @IsIn(['for', 'against', 'recused'], { message: choose })
  readonly vote!: DecisionVote;

  @ApiPropertyOptional({ description: 'A dissenting opinion, or the reason of a recusal.' })
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(longest, { message: tooLong })
  readonly opinion: string = '';
}

export class FindingForm {
  @ApiProperty()
  @IsString({ message: choose })
  readonly group!: string;

  @ApiProperty()
  @IsBoolean({ message: choose })
  readonly verified!: boolean;

  @ApiPropertyOptional({ description: 'Needed when the claim is rejected.' })
  @IsOptional()
  @IsString({ message: fill })
  @MaxLength(longest, { message: tooLong })
  readonly note: string = '';
}

export class TextForm {
  @ApiProperty()
  @IsString({ message: fill })
  @MaxLength(longest, { message: tooLong })
  readonly text!: string;
}

export class StrikingOffForm extends TextForm {
  @ApiProperty({ enum: strikeOffGrounds })
  @IsIn(strikeOffGrounds, { message: choose })
  readonly ground!: StrikeOffGround;
}

export class RulingForm extends TextForm {
  @ApiProperty({ enum: ['upheld', 'overturned'] })
  @IsIn(['upheld', 'overturned'], { message: choose })
  readonly outcome!: 'upheld' | 'overturned';
}

/** The proposal of the form; a refusal without a ground is no proposal. */
export function toProposal({ kind, ground, text }: ProposalForm): Proposal | null {
  if (kind === 'register') return { kind };
  return ground ? { kind, ground, text } : null;
}
