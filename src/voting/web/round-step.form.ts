import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** What the confirming page of a step may carry; each step reads what it needs. */
export class RoundStepForm {
  @ApiProperty({ required: false, maxLength: 2000, description: 'A published reason or text' })
  @IsOptional()
  @IsString({ message: 'voting-count.form.reason' })
  @MaxLength(2000, { message: 'voting-count.form.reason' })
  readonly reason?: string;

  @ApiProperty({ required: false, description: 'The hash of the result that is signed' })
  @IsOptional()
  @IsString({ message: 'voting-count.form.hash' })
  readonly hash?: string;

  @ApiProperty({ required: false, example: '2020-10-04T14:00', description: 'Astana time' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, { message: 'voting-count.form.moment' })
  readonly closesAt?: string;

  @ApiProperty({ required: false, example: '2020-11-12T09:00', description: 'Astana time' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, { message: 'voting-count.form.moment' })
  readonly opensAt?: string;

  @ApiProperty({ required: false, example: '2020-09-25' })
  @IsOptional()
  @Matches(/^(\d{4}-\d{2}-\d{2})?$/, { message: 'voting-count.form.day' })
  readonly cutOff?: string;
}
