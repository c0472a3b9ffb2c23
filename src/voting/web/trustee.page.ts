import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { fingerprintOf } from '../application/key-fingerprint.js';
import type { TrusteeOverview, TrusteeRound } from '../application/trustee-desk.js';
import { fewestNeeded, mostTrustees } from '../keys/shares.js';
import { leastPassphrase } from '../keys/trustee-key.js';
import { isClosed } from '../domain/rounds/round-states.js';
import { headingOf } from './round.page.js';

/** A round on a trustee's page. */
export interface TrusteeRow {
  readonly round: string;
  readonly title: string;
  readonly unit: string;
  /** What is asked, or how it ended. */
  readonly state: string;
  readonly tone: string;
  readonly note: string;
}

/** A sentence that the page's script may have to say; its gaps are written `{so}`. */
export interface ReadySentence {
  readonly name: string;
  readonly sentence: string;
}

export interface TrusteePage {
  readonly title: string;
  readonly status: string;
  readonly tone: string;
  readonly account: string;
  readonly publicKey: string;
  readonly file: string;
  readonly least: number;
  readonly key: { readonly fingerprint: string; readonly since: string } | null;
  readonly waiting: readonly TrusteeRow[];
  readonly trials: boolean;
  readonly openings: boolean;
  readonly others: readonly TrusteeRow[];
  /** The rounds that need nothing of anybody any more, the newest first; folded away, for they only become more. */
  readonly finished: { readonly summary: string; readonly rows: readonly TrusteeRow[] } | null;
  readonly sentences: readonly ReadySentence[];
}

const said = [
  'unreachable',
  'session-over',
  'unexpected',
  'passphrase-short',
  'passphrases-differ',
  'browser-too-old',
  'file-missing',
  'not-a-key-file',
  'key-file-damaged',
  'key-of-another-account',
  'passphrase-wrong',
  'not-a-trustee',
  'key-malformed',
  'key-of-another-trustee',
  'key-in-use',
  'no-round',
  'some-failed',
  'working',
  'tried',
  'tried-all',
  'gave',
  'gave-all',
  'envelope-for-another-key',
  'envelope-does-not-open',
  'commitment-differs',
  'share-does-not-match',
  'no-share-here',
  'trial-does-not-open',
  'round-not-closed',
  'round-unknown',
] as const;

/** What a trustee has, what waits, and what was done. */
export function trusteePage(
  t: Translate,
  { key, rounds }: TrusteeOverview,
  actor: Actor,
): TrusteePage {
  const waiting = rounds.filter(({ wanted }) => wanted !== null);
  const finished = rounds.filter(isFinished).toReversed();
  const others = rounds.filter((one) => one.wanted === null && !isFinished(one));
  const stands = key === null ? 'no-key' : waiting.length > 0 ? 'waits' : 'nothing';
  return {
    title: t('voting-keys.trustee.title'),
    status: t(`voting-keys.trustee.status.${stands}`, { rounds: waiting.length }),
    tone: stands === 'nothing' ? 'good' : 'warn',
    account: actor.accountId,
    publicKey: key?.publicKey.toString('base64') ?? '',
    file: t('voting-keys.trustee.file-name'),
    least: leastPassphrase,
    key: key && {
      fingerprint: fingerprintOf(key.publicKey),
      since: t('voting-keys.trustee.key-since', { at: writeMoment(key.at, t.language) }),
    },
    waiting: waiting.map((one) => rowOf(t, one)),
    trials: waiting.some(({ wanted }) => wanted === 'trial'),
    openings: waiting.some(({ wanted }) => wanted === 'opening'),
    others: others.map((one) => rowOf(t, one)),
    finished:
      finished.length === 0
        ? null
        : {
            summary: t('voting-keys.trustee.finished-rounds', { rounds: finished.length }),
            rows: finished.map((one) => rowOf(t, one)),
          },
    sentences: readySentences(t, said),
  };
}

/** The sentences a script may say, with their gaps left open for it. */
export function readySentences(t: Translate, names: readonly string[]): ReadySentence[] {
  const gaps = Object.fromEntries(
    ['given', 'needed', 'trustees', 'failed', 'all', 'names', 'rounds'].map((gap) => [
      gap,
      `{${gap}}`,
    ]),
  );
  const limits = { least: String(leastPassphrase), fewest: fewestNeeded, most: mostTrustees };
  return names.map((name) => ({
    name,
    sentence: t(`voting-keys.say.${name}`, { ...gaps, ...limits }),
  }));
}

function rowOf(t: Translate, one: TrusteeRound): TrusteeRow {
  const { title, unit } = headingOf(t, one.title);
  const { trustees, needed } = one.progress;
  const state = stateOf(one);
  return {
    round: one.round.id,
    title,
    unit,
    state: t(`voting-keys.trustee.state.${state}`),
    tone: one.wanted === null ? (state === 'opened' ? 'good' : '') : 'warn',
    note: t('voting-keys.trustee.share-note', {
      place: one.mine.place,
      trustees: trustees.length,
      needed,
    }),
  };
}

/** Whether the box is open, or was empty at the closing. */
function isFinished(one: TrusteeRound): boolean {
  return ['opened', 'empty'].includes(stateOf(one));
}

/** Where a round is for this trustee, by the name of its words. */
function stateOf({ round, progress, mine, wanted }: TrusteeRound): string {
  if (wanted !== null) return wanted;
  if (progress.opened) return 'opened';
  if (isClosed(round.state)) return mine.share ? 'given' : 'empty';
  if (round.state !== 'planned') return 'running';
  return progress.trialOpenedAt ? 'ready' : 'tried';
}
