import type { Instant } from '../../kernel/clock.js';
import type { Translate } from '../../platform/web/index.js';
import type { CaseFile, FiledAppeal } from '../application/case-files.js';
import { isOverdue } from '../domain/appeal.js';
import { refusalSentence, type RuleNames } from './refusal.page.js';

export interface AppealSentence {
  readonly sentence: string;
  readonly ruling: string | null;
}

/** An appeal in a sentence: where it stands and what was ruled. */
export function appealSentence(t: Translate, appeal: FiledAppeal, now: Instant): AppealSentence {
  const step = t(`candidate.step.${appeal.step}`);
  const { filedAt, decideBy, ruledAt, outcome, ruling } = appeal;
  if (outcome === null) {
    const key = isOverdue(appeal, now) ? 'late' : 'open';
    return { sentence: t(`candidate.appeal-line.${key}`, { step, filedAt, decideBy }), ruling };
  }
  const values = { step, ...(ruledAt && { ruledAt }) };
  return { sentence: t(`candidate.appeal-line.${outcome}`, values), ruling };
}

export interface CheckLine {
  readonly name: string;
  readonly tone: 'done' | 'blocked';
  readonly badge: 'good' | 'bad';
  readonly answer: string;
  readonly reasons: readonly string[];
}

/** The questions of the dossier with their answers in words. */
export function checkLines(t: Translate, file: CaseFile, names: RuleNames): CheckLine[] {
  return file.checks.map(({ name, reasons }) => {
    const passed = reasons.length === 0;
    return {
      name: t(`candidate.check.${name}`),
      tone: passed ? 'done' : 'blocked',
      badge: passed ? 'good' : 'bad',
      answer: t(`candidate.dossier.${passed ? 'passed' : 'failed'}`),
      reasons: reasons.map((reason) => refusalSentence(t, reason, names)),
    };
  });
}

export interface PledgeLine {
  readonly title: string;
  readonly text: string;
  readonly where: string;
  readonly indicator: string;
  readonly due: string;
}

/** Kazakh for readers of Kazakh, Russian for everybody else: a platform is written in these two. */
export function pledgeLines(
  t: Translate,
  pledges: CaseFile['dossier']['pledges'],
  territoryName: (code: string) => string,
): PledgeLine[] {
  const language = t.language === 'kk' ? 'kk' : 'ru';
  return pledges.map((pledge) => ({
    title: pledge.title[language],
    text: pledge.text[language],
    where: territoryName(pledge.territory),
    indicator: pledge.indicator[language],
    due: t('candidate.platform.due', { year: String(pledge.dueYear) }),
  }));
}

/** The decision against the candidate, ground and text; what to correct, after a return. */
export function reasonOf(
  t: Translate,
  { dossier }: CaseFile,
): { readonly ground: string; readonly text: string } | null {
  const { state, remark, adverse } = dossier;
  if (state === 'returned' && remark) {
    return { ground: t('candidate.application.remark'), text: remark };
  }
  if (!adverse || state === 'registered') return null;
  const ground = t(`candidate.ground.${adverse.ground}`);
  return { ground: t('candidate.application.ground', { ground }), text: adverse.text };
}
