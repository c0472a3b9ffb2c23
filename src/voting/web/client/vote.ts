// The voter's page: choice, review, casting, receipt. Bundled to templates/assets/voting/vote.js.
import { ballotFault, type BallotForm } from '../../domain/ballots/ballot.js';
import {
  begin,
  finish,
  Refused,
  type BallotRound,
  type Progress,
  type Receipt,
} from './ballot-client.js';

import { askAnonymously, newestHead, type Ask } from './box-witness.js';
import { put, type Choice } from './choice.js';
import type { KeptReceipt } from './kept-receipt.js';
import { isSignedHead, isSignedReceipt, type SignedHead } from './log-check.js';
import { Busy, patiently } from './patience.js';
import { marksChoice } from './marks-choice.js';
import { orderChoice } from './order-choice.js';
import { showKept } from './receipt-view.js';
import { valuesChoice } from './values-choice.js';

type View = 'choose' | 'review' | 'sealing' | 'waiting' | 'receipt';

/** How long after a lost answer the device asks again by itself; the last of them from then on. */
const patience = [2_000, 4_000, 8_000, 15_000, 30_000];

/** How often the device looks whether the ballot has its place in the log, which takes ten seconds. */
const lookAgain = 3_000;
const looks = 40;

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
  const box = data('boxUrl');
  const name = `irikteu/${round.id}/${data('voter')}`;
  const shelf = shelfFor<Progress>(name);
  const seen = shelfFor<SignedHead>(`${name}/seen`);
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
    await alone(name, async () => {
      // Begun meanwhile in another tab: that ballot goes on, this choice would take its place.
      if (shelf.read()) throw new Refused('begun-elsewhere');
      await begin(round, choice.ballot(), shelf);
    }).then(goOn, fail);
  };

  let lost = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

  const goOn = async (): Promise<void> => {
    clearTimeout(again);
    refuse(page, null);
    show('sealing');
    await alone(name, () =>
      finish(round, shelf, (path, body, session) =>
        patiently(
          () => send(session ? path : `${box}${path}`, body, session, data('csrf')),
          () => refuse(page, 'overloaded'),
        ),
      ),
    ).then(showReceipt, fail);
  };

  /** Says what stands in the way. Where an answer was lost, the device asks again by itself. */
  const fail = (error: unknown): void => {
    const kind = error instanceof Refused ? error.kind : 'unexpected';
    refuse(page, kind);
    show('waiting');
    if (kind !== 'unreachable') return;
    again = setTimeout(() => void goOn(), patience[Math.min(lost, patience.length - 1)]);
    lost++;
  };

  const showReceipt = (receipt: Receipt): void => {
    const kept = (): KeptReceipt => ({
      round: round.id,
      key: data('boxKey'),
      head: seen.read(),
      ...receipt,
    });
    refuse(page, null);
    showKept(page, kept());
    show('receipt');
    void isSignedReceipt(kept(), data('boxKey')).then((signed) => {
      if (!signed) refuse(page, 'receipt-forged');
    });
    void watch(page, kept, seen, askAnonymously(box));
  };

  page.addEventListener('change', refresh);
  page.querySelector('[data-choice]')?.addEventListener('submit', review);
  page.querySelector('[data-back]')?.addEventListener('click', () => show('choose'));
  page.querySelector('[data-cast]')?.addEventListener('click', () => void castChoice());
  page.querySelector('[data-again]')?.addEventListener('click', () => void goOn());
  page.querySelector('[data-print]')?.addEventListener('click', () => print());
  addEventListener('online', () => {
    if (page.querySelector('[data-view=waiting]:not([hidden])') && shelf.read()) void goOn();
  });
  refresh();

  // A reload, or a lost connection: the device knows how far it came.
  const kept = shelf.read();
  if (kept?.step === 'cast') showReceipt(kept.receipt);
  else if (kept) void goOn();
  else if ('over' in page.dataset) return;
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

interface Kept<Value> {
  read(): Value | null;
  write(value: Value): void;
}

function shelfFor<Value>(name: string): Kept<Value> {
  return {
    read: () => {
      try {
        return JSON.parse(localStorage.getItem(name) ?? 'null') as Value | null;
      } catch {
        return null;
      }
    },
    write: (value) => {
      try {
        localStorage.setItem(name, JSON.stringify(value));
      } catch {
        // Without a memory a reload would lose the vote, so nothing is asked of anybody.
        throw new Refused('device-forgets');
      }
    },
  };
}

/** Two tabs of one voter work one after the other. */
async function alone<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
  // Older browsers have no locks; a second tab is then on its own, as before.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? await locks.request(name, work) : await work();
}

/** Keeps the head of the box that this device saw first, and says when the ballot has its place in the log. */
async function watch(
  page: HTMLElement,
  kept: () => KeptReceipt,
  seen: Kept<SignedHead>,
  ask: Ask,
): Promise<void> {
  for (let turn = 0; turn < looks; turn++) {
    const { round, serial, key } = kept();
    try {
      const head = await newestHead(round, ask);
      if (!seen.read() && head && (await isSignedHead(head, `box/${round}`, key))) {
        seen.write(head);
        showKept(page, kept());
      }
      const path = `/api/rounds/${round}/box/ballots/${serial}`;
      const { index } = (await ask(path)) as { index: number | null };
      sayPlaced(page, index !== null);
      if (index !== null && seen.read()) return;
    } catch {
      // Not answered: the receipt is good without this, and the page that checks it says more.
    }
    await new Promise((done) => setTimeout(done, lookAgain));
  }
}

function sayPlaced(page: HTMLElement, placed: boolean): void {
  for (const line of page.querySelectorAll<HTMLElement>('[data-placed]'))
    line.hidden = line.dataset['placed'] !== (placed ? 'yes' : 'no');
}
