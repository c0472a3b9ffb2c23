import { readReply, Refused, type Ask } from '../../keys/key-server.js';

/** Asks the server in the name of whoever is signed in. */
export function askWith(csrf: string): Ask {
  return async (method, path, body) => {
    const reply = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json', 'x-csrf-token': csrf }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Refused('unreachable');
    });
    return await readReply(reply);
  };
}

/** The sentences that a page holds ready for its script, by name; `{{given}}` and the like are filled. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(page: HTMLElement): Say {
  return (name, values = {}) => {
    const sentence =
      page.querySelector(`[data-say="${name}"]`) ?? page.querySelector('[data-say="unexpected"]');
    return (sentence?.textContent ?? name).replace(/\{(\w+)\}/g, (gap, key: string) =>
      String(values[key] ?? gap),
    );
  };
}

/** Shows what went wrong where a reader and a screen reader find it, or takes it away. */
export function showError(page: HTMLElement, sentence: string | null): void {
  const frame = page.querySelector<HTMLElement>('[data-errors]');
  if (!frame) return;
  frame.hidden = sentence === null;
  frame.textContent = sentence ?? '';
  if (sentence !== null) frame.focus();
}

/** Shows one of the parts of a page and takes the reader to its heading. */
export function showPart(page: HTMLElement, name: string): void {
  for (const part of [...page.querySelectorAll<HTMLElement>('[data-part]')])
    part.hidden = part.dataset['part'] !== name;
  page.querySelector<HTMLElement>(`[data-part=${name}] h2`)?.focus();
}

/** How a row of a list stands: `tone` colours it, the sentence says it. */
export function mark(
  page: HTMLElement,
  round: string,
  tone: 'good' | 'bad' | 'warn' | '',
  sentence: string,
): void {
  const badge = page.querySelector<HTMLElement>(`[data-round="${round}"] [data-state]`);
  if (!badge) return;
  badge.className = `badge ${tone}`;
  badge.textContent = sentence;
}

/** How far a work is that must not be disturbed. */
export interface Working {
  begin(): void;
  step(done: number, all: number): void;
  end(): void;
}

/** Says how far the work is, and locks the form meanwhile. */
export function progressOf(page: HTMLElement, form: HTMLFormElement): Working {
  const frame = page.querySelector<HTMLElement>('[data-progress]');
  const bar = frame?.querySelector('progress');
  return {
    begin(): void {
      for (const field of [...form.elements]) (field as HTMLInputElement).disabled = true;
      if (frame) frame.hidden = false;
      bar?.removeAttribute('value');
    },
    step(done: number, all: number): void {
      if (!bar) return;
      bar.max = all;
      bar.value = done;
    },
    end(): void {
      for (const field of [...form.elements])
        (field as HTMLInputElement).disabled = 'locked' in (field as HTMLElement).dataset;
      if (frame) frame.hidden = true;
    },
  };
}

/** What a form says in a field. */
export function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/** The text of the file chosen in a field; null when none was chosen. */
export async function chosenFile(form: HTMLFormElement, name: string): Promise<string | null> {
  const file = new FormData(form).get(name);
  return file instanceof File && file.size > 0 ? await file.text() : null;
}

/** The rounds whose box is ticked. */
export function tickedRounds(form: HTMLFormElement): string[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name=round]:checked')].map(
    ({ value }) => value,
  );
}

/** What a caught refusal is called, with what it says besides. */
export function refusalOf(error: unknown): {
  readonly kind: string;
  readonly details: Readonly<Record<string, unknown>>;
} {
  return error instanceof Refused ? error : { kind: 'unexpected', details: {} };
}
