import type { Ballot } from '../../domain/ballots/ballot.js';

/** What the voter does on the ballot, whatever kind of ballot it is. */
export interface Choice {
  /** The ballot as it stands now; it may be blank or not yet valid. */
  ballot(): Ballot;
  /** The ballot in words, line by line, for the review. */
  lines(): readonly string[];
  /** Who would go without a mark, a score or a place. */
  leftOut(): readonly string[];
  /** Brings what the page shows up to date. */
  refresh(): void;
}

/** Writes a text into the one place of the page that waits for it. */
export function put(page: HTMLElement, selector: string, text: string): void {
  const place = page.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

/** The name that stands beside a control. */
export function nameOf({ dataset }: HTMLElement): string {
  return dataset['name'] ?? '';
}
