import { IsIn, IsNotEmpty, IsString, IsUUID, Matches } from 'class-validator';
import { eventKinds, type EventKind } from '../domain/candidate-event.js';
import { localMomentShape } from './local-moment.js';

export class RecordEventForm {
  @IsUUID('all', { message: 'campaign.form.contest' })
  readonly candidacy!: string;

  @IsIn(eventKinds, { message: 'campaign.form.kind' })
  readonly kind!: EventKind;

  @Matches(localMomentShape, { message: 'campaign.form.moment' })
  readonly heldAt!: string;

  @IsString({ message: 'campaign.form.place' })
  @IsNotEmpty({ message: 'campaign.form.place' })
  readonly place!: string;

  @Matches(/^\d{1,7}$/, { message: 'campaign.form.attended' })
  readonly attended!: string;
}
