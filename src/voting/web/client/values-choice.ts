import type { Ballot, BallotForm } from '../../domain/ballots/ballot.js';
import { nameOf, put, type Choice } from './choice.js';

/** One candidate with the value chosen for it; null where there is none. */
interface Row {
  readonly position: number;
  readonly name: string;
  value(): number | null;
  label(): string;
}

/** A value for each candidate: a score, a number of votes, a place that may be shared. */
export function valuesChoice(page: HTMLElement, form: BallotForm): Choice {
  const rows = [...page.querySelectorAll<HTMLElement>('[data-row]')].map((row) =>
    rowOf(row, form.kind === 'cumulative'),
  );
  const filled = (): Row[] => rows.filter((row) => row.value() !== null);
  const ballot = (): Ballot =>
    filled().map((row) => ({ candidate: row.position, value: row.value() ?? 0 }));
  if (form.kind === 'cumulative') giveOut(page, form);
  return {
    ballot,
    lines: () => inOrder(filled(), form).map((row) => `${row.name}: ${row.label()}`),
    leftOut: () => rows.filter((row) => row.value() === null).map(({ name }) => name),
    refresh: () => {
      if (form.kind === 'cumulative') showLeft(page, form);
    },
  };
}

function rowOf(row: HTMLElement, zeroIsNone: boolean): Row {
  const radios = [...row.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const field = row.querySelector<HTMLInputElement | HTMLSelectElement>('select, input');
  const text = (): string =>
    radios.length > 0 ? (radios.find(({ checked }) => checked)?.value ?? '') : (field?.value ?? '');
  const label = (): string => {
    if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text ?? '';
    return radios.find(({ checked }) => checked)?.dataset['label'] ?? text();
  };
  return {
    position: Number(row.dataset['row']),
    name: nameOf(row),
    value: () => (text() === '' || (zeroIsNone && text() === '0') ? null : Number(text())),
    label,
  };
}

/** Places from the first, scores and votes from the highest. */
function inOrder(rows: readonly Row[], { kind }: BallotForm): readonly Row[] {
  const sign = kind === 'ranking' ? 1 : -1;
  return [...rows].sort((a, b) => sign * ((a.value() ?? 0) - (b.value() ?? 0)));
}

type Cumulative = Extract<BallotForm, { readonly kind: 'cumulative' }>;

function fieldsOf(page: HTMLElement): HTMLInputElement[] {
  return [...page.querySelectorAll<HTMLInputElement>('[data-row] input')];
}

function left(page: HTMLElement, { votes }: Cumulative): number {
  return votes - fieldsOf(page).reduce((sum, { value }) => sum + Number(value), 0);
}

/** Buttons and typing give no more than there is, and no more than one candidate may get. */
function giveOut(page: HTMLElement, form: Cumulative): void {
  page.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
    const field = button?.closest('[data-row]')?.querySelector('input');
    if (!button || !field) return;
    field.value = String(Number(field.value) + Number(button.dataset['step']));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  for (const field of fieldsOf(page)) {
    field.addEventListener('change', () => {
      const typed = Math.trunc(Number(field.value)) || 0;
      field.value = '0';
      field.value = String(Math.max(0, Math.min(typed, form.mostForOne, left(page, form))));
    });
  }
}

function showLeft(page: HTMLElement, form: Cumulative): void {
  const rest = left(page, form);
  put(page, '[data-left]', String(rest));
  for (const row of page.querySelectorAll<HTMLElement>('[data-row]')) {
    const value = Number(row.querySelector('input')?.value);
    const [less, more] = row.querySelectorAll<HTMLButtonElement>('[data-step]');
    if (less) less.disabled = value <= 0;
    if (more) more.disabled = rest <= 0 || value >= form.mostForOne;
  }
}
