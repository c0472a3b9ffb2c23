// A trustee's page: the key is made, read and used on this device. Bundled to templates/assets/voting/trustee.js.
import { makeKeyPair } from '../../keys/hpke.js';
import { answerEnvelope, register, workOf, type Ask, type Given } from '../../keys/key-server.js';
import { fromBase64, sameBytes } from '../../keys/bytes.js';
import { leastPassphrase, readKeyFile, writeKeyFile } from '../../keys/trustee-key.js';
import {
  askWith,
  chosenFile,
  mark,
  progressOf,
  refusalOf,
  showError,
  showPart,
  tickedRounds,
  typed,
  wordsOf,
  type Say,
} from './key-page.js';

interface Page {
  readonly element: HTMLElement;
  readonly account: string;
  readonly publicKey: string;
  readonly ask: Ask;
  readonly say: Say;
}

const root = document.querySelector<HTMLElement>('[data-trustee]');
if (root) start(root);

function start(element: HTMLElement): void {
  const data = (name: string): string => element.dataset[name] ?? '';
  const page: Page = {
    element,
    account: data('account'),
    publicKey: data('publicKey'),
    ask: askWith(data('csrf')),
    say: wordsOf(element),
  };
  onSubmit(page, '[data-create]', createKey);
  onSubmit(page, '[data-confirm]', confirmKey);
  onSubmit(page, '[data-give]', giveShares);
  element
    .querySelector('[data-again]')
    ?.addEventListener('click', () => showPart(element, 'create'));
  for (const hidden of [...element.querySelectorAll<HTMLElement>('[data-needs-script]')])
    hidden.hidden = false;
}

function onSubmit(
  page: Page,
  selector: string,
  work: (page: Page, form: HTMLFormElement) => Promise<void>,
): void {
  const form = page.element.querySelector<HTMLFormElement>(selector);
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    showError(page.element, null);
    work(page, form).catch((error: unknown) => {
      showError(page.element, page.say(refusalOf(error).kind, refusalOf(error).details as never));
    });
  });
}

/** Makes the pair and hands its file to the person. The public half is registered only once the file was read back. */
async function createKey({ element, account, say }: Page, form: HTMLFormElement): Promise<void> {
  const [passphrase, again] = [typed(form, 'passphrase'), typed(form, 'again')];
  if (passphrase.length < leastPassphrase) {
    showError(element, say('passphrase-short', { least: leastPassphrase }));
    return;
  }
  if (passphrase !== again) {
    showError(element, say('passphrases-differ'));
    return;
  }
  const pair = await makeKeyPair().catch(() => null);
  if (!pair) {
    showError(element, say('browser-too-old'));
    return;
  }
  save(await writeKeyFile(account, pair, passphrase), form.dataset['file'] ?? 'irikteu-key.json');
  form.reset();
  showPart(element, 'confirm');
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
}

async function confirmKey(
  { element, account, ask, say }: Page,
  form: HTMLFormElement,
): Promise<void> {
  const text = await chosenFile(form, 'file');
  if (text === null) {
    showError(element, say('file-missing'));
    return;
  }
  const key = await readKeyFile(account, text, typed(form, 'passphrase'));
  if (!key.ok) {
    showError(element, say(key.error.kind));
    return;
  }
  await register(ask, key.value.publicKey);
  location.reload();
}

/** Gives what all ticked rounds want, with one file and one passphrase. */
async function giveShares(page: Page, form: HTMLFormElement): Promise<void> {
  const { element, account, ask, say } = page;
  const rounds = tickedRounds(form);
  const text = await chosenFile(form, 'file');
  if (rounds.length === 0 || text === null) {
    showError(element, say(rounds.length === 0 ? 'no-round' : 'file-missing'));
    return;
  }
  const passphrase = typed(form, 'passphrase');
  const progress = progressOf(element, form);
  progress.begin();
  try {
    const key = await readKeyFile(account, text, passphrase);
    if (!key.ok) {
      showError(element, say(key.error.kind));
      return;
    }
    if (!sameBytes(key.value.publicKey, fromBase64(page.publicKey) ?? new Uint8Array())) {
      showError(element, say('envelope-for-another-key'));
      return;
    }
    const work = await workOf(ask);
    const wanted = work.envelopes.filter(
      (one) => one.wanted !== null && rounds.includes(one.round),
    );
    let failed = 0;
    for (const [at, envelope] of wanted.entries()) {
      mark(element, envelope.round, 'warn', say('working'));
      const answer = await answerEnvelope(ask, envelope, key.value).catch((error: unknown) => ({
        ok: false as const,
        error: refusalOf(error),
      }));
      if (answer.ok) mark(element, envelope.round, 'good', sentenceOf(say, answer.value));
      else {
        failed += 1;
        mark(element, envelope.round, 'bad', say(answer.error.kind));
      }
      progress.step(at + 1, wanted.length);
    }
    form.reset();
    if (failed > 0) showError(element, say('some-failed', { failed, all: wanted.length }));
    else finish(element);
  } finally {
    progress.end();
  }
}

/** All is given: the form goes, what happened in each round stays to be read. */
function finish(element: HTMLElement): void {
  element.querySelector('[data-unlock]')?.remove();
  document.querySelector('[data-status]')?.remove();
  const done = element.querySelector<HTMLElement>('[data-finished]');
  if (!done) return;
  done.hidden = false;
  done.focus();
}

function sentenceOf(say: Say, given: Given): string {
  switch (given.kind) {
    case 'tried':
      return say(given.opened ? 'tried-all' : 'tried', { ...given, kind: '', opened: '' });
    case 'gave':
      return say(given.opened ? 'gave-all' : 'gave', { ...given, kind: '', opened: '' });
  }
}
