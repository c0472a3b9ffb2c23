// The page that checks a receipt. Bundled to templates/assets/voting/receipt.js.
import { askAnonymously } from './box-witness.js';
import { checkReceipt, type Finding, type Verdict } from './check-receipt.js';
import { put } from './choice.js';
import { readReceipt, receiptFragment, receiptText, type KeptReceipt } from './kept-receipt.js';

/** How long after a ballot that waits for its place the check looks again. */
const lookAgain = 3_000;

const root = document.querySelector<HTMLElement>('[data-receipt-check]');
if (root) start(root);

function start(page: HTMLElement): void {
  let turn = 0;
  const field = page.querySelector('textarea');
  const ask = askAnonymously(page.dataset['boxUrl'] ?? '');

  const check = async (kept: KeptReceipt): Promise<void> => {
    const mine = ++turn;
    showNumbers(page, kept);
    for (const step of page.querySelectorAll<HTMLElement>('[data-step]')) tellNothing(step);
    tell(page, 'checking');
    const verdict = await checkReceipt(kept, ask, (finding) => {
      if (mine === turn) tellFinding(page, finding);
    }).catch((): Verdict => 'unreachable');
    if (mine !== turn) return;
    tell(page, verdict);
    page.querySelector<HTMLElement>('[data-verdicts]')?.focus();
    if (verdict === 'waits') setTimeout(() => mine === turn && void check(kept), lookAgain);
  };

  const fromAddress = (): void => {
    if (location.hash.length < 2) return;
    const kept = readReceipt(location.hash);
    if (!kept) tell(page, 'unreadable');
    else {
      if (field) field.value = receiptText(kept);
      void check(kept);
    }
  };

  page.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const kept = readReceipt(field?.value ?? '');
    if (!kept) {
      turn++;
      tell(page, 'unreadable');
      return;
    }
    // Kept behind the # of the address, which is never sent: a reload, or a bookmark, finds it again.
    const hash = `#${receiptFragment(kept)}`;
    if (location.hash === hash) void check(kept);
    else location.hash = hash;
  });
  page.querySelector('[data-again]')?.addEventListener('click', fromAddress);
  addEventListener('hashchange', fromAddress);
  fromAddress();
}

function showNumbers(page: HTMLElement, kept: KeptReceipt): void {
  put(page, '[data-round]', kept.round);
  put(page, '[data-serial]', kept.serial);
  put(page, '[data-leaf]', kept.leafHash);
  put(page, '[data-size]', kept.head ? String(kept.head.size) : '–');
  const box = page.querySelector<HTMLAnchorElement>('[data-box]');
  if (box) box.href = `/box/${kept.round}`;
}

function tell(page: HTMLElement, verdict: Verdict | 'checking' | 'unreadable'): void {
  showOnly(page.querySelectorAll<HTMLElement>('[data-verdict]'), 'verdict', verdict);
  const result = page.querySelector<HTMLElement>('[data-result]');
  if (result) result.hidden = verdict === 'unreadable';
  const again = page.querySelector<HTMLElement>('[data-again]');
  if (again) again.hidden = verdict !== 'unreachable';
}

function tellFinding(page: HTMLElement, { step, outcome }: Finding): void {
  const place = page.querySelector<HTMLElement>(`[data-step=${step}]`);
  if (!place) return;
  place.dataset['found'] = outcome;
  showOnly(place.querySelectorAll<HTMLElement>('[data-outcome]'), 'outcome', outcome);
}

function tellNothing(place: HTMLElement): void {
  delete place.dataset['found'];
  showOnly(place.querySelectorAll<HTMLElement>('[data-outcome]'), 'outcome', 'open');
}

function showOnly(places: Iterable<HTMLElement>, name: string, value: string): void {
  for (const place of places) place.hidden = place.dataset[name] !== value;
}
