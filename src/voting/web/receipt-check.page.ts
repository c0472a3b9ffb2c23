import type { Translate } from '../../platform/web/index.js';

export interface ReceiptCheckPage {
  readonly title: string;
  /** Where the box answers, if not here. */
  readonly boxUrl: string;
  readonly verdicts: readonly Told[];
  readonly steps: readonly {
    readonly step: string;
    readonly title: string;
    readonly outcomes: readonly Told[];
  }[];
}

/** A sentence that the script of the page shows when it has found this. */
interface Told {
  readonly name: string;
  readonly tone: string;
  readonly sentence: string;
}

const verdicts = {
  checking: '',
  good: 'good',
  bad: 'bad',
  waits: 'warn',
  unreachable: 'warn',
  unreadable: 'bad',
} as const;

/** What each step may find, with its tone; `open` is what it says before it was taken. */
const steps = {
  key: { open: '', good: 'good', other: 'bad' },
  signature: { open: '', good: 'good', forged: 'bad' },
  ballot: { open: '', good: 'good', waits: 'warn', absent: 'bad', other: 'bad' },
  head: { open: '', good: 'good', none: 'warn', forged: 'bad' },
  included: { open: '', good: 'good', wrong: 'bad' },
  continued: {
    open: '',
    good: 'good',
    nothing: 'warn',
    forged: 'bad',
    shrunk: 'bad',
    wrong: 'bad',
  },
} as const;

export function receiptCheckPage(boxUrl: string, t: Translate): ReceiptCheckPage {
  const told = (under: string, outcomes: Readonly<Record<string, string>>): Told[] =>
    Object.entries(outcomes).map(([name, tone]) => ({
      name,
      tone,
      sentence: t(`voting-log.receipt.${under}.${name}`),
    }));
  return {
    title: t('voting-log.receipt.title'),
    boxUrl,
    verdicts: told('verdict', verdicts),
    steps: Object.entries(steps).map(([step, outcomes]) => ({
      step,
      title: t(`voting-log.receipt.${step}.title`),
      outcomes: told(step, outcomes),
    })),
  };
}
