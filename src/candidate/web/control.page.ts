import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { AppealLine, CaseFile, FiledAppeal } from '../application/case-files.js';
import { isOverdue } from '../domain/appeal.js';
import { appealSentence, checkLines, type AppealSentence, type CheckLine } from './case-lines.js';
import { areaField, radioField, withErrors, type Field } from './field.js';
import { candidatePaths, pathTo } from './paths.js';
import { wholeName } from './person-name.js';
import { ruleNames } from './refusal.page.js';

export interface ControlPage {
  readonly title: string;
  readonly tone: string;
  readonly sentence: string;
  readonly rows: readonly {
    readonly href: string;
    readonly person: string;
    readonly against: string;
    readonly step: string;
    readonly deadline: string;
    readonly state: string;
    readonly tone: string;
  }[];
}

/** The appeals of a control body by deadline; how many are late stands first. */
export function controlPage(t: Translate, lines: readonly AppealLine[], now: Instant): ControlPage {
  const open = lines.filter(({ outcome }) => outcome === null);
  const late = open.filter((line) => isOverdue(line, now));
  return {
    title: t('candidate.control.title'),
    tone: late.length > 0 ? 'bad' : '',
    sentence: t('candidate.control.sentence', { open: open.length, late: late.length }),
    rows: lines.map((line) => {
      const state = line.outcome ?? (isOverdue(line, now) ? 'late' : 'open');
      return {
        href: pathTo(candidatePaths.controlAppeal, { id: line.id }),
        person: wholeName(line) ?? '',
        against: t(`candidate.control.effect.${line.effect}`),
        step: t(`candidate.step.${line.step}`),
        deadline: writeMoment(line.decideBy, t.language),
        state: t(`candidate.control.${state}`),
        tone: { late: 'bad', open: 'warn', upheld: '', lapsed: '', overturned: 'good' }[state],
      };
    }),
  };
}

export interface AppealPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly tone: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly decision: { readonly sentence: string; readonly text: string };
  readonly text: string;
  readonly checks: readonly CheckLine[];
  readonly earlier: readonly AppealSentence[];
  readonly action: string | null;
  readonly fields: readonly Field[];
}

/** One appeal beside the checks of the case, with the form for the ruling while it is open. */
export function appealPage(
  t: Translate,
  appeal: FiledAppeal,
  file: CaseFile,
  now: Instant,
  typed: { readonly outcome: string; readonly text: string },
  errors: readonly FieldSentence[] = [],
): AppealPage {
  const { dossier, frame } = file;
  const names = ruleNames(frame.primary.rules, t);
  const effect = t(`candidate.control.effect.${appeal.effect}`);
  const ground = dossier.adverse ? t(`candidate.ground.${dossier.adverse.ground}`) : '';
  const { name } = dossier.person.data ?? {};
  return {
    title: (name && wholeName(name)) ?? t('candidate.queue.unnamed'),
    back: { href: candidatePaths.control, label: t('candidate.control.title') },
    tone: appeal.outcome === null && isOverdue(appeal, now) ? 'bad' : '',
    sentence: appealSentence(t, appeal, now).sentence,
    errors,
    decision: { sentence: `${effect}: ${ground}`, text: dossier.adverse?.text ?? '' },
    text: appeal.text,
    checks: checkLines(t, file, names),
    earlier: file.appeals
      .filter(({ id }) => id !== appeal.id)
      .map((other) => appealSentence(t, other, now)),
    action:
      appeal.outcome === null ? pathTo(candidatePaths.controlAppeal, { id: appeal.id }) : null,
    fields: withErrors(rulingFields(t, typed), errors),
  };
}

function rulingFields(
  t: Translate,
  { outcome, text }: { readonly outcome: string; readonly text: string },
): Field[] {
  return [
    radioField(
      { id: 'outcome', label: t('candidate.control.outcome'), value: outcome },
      ['upheld', 'overturned'].map((value) => ({
        value,
        label: t(`candidate.control.choose-${value}`),
      })),
    ),
    areaField({ id: 'text', label: t('candidate.control.reasons'), value: text }),
  ];
}
