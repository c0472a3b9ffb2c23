import { candidatePath } from '../../candidate/index.js';
import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { DebateRule } from '../../primary/index.js';
import type { Debate } from '../application/debate-directory.js';
import type { NameBook } from './name-book.js';
import { campaignPaths } from './paths.js';
import { attendanceTone, type Tone } from './tone.js';

export interface DebatePage {
  readonly title: string;
  readonly status: string;
  readonly tone: Tone;
  readonly contest: string;
  readonly place: string;
  readonly minutes: string;
  readonly duty: string | null;
  readonly stream: string | null;
  readonly recording: string | null;
  readonly drawn: boolean;
  readonly marked: boolean;
  readonly speakers: readonly {
    readonly position: string;
    readonly name: string;
    readonly href: string;
    readonly attendance: string;
    readonly tone: Tone;
  }[];
  readonly lot: {
    readonly commitment: string;
    readonly purpose: string;
    readonly opened: {
      readonly secret: string;
      readonly word: string;
      readonly seed: string;
      readonly drawnAt: string;
    } | null;
  };
  readonly all: string;
}

/** One debate for everybody: who speaks when and who came, and how to repeat the draw. */
export function debatePage(
  debate: Debate,
  rules: DebateRule,
  names: NameBook,
  now: Instant,
  t: Translate,
): DebatePage {
  const { lot, speakers, state } = debate;
  return {
    title: t('campaign.debate.title', { unit: names.territory(debate.unit) }),
    status: debateStatus(debate, now, t),
    tone: state === 'cancelled' ? 'bad' : state === 'held' ? 'good' : '',
    contest: names.contest(debate.contestId),
    place: debate.place,
    minutes: t('campaign.debate.minutes', { minutes: rules.minutesEach }),
    duty: rules.obligatory && rules.absenceStrikesOff ? t('campaign.debate.duty') : null,
    stream: state === 'cancelled' ? null : debate.streamAddress,
    recording: debate.recordingAddress,
    drawn: lot.opened !== null,
    marked: speakers.some(({ attendance }) => attendance !== null),
    speakers: speakers.map(({ candidacyId, position, attendance }) => ({
      position: position === null ? '' : String(position),
      name: names.candidate(candidacyId),
      href: candidatePath(candidacyId),
      attendance: t(`campaign.attendance.${attendance ?? 'unmarked'}`),
      tone: attendanceTone(attendance),
    })),
    lot: {
      commitment: lot.commitment,
      purpose: lot.purpose,
      opened: lot.opened && {
        ...lot.opened,
        drawnAt: writeMoment(lot.opened.drawnAt, t.language),
      },
    },
    all: campaignPaths.debates,
  };
}

/** What a debate is waiting for, in a sentence. */
export function debateStatus(
  { state, startsAt, cancelledBecause }: Pick<Debate, 'state' | 'startsAt' | 'cancelledBecause'>,
  now: Instant,
  t: Translate,
): string {
  const key = state === 'drawn' && startsAt <= now ? 'begun' : state;
  return t(`campaign.debate.status.${key}`, { at: startsAt, reason: cancelledBecause ?? '' });
}
