import type { Translate } from '../../platform/web/index.js';
import type { RoundConsole } from '../application/round-overviews.js';
import { countPaths } from './count-paths.js';
import { headingOf } from './round.page.js';
import { roundSteps, type RoundStep } from './round-steps.js';
import type { RoundStepForm } from './round-step.form.js';

/** A confirming page: what the step does, who will know, and what it needs to be told. */
export interface RoundStepPage {
  readonly title: string;
  readonly heading: string;
  readonly back: string;
  readonly consequence: string;
  readonly submit: string;
  readonly reason: { readonly label: string; readonly value: string } | null;
  readonly opensAt: { readonly value: string } | null;
  readonly closesAt: { readonly value: string } | null;
  readonly cutOff: { readonly value: string } | null;
  readonly hash: string | null;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
}

export function roundStepPage(
  t: Translate,
  data: RoundConsole,
  step: RoundStep,
  typed: RoundStepForm = {},
  errors: readonly string[] = [],
): RoundStepPage {
  const asks: readonly (keyof RoundStepForm)[] = roundSteps[step];
  return {
    title: t(`voting-count.action.${step}`),
    heading: headingOf(t, data.title).title,
    back: countPaths.console(data.round.id),
    consequence: t(`voting-count.consequence.${step}`),
    submit: t(`voting-count.action.${step}`),
    reason: asks.includes('reason')
      ? {
          label: t(step === 'dissent' ? 'voting-count.form.text' : 'voting-count.form.why'),
          value: typed.reason ?? '',
        }
      : null,
    opensAt: asks.includes('opensAt') ? { value: typed.opensAt ?? '' } : null,
    closesAt: asks.includes('closesAt') ? { value: typed.closesAt ?? '' } : null,
    cutOff: asks.includes('cutOff') ? { value: typed.cutOff ?? '' } : null,
    hash: asks.includes('hash') ? (data.result?.hash ?? '') : null,
    errors: errors.map((sentence) => ({ field: asks[0] ?? 'content', sentence })),
  };
}
