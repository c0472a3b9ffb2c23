import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString } from 'class-validator';

/** The document that opens a season. */
export class NewPrimaryForm {
  @ApiProperty({ description: 'The rule set as YAML.' })
  @IsString({ message: 'primary.refusal.text-missing' })
  @IsNotEmpty({ message: 'primary.refusal.text-missing' })
  readonly text!: string;
}

/** A new version of the rules with the reason everyone will read. */
export class AmendmentForm extends NewPrimaryForm {
  @ApiProperty({ description: 'Why the rules change; published with the version.' })
  @IsString({ message: 'primary.refusal.reason-missing' })
  @IsNotEmpty({ message: 'primary.refusal.reason-missing' })
  readonly reason!: string;
}
