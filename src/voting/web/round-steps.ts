import { Injectable } from '@nestjs/common';
import { parseCalendarDate } from '../../kernel/calendar.js';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import { CloseRoundService } from '../application/close-round.service.js';
import { CountRoundService } from '../application/count-round.service.js';
import { ExtendRoundService } from '../application/extend-round.service.js';
import { FinaliseRoundService } from '../application/finalise-round.service.js';
import { FreezeRollService } from '../application/freeze-roll.service.js';
import { OpenRoundService } from '../application/open-round.service.js';
import { PauseRoundService } from '../application/pause-round.service.js';
import { PublishResultService } from '../application/publish-result.service.js';
import { RecountRoundService } from '../application/recount-round.service.js';
import { ReopenCountService } from '../application/reopen-count.service.js';
import { RepeatRoundService } from '../application/repeat-round.service.js';
import { ResumeRoundService } from '../application/resume-round.service.js';
import { SignProtocolService } from '../application/sign-protocol.service.js';
import { StateDissentService } from '../application/state-dissent.service.js';
import { momentInAstana } from './moment-in-astana.js';
import type { CountRefusal } from './count-sentences.js';
import type { RoundStepForm } from './round-step.form.js';

/** The steps of a round that have a confirming page, with the fields each of them asks for. */
export const roundSteps = {
  roll: ['cutOff'],
  opening: [],
  pause: ['reason'],
  resumption: ['reason'],
  extension: ['closesAt', 'reason'],
  closing: [],
  count: [],
  reopening: ['reason'],
  recount: ['reason'],
  signature: ['hash'],
  dissent: ['reason'],
  publication: [],
  finalisation: [],
  repetition: ['opensAt', 'closesAt', 'reason'],
} as const satisfies Readonly<Record<string, readonly (keyof RoundStepForm)[]>>;

export type RoundStep = keyof typeof roundSteps;

/** Whether the last part of an address is the name of a step. */
export function isRoundStep(text: string): text is RoundStep {
  return Object.hasOwn(roundSteps, text);
}

/** Leads a confirmed step to its use case; pages and JSON go the same way. */
@Injectable()
export class RoundSteps {
  constructor(
    private readonly roll: FreezeRollService,
    private readonly opening: OpenRoundService,
    private readonly pausing: PauseRoundService,
    private readonly resuming: ResumeRoundService,
    private readonly extending: ExtendRoundService,
    private readonly closing: CloseRoundService,
    private readonly counting: CountRoundService,
    private readonly reopening: ReopenCountService,
    private readonly recounting: RecountRoundService,
    private readonly signing: SignProtocolService,
    private readonly dissenting: StateDissentService,
    private readonly publishing: PublishResultService,
    private readonly finalising: FinaliseRoundService,
    private readonly repeating: RepeatRoundService,
  ) {}

  async take(
    step: RoundStep,
    round: RoundId,
    form: RoundStepForm,
    actor: Actor,
  ): Promise<Result<unknown, CountRefusal | readonly CountRefusal[]>> {
    const { reason = '', hash = '' } = form;
    switch (step) {
      case 'roll': {
        const cutOff = parseCalendarDate(form.cutOff ?? '');
        return await this.roll.freeze(round, actor, ...(cutOff.ok ? [cutOff.value] : []));
      }
      case 'opening':
        return await this.opening.open(round, actor);
      case 'pause':
        return await this.pausing.pause(round, reason, actor);
      case 'resumption':
        return await this.resuming.resume(round, reason, actor);
      case 'extension':
        return await this.extending.extend(
          round,
          { closesAt: momentOf(form.closesAt), reason },
          actor,
        );
      case 'closing':
        return await this.closing.close(round, actor);
      case 'count':
        return await this.counting.count(round, actor);
      case 'reopening':
        return await this.reopening.reopen(round, reason, actor);
      case 'recount':
        return await this.recounting.recount(round, reason, actor);
      case 'signature':
        return await this.signing.sign(round, hash, actor);
      case 'dissent':
        return await this.dissenting.state(round, reason, actor);
      case 'publication':
        return await this.publishing.publish(round, actor);
      case 'finalisation':
        return await this.finalising.finalise(round, actor);
      case 'repetition': {
        const [opensAt, closesAt] = [momentOf(form.opensAt), momentOf(form.closesAt)];
        return await this.repeating.repeat(round, { opensAt, closesAt, reason }, actor);
      }
    }
  }
}

/** A moment as typed in Astana; long past when nothing was typed, so that no closing is later than it. */
function momentOf(text = '1970-01-01T00:00'): Date {
  return momentInAstana(text);
}
