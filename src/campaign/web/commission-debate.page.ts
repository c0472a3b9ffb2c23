import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { DebateRule } from '../../primary/index.js';
import type { Debate } from '../application/debate-directory.js';
import type { RegisteredDebate } from '../application/debate-register.js';
import { attendances } from '../domain/attendance.js';
import { stepOf, type DebateStep } from './commission-debates.page.js';
import { debateStatus } from './debate.page.js';
import type { NameBook } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';
import { attendanceTone, type Tone } from './tone.js';

/** A line of the register with its choices. */
export interface RegisterRow {
  readonly id: string;
  readonly position: string;
  readonly name: string;
  readonly attendance: string;
  readonly tone: Tone;
  readonly reason: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
  readonly evidence: { readonly name: string; readonly href: string } | null;
  readonly attach: string;
}

export interface CommissionDebatePage {
  readonly title: string;
  readonly status: string;
  readonly contest: string;
  readonly errors: readonly FieldSentence[];
  readonly public: string;
  readonly back: string;
  readonly steps: readonly {
    readonly label: string;
    readonly done: boolean;
    readonly current: boolean;
  }[];
  readonly draw: string | null;
  readonly cancel: string | null;
  readonly notBegun: string | null;
  /** Where the register is sent; null while it is closed. */
  readonly register: string | null;
  readonly rows: readonly RegisterRow[];
  readonly hold: string | null;
  readonly absences: {
    readonly sentence: string;
    readonly people: readonly {
      readonly name: string;
      readonly href: string | null;
      readonly note: string;
    }[];
  } | null;
}

/** What somebody typed into the register and was refused. */
export type TypedMarks = Readonly<Record<string, string>>;

/** One debate for its commission: what is done, what comes next, the register. */
export function commissionDebatePage(
  debate: Debate,
  register: RegisteredDebate,
  facts: {
    readonly rules: DebateRule;
    readonly struckOff: readonly CandidacyId[];
    readonly names: NameBook;
    readonly now: Instant;
    readonly errors?: readonly FieldSentence[];
    readonly typed?: TypedMarks;
  },
  t: Translate,
): CommissionDebatePage {
  const { names, now, errors = [], typed = {} } = facts;
  const gaps = { id: debate.id };
  const step = stepOf(debate, now);
  const open = (debate.state === 'drawn' || debate.state === 'held') && now >= debate.startsAt;
  const at = writeMoment(debate.startsAt, t.language);
  return {
    title: t('campaign.commission.debate.title', { unit: names.territory(debate.unit), at }),
    status: debateStatus(debate, now, t),
    contest: `${names.contest(debate.contestId)}. ${debate.place}`,
    errors,
    public: pathTo(campaignPaths.debate, gaps),
    back: campaignPaths.commissionDebates,
    steps: debate.state === 'cancelled' ? [] : stepsOf(step, t),
    draw: debate.state === 'scheduled' ? pathTo(campaignPaths.draw, gaps) : null,
    cancel:
      debate.state === 'scheduled' || debate.state === 'drawn'
        ? pathTo(campaignPaths.cancellation, gaps)
        : null,
    notBegun:
      debate.state === 'drawn' && !open ? t('campaign.commission.debate.not-begun', { at }) : null,
    register: open ? pathTo(campaignPaths.attendance, gaps) : null,
    rows: register.slots.map((slot) => rowOf(slot, debate, names, typed, t)),
    hold: step === 'close' ? pathTo(campaignPaths.holding, gaps) : null,
    absences: debate.state === 'held' ? absencesOf(debate, facts, t) : null,
  };
}

function stepsOf(step: DebateStep, t: Translate): CommissionDebatePage['steps'] {
  const order = ['draw', 'mark', 'close'] as const;
  const at = step === 'done' ? order.length : order.indexOf(step === 'wait' ? 'mark' : step);
  return order.map((name, index) => ({
    label: t(`campaign.commission.step.${name}`),
    done: index < at,
    current: index === at,
  }));
}

function rowOf(
  slot: RegisteredDebate['slots'][number],
  debate: Debate,
  names: NameBook,
  typed: TypedMarks,
  t: Translate,
): RegisterRow {
  const gaps = { id: debate.id, candidacy: slot.candidacyId };
  const evidence = pathTo(campaignPaths.slotEvidence, gaps);
  const chosen = typed[`attendance-${slot.candidacyId}`] ?? slot.attendance ?? '';
  return {
    id: slot.candidacyId,
    position: slot.position === null ? '' : String(slot.position),
    name: names.candidate(slot.candidacyId),
    attendance: t(`campaign.attendance.${slot.attendance ?? 'unmarked'}`),
    tone: attendanceTone(slot.attendance),
    reason: typed[`reason-${slot.candidacyId}`] ?? slot.reason,
    choices: ['', ...attendances].map((value) => ({
      value,
      label: t(`campaign.attendance.${value === '' ? 'unmarked' : value}`),
      chosen: value === chosen,
    })),
    evidence: slot.evidence && { name: slot.evidence.name, href: evidence },
    attach: evidence,
  };
}

function absencesOf(
  debate: Debate,
  facts: {
    readonly rules: DebateRule;
    readonly struckOff: readonly CandidacyId[];
    readonly names: NameBook;
  },
  t: Translate,
): CommissionDebatePage['absences'] {
  const { rules, struckOff, names } = facts;
  const absent = debate.speakers.filter(({ attendance }) => attendance === 'absent');
  const mayStrike = rules.obligatory && rules.absenceStrikesOff;
  const people = absent.map(({ candidacyId }) => {
    const gone = struckOff.includes(candidacyId);
    return {
      name: names.candidate(candidacyId),
      href:
        mayStrike && !gone
          ? pathTo(campaignPaths.absence, { id: debate.id, candidacy: candidacyId })
          : null,
      note: gone ? t('campaign.commission.debate.struck-off') : '',
    };
  });
  const key = absent.length === 0 ? 'absences-none' : mayStrike ? null : 'absences-no-rule';
  return { sentence: key ? t(`campaign.commission.debate.${key}`) : '', people };
}
