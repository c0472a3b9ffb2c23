// The voter's page: choice, review, casting, receipt. Bundled to templates/assets/voting/vote.js.
import { ballotFault, type BallotForm } from '../../domain/ballots/ballot.js';
import {
  begin,
  finish,
  Refused,
  type BallotRound,
  type Progress,
  type Receipt,
  type Shelf,
} from './ballot-client.js';

import { put, type Choice } from './choice.js';
import { Busy, patiently } from './patience.js';
import { marksChoice } from './marks-choice.js';
import { orderChoice } from './order-choice.js';
import { valuesChoice } from './values-choice.js';

type View = 'choose' | 'review' | 'sealing' | 'waiting' | 'receipt';

const root = document.querySelector<HTMLElement>('[data-ballot]');
if (root) start(root);

function start(page: HTMLElement): void {
  const data = (name: string): string => page.dataset[name] ?? '';
  const form = formOf(data);
  const round: BallotRound = {
    id: data('round'),
    tokenKey: data('tokenKey'),
    ballotKey: data('ballotKey'),
    form,
  };
  const shelf = shelfFor(`irikteu/${round.id}/${data('voter')}`);
  const choice = choiceOf(page, form);

  const show = (view: View): void => {
    for (const section of [...page.querySelectorAll<HTMLElement>('[data-view]')])
      section.hidden = section.dataset['view'] !== view;
    page.querySelector<HTMLElement>(`[data-view=${view}] h2`)?.focus();
  };

  const refresh = (): void => {
    choice.refresh();
    const review = page.querySelector<HTMLButtonElement>('[data-review]');
    if (review) review.disabled = ballotFault(choice.ballot(), form) !== null;
  };

  const review = (event: Event): void => {
    event.preventDefault();
    const items = choice.lines().map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    });
    page.querySelector('[data-chosen]')?.replaceChildren(...items);
    const leftOut = page.querySelector<HTMLElement>('[data-left-out]');
    if (leftOut) leftOut.hidden = choice.leftOut().length === 0;
    put(page, '[data-left-out-names]', choice.leftOut().join(', '));
    show('review');
  };

  const castChoice = async (): Promise<void> => {
    show('sealing');
    await begin(round, choice.ballot(), shelf);
    await goOn();
  };

  const goOn = async (): Promise<void> => {
    refuse(page, null);
    show('sealing');
    try {
      showReceipt(
        await finish(round, shelf, (path, body, session) =>
          patiently(
            () => send(path, body, session, data('csrf')),
            () => refuse(page, 'overloaded'),
          ),
        ),
      );
      refuse(page, null);
    } catch (error) {
      const kind = error instanceof Refused ? error.kind : 'unexpected';
      refuse(page, kind);
      show('waiting');
    }
  };

  const showReceipt = ({ serial, leafHash }: Receipt): void => {
    put(page, '[data-serial]', serial);
    put(page, '[data-leaf]', leafHash);
    const link = page.querySelector<HTMLAnchorElement>('[data-box]');
    if (link) link.search = `?serial=${serial}`;
    show('receipt');
  };

  page.addEventListener('change', refresh);
  page.querySelector('[data-choice]')?.addEventListener('submit', review);
  page.querySelector('[data-back]')?.addEventListener('click', () => show('choose'));
  page.querySelector('[data-cast]')?.addEventListener('click', () => void castChoice());
  page.querySelector('[data-again]')?.addEventListener('click', () => void goOn());
  refresh();

  // A reload, or a lost connection: the device knows how far it came.
  const kept = shelf.read();
  if (kept?.step === 'cast') showReceipt(kept.receipt);
  else if (kept) void goOn();
  else if ('authorised' in page.dataset) refuse(page, 'already-authorised');
  else show('choose');
}

/** The form as the page says it; the server decides what the box takes. */
function formOf(data: (name: string) => string): BallotForm {
  const number = (name: string): number => Number(data(name));
  const candidates = number('count');
  switch (data('kind')) {
    case 'rating':
      return { kind: 'rating', candidates, marks: number('marks') };
    case 'cumulative': {
      const [votes, mostForOne] = [number('votes'), number('highest')];
      return { kind: 'cumulative', candidates, votes, mostForOne };
    }
    case 'score':
      return { kind: 'score', candidates, highest: number('highest') };
    case 'ranking': {
      const equalRanks = data('equalRanks') === 'yes';
      return { kind: 'ranking', candidates, ranks: number('highest'), equalRanks };
    }
    default:
      return { kind: 'single', candidates };
  }
}

function choiceOf(page: HTMLElement, form: BallotForm): Choice {
  switch (form.kind) {
    case 'single':
    case 'rating':
      return marksChoice(page, form);
    case 'cumulative':
    case 'score':
      return valuesChoice(page, form);
    case 'ranking':
      return form.equalRanks ? valuesChoice(page, form) : orderChoice(page, form);
  }
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
  if (reply.status === 503) throw new Busy(Number(reply.headers.get('retry-after')) || 5);
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
