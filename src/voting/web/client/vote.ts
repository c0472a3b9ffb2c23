// The voter's page: choice, review, casting, receipt. Bundled to templates/assets/voting/vote.js.
import { plainMarks } from '../../domain/ballot.js';
import {
  begin,
  finish,
  Refused,
  type BallotRound,
  type Progress,
  type Receipt,
  type Shelf,
} from './ballot-client.js';

type View = 'choose' | 'review' | 'sealing' | 'waiting' | 'receipt';

const root = document.querySelector<HTMLElement>('[data-ballot]');
if (root) start(root);

function start(page: HTMLElement): void {
  const data = (name: string): string => page.dataset[name] ?? '';
  const marks = Number(data('marks'));
  const round: BallotRound = {
    id: data('round'),
    tokenKey: data('tokenKey'),
    form:
      data('kind') === 'single'
        ? { kind: 'single', candidates: Number(data('count')) }
        : { kind: 'rating', candidates: Number(data('count')), marks },
  };
  const shelf = shelfFor(`irikteu/${round.id}/${data('voter')}`);
  const inputs = [...page.querySelectorAll<HTMLInputElement>('input[name=mark]')];
  const chosen = (): HTMLInputElement[] => inputs.filter(({ checked }) => checked);

  const show = (view: View): void => {
    for (const section of [...page.querySelectorAll<HTMLElement>('[data-view]')])
      section.hidden = section.dataset['view'] !== view;
    page.querySelector<HTMLElement>(`[data-view=${view}] h2`)?.focus();
  };

  const count = (): void => {
    const left = marks - chosen().length;
    for (const input of inputs)
      input.disabled = input.type === 'checkbox' && left <= 0 && !input.checked;
    const counter = page.querySelector('[data-left]');
    if (counter) counter.textContent = String(left);
    const review = page.querySelector<HTMLButtonElement>('[data-review]');
    if (review) review.disabled = chosen().length === 0;
  };

  const review = (event: Event): void => {
    event.preventDefault();
    const items = chosen().map((input) => {
      const item = document.createElement('li');
      item.textContent = input.dataset['name'] ?? '';
      return item;
    });
    page.querySelector('[data-chosen]')?.replaceChildren(...items);
    show('review');
  };

  const castChoice = async (): Promise<void> => {
    show('sealing');
    await begin(round, plainMarks(chosen().map(({ value }) => Number(value))), shelf);
    await goOn();
  };

  const goOn = async (): Promise<void> => {
    refuse(page, null);
    show('sealing');
    try {
      showReceipt(
        await finish(round, shelf, (path, body, session) =>
          send(path, body, session, data('csrf')),
        ),
      );
    } catch (error) {
      const kind = error instanceof Refused ? error.kind : 'unexpected';
      refuse(page, kind);
      show('waiting');
    }
  };

  const showReceipt = ({ serial, leafHash }: Receipt): void => {
    const put = (selector: string, text: string): void => {
      const place = page.querySelector(selector);
      if (place) place.textContent = text;
    };
    put('[data-serial]', serial);
    put('[data-leaf]', leafHash);
    const link = page.querySelector<HTMLAnchorElement>('[data-box]');
    if (link) link.search = `?serial=${serial}`;
    show('receipt');
  };

  page.addEventListener('change', count);
  page.querySelector('[data-choice]')?.addEventListener('submit', review);
  page.querySelector('[data-back]')?.addEventListener('click', () => show('choose'));
  page.querySelector('[data-cast]')?.addEventListener('click', () => void castChoice());
  page.querySelector('[data-again]')?.addEventListener('click', () => void goOn());
  count();

  // A reload, or a lost connection: the device knows how far it came.
  const kept = shelf.read();
  if (kept?.step === 'cast') showReceipt(kept.receipt);
  else if (kept) void goOn();
  else if ('authorised' in page.dataset) refuse(page, 'already-authorised');
  else show('choose');
}

function refuse(page: HTMLElement, kind: string | null): void {
  const sentences = [...page.querySelectorAll<HTMLElement>('[data-refusal]')];
  const known = sentences.some(({ dataset }) => dataset['refusal'] === kind);
  const shown = kind === null || known ? kind : 'unexpected';
  for (const sentence of sentences) sentence.hidden = sentence.dataset['refusal'] !== shown;
  const signIn = page.querySelector<HTMLElement>('[data-sign-in]');
  if (signIn) signIn.hidden = kind !== 'session-over';
  const frame = page.querySelector<HTMLElement>('[data-refusals]');
  if (!frame) return;
  frame.hidden = kind === null;
  if (kind !== null) frame.focus();
}

/** What is identified carries the session; the ballot carries nothing that says who sends it. */
async function send(path: string, body: object, session: boolean, csrf: string): Promise<unknown> {
  const reply = await fetch(path, {
    method: 'POST',
    credentials: session ? 'same-origin' : 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(session && { 'x-csrf-token': csrf }),
    },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused('unreachable');
  });
  const answer = (await reply.json().catch(() => null)) as { error?: { kind?: string } } | null;
  if (reply.ok && answer) return answer;
  if (reply.status === 401 || (reply.status === 403 && !answer?.error?.kind))
    throw new Refused('session-over');
  if (reply.status >= 500 || reply.status === 429) throw new Refused('unreachable');
  throw new Refused(answer?.error?.kind ?? 'unexpected');
}

function shelfFor(name: string): Shelf {
  return {
    read: () => JSON.parse(localStorage.getItem(name) ?? 'null') as Progress | null,
    write: (progress) => {
      localStorage.setItem(name, JSON.stringify(progress));
    },
  };
}
