// The chair's page: the keys of rounds are made on this device. Bundled to templates/assets/voting/ceremony.js.
import { fromBase64 } from '../../keys/bytes.js';
import type { Trustee } from '../../keys/ceremony.js';
import { keyRound } from '../../keys/key-server.js';
import {
  askWith,
  mark,
  progressOf,
  refusalOf,
  showError,
  tickedRounds,
  typed,
  wordsOf,
  type Say,
} from './key-page.js';

const root = document.querySelector<HTMLElement>('[data-ceremony]');
if (root) start(root);

function start(page: HTMLElement): void {
  const form = page.querySelector<HTMLFormElement>('[data-make]');
  if (!form) return;
  const say = wordsOf(page);
  const refresh = (): void => {
    proposeNeeded(form);
  };
  form.addEventListener('change', refresh);
  refresh();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    showError(page, null);
    makeKeys(page, form, say).catch((error: unknown) => {
      showError(page, say(refusalOf(error).kind));
    });
  });
  for (const hidden of [...page.querySelectorAll<HTMLElement>('[data-needs-script]')])
    hidden.hidden = false;
}

function chosenTrustees(form: HTMLFormElement): Trustee[] {
  const ticked = [...form.querySelectorAll<HTMLInputElement>('input[name=trustee]:checked')];
  return ticked.flatMap(({ value, dataset }) => {
    const publicKey = fromBase64(dataset['key'] ?? '');
    return publicKey ? [{ account: value, publicKey }] : [];
  });
}

/** More than half of the chosen, as long as the chair has not typed another number. */
function proposeNeeded(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('[name=needed]');
  const chosen = chosenTrustees(form).length;
  const count = form.querySelector('[data-chosen]');
  if (count) count.textContent = String(chosen);
  if (!field) return;
  field.max = String(Math.max(2, chosen));
  if (document.activeElement === field || 'typed' in field.dataset) {
    field.dataset['typed'] = '';
    return;
  }
  field.value = String(Math.max(2, Math.floor(chosen / 2) + 1));
}

async function makeKeys(page: HTMLElement, form: HTMLFormElement, say: Say): Promise<void> {
  const [rounds, trustees] = [tickedRounds(form), chosenTrustees(form)];
  const needed = Number(typed(form, 'needed'));
  const fault = faultIn(rounds, trustees, needed);
  if (fault !== null) {
    showError(page, say(fault));
    return;
  }
  const ask = askWith(page.dataset['csrf'] ?? '');
  const progress = progressOf(page, form);
  progress.begin();
  let failed = 0;
  for (const [at, round] of rounds.entries()) {
    mark(page, round, 'warn', say('working'));
    const row = page.querySelector<HTMLElement>(`[data-round="${round}"]`);
    const contentBytes = Number(row?.dataset['contentBytes']);
    try {
      await keyRound(ask, { round, contentBytes }, trustees, needed);
      mark(page, round, 'good', say('made'));
    } catch (error) {
      failed += 1;
      mark(page, round, 'bad', sentenceOf(say, error));
    }
    progress.step(at + 1, rounds.length);
  }
  progress.end();
  if (failed > 0) showError(page, say('some-failed', { failed, all: rounds.length }));
  else finish(page);
}

function faultIn(
  rounds: readonly string[],
  trustees: readonly Trustee[],
  needed: number,
): string | null {
  if (rounds.length === 0) return 'no-round';
  if (trustees.length < 2) return 'too-few-trustees';
  if (trustees.length > 15) return 'too-many-trustees';
  return Number.isInteger(needed) && needed >= 2 && needed <= trustees.length
    ? null
    : 'needed-out-of-bounds';
}

/** A refusal of keys names everything that stands against them. */
function sentenceOf(say: Say, error: unknown): string {
  const { kind, details } = refusalOf(error);
  const faults = details['faults'];
  if (kind !== 'keys-refused' || !Array.isArray(faults)) return say(kind);
  return (faults as { kind: string; names?: string[] }[])
    .map((fault) => say(fault.kind, { names: (fault.names ?? []).join(', ') }))
    .join(' ');
}

function finish(page: HTMLElement): void {
  page.querySelector('[data-choices]')?.remove();
  document.querySelector('[data-status]')?.remove();
  const done = page.querySelector<HTMLElement>('[data-finished]');
  if (!done) return;
  done.hidden = false;
  done.focus();
}
