import { rankedInOrder, type BallotForm } from '../../domain/ballots/ballot.js';
import { nameOf, put, type Choice } from './choice.js';

type Ranking = Extract<BallotForm, { readonly kind: 'ranking' }>;

/** First, second, third choice: buttons put candidates on the next place, move them up and down, and take them off. */
export function orderChoice(page: HTMLElement, form: Ranking): Choice {
  const ranked = page.querySelector<HTMLElement>('[data-ranked]');
  const rest = page.querySelector<HTMLElement>('[data-unranked]');
  if (!ranked || !rest) throw new Error('the ballot has no place for an order');
  const inOrder = (): HTMLElement[] => itemsIn(ranked);
  const refresh = (): void => {
    show(page, inOrder(), itemsIn(rest), form);
  };
  page.addEventListener('click', ({ target }) => {
    const button =
      target instanceof Element ? target.closest<HTMLElement>('[data-move]') : undefined;
    if (!button) return;
    const item = button.closest<HTMLElement>('[data-item]') ?? inOrder().at(-1);
    if (!item) return;
    move(button.dataset['move'] ?? '', item, ranked, rest);
    page.dispatchEvent(new Event('change'));
    keepFocus(page, button, item);
  });
  return {
    ballot: () => rankedInOrder(inOrder().map(({ dataset }) => Number(dataset['item']))),
    lines: () => inOrder().map((item, at) => `${at + 1}. ${nameOf(item)}`),
    leftOut: () => itemsIn(rest).map(nameOf),
    refresh,
  };
}

function itemsIn(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-item]')];
}

function move(way: string, item: HTMLElement, ranked: HTMLElement, rest: HTMLElement): void {
  switch (way) {
    case 'on':
      ranked.append(item);
      return;
    case 'up':
      item.previousElementSibling?.before(item);
      return;
    case 'down':
      item.nextElementSibling?.after(item);
      return;
    default:
      // Off the order, back to where it stands on the ballot.
      rest.insertBefore(
        item,
        itemsIn(rest).find((other) => positionOf(other) > positionOf(item)) ?? null,
      );
  }
}

function positionOf({ dataset }: HTMLElement): number {
  return Number(dataset['item']);
}

function show(
  page: HTMLElement,
  ranked: readonly HTMLElement[],
  rest: readonly HTMLElement[],
  { ranks }: Ranking,
): void {
  const full = ranked.length >= ranks;
  for (const [at, item] of ranked.entries()) {
    put(item, '[data-place]', `${at + 1}.`);
    allow(item, 'up', at > 0);
    allow(item, 'down', at < ranked.length - 1);
  }
  for (const item of rest) {
    put(item, '[data-place]', '');
    put(item, '[data-next]', String(ranked.length + 1));
    allow(item, 'on', !full);
  }
  put(page, '[data-filled]', String(ranked.length));
  toggle(page, '[data-full]', full);
  toggle(page, '[data-empty]', ranked.length === 0);
  toggle(page, '[data-rest]', rest.length > 0);
  allow(page, 'undo', ranked.length > 0);
}

function allow(within: HTMLElement, way: string, allowed: boolean): void {
  const button = within.querySelector<HTMLButtonElement>(`[data-move=${way}]`);
  if (button) button.disabled = !allowed;
}

function toggle(page: HTMLElement, selector: string, shown: boolean): void {
  const place = page.querySelector<HTMLElement>(selector);
  if (place) place.hidden = !shown;
}

/** Whoever works by keyboard stays where the work goes on, not at the top of the page. */
function keepFocus(page: HTMLElement, button: HTMLElement, item: HTMLElement): void {
  const usable = (root: HTMLElement, selector: string): HTMLElement | null =>
    [...root.querySelectorAll<HTMLElement>(selector)].find(
      (one) => one.offsetParent !== null && !one.matches(':disabled'),
    ) ?? null;
  const again = button.dataset['move'] === 'on' ? null : usable(item, `#${button.id || 'none'}`);
  const next =
    button.dataset['move'] === 'up' || button.dataset['move'] === 'down'
      ? (again ?? usable(item, '[data-move]'))
      : usable(page, '[data-unranked] [data-move=on]');
  (next ?? usable(page, '[data-review]') ?? usable(item, '[data-move]'))?.focus();
}
