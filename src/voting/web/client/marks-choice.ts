import { mostMarks, plainMarks, type BallotForm } from '../../domain/ballots/ballot.js';
import { nameOf, put, type Choice } from './choice.js';

/** Marks: one candidate, or up to so many. */
export function marksChoice(page: HTMLElement, form: BallotForm): Choice {
  const inputs = [...page.querySelectorAll<HTMLInputElement>('input[name=mark]')];
  const chosen = (): HTMLInputElement[] => inputs.filter(({ checked }) => checked);
  return {
    ballot: () => plainMarks(chosen().map(({ value }) => Number(value))),
    lines: () => chosen().map(nameOf),
    leftOut: () => [],
    refresh: () => {
      const left = mostMarks(form) - chosen().length;
      for (const input of inputs)
        input.disabled = input.type === 'checkbox' && left <= 0 && !input.checked;
      put(page, '[data-left]', String(left));
    },
  };
}
