import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { StageTimes } from '../application/advance-winners.service.js';
import { momentInAstana } from './moment-in-astana.js';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** When the rounds of a stage take place, in Astana time. */
export class StageForm {
  @ApiProperty({ example: '2020-10-01T00:00', description: 'Astana time' })
  @Matches(moment, { message: 'voting-count.form.moment' })
  readonly opensAt!: string;

  @ApiProperty({ example: '2020-10-04T14:00', description: 'Astana time' })
  @Matches(moment, { message: 'voting-count.form.moment' })
  readonly closesAt!: string;
}

export function timesOf({ opensAt, closesAt }: StageForm): StageTimes {
  return { opensAt: momentInAstana(opensAt), closesAt: momentInAstana(closesAt) };
}
