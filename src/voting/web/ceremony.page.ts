import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Ceremony, CeremonyRound, PossibleTrustee } from '../application/ceremonies.js';
import { fewestNeeded, mostTrustees } from '../keys/shares.js';
import { trialsAwaited } from '../domain/rounds/key-progress.js';
import { headingOf } from './round.page.js';
import { readySentences, type ReadySentence } from './trustee.page.js';

/** A round of a ceremony: whether its keys can be made now, and who of its trustees is awaited. */
export interface CeremonyRow {
  readonly round: string;
  readonly contentBytes: number;
  readonly title: string;
  readonly unit: string;
  readonly state: string;
  readonly tone: string;
  readonly note: string;
  /** Ticked beforehand where there are no keys yet; null where none can be made any more. */
  readonly ticked: boolean | null;
}

export interface CeremonyPage {
  readonly title: string;
  readonly heading: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly status: string;
  readonly tone: string;
  readonly rounds: readonly CeremonyRow[];
  /** Something can be made now. */
  readonly possible: boolean;
  /** Keys that are there would be replaced, and their trial begun anew. */
  readonly again: boolean;
  readonly one: boolean;
  readonly trustees: readonly {
    readonly account: string;
    readonly name: string;
    readonly key: string;
    readonly note: string;
  }[];
  readonly enough: boolean;
  readonly least: number;
  readonly most: number;
  readonly needed: number;
  readonly sentences: readonly ReadySentence[];
}

const said = [
  'unreachable',
  'session-over',
  'unexpected',
  'no-round',
  'too-few-trustees',
  'too-many-trustees',
  'needed-out-of-bounds',
  'some-failed',
  'working',
  'made',
  'outside-your-territory',
  'round-unknown',
  'round-not-planned',
  'no-online-channel',
  'trustee-twice',
  'places-out-of-order',
  'keys-malformed',
  'not-a-trustee-here',
  'trustee-without-key',
  'trustee-key-changed',
] as const;

/** The key ceremony of a round, or of all rounds of a stage. */
export function ceremonyPage(
  t: Translate,
  { rounds, trustees, names }: Ceremony,
  back: CeremonyPage['back'],
): CeremonyPage {
  const rows = rounds.map((one) => rowOf(t, one, names));
  const ready = trustees.filter(({ publicKey }) => publicKey !== null);
  const without = rows.filter(({ ticked }) => ticked === true).length;
  const possible = rows.some(({ ticked }) => ticked !== null);
  const stands = without > 0 ? 'missing' : possible ? trialStands(rounds) : 'over';
  const [first] = rounds;
  return {
    title: t('voting-keys.ceremony.title'),
    heading: first ? headingOf(t, first.title).title : '',
    back,
    status: t(`voting-keys.ceremony.status.${stands}`, { rounds: without }),
    tone: stands === 'missing' || stands === 'trial' ? 'warn' : 'good',
    rounds: rows,
    possible,
    again: rows.some(({ ticked }) => ticked === false),
    one: rows.length === 1,
    trustees: trustees.map((one) => trusteeOf(t, one)),
    enough: ready.length >= fewestNeeded,
    least: fewestNeeded,
    most: Math.min(mostTrustees, Math.max(fewestNeeded, ready.length)),
    needed: Math.max(fewestNeeded, Math.floor(ready.length / 2) + 1),
    sentences: readySentences(t, said),
  };
}

function trialStands(rounds: readonly CeremonyRound[]): 'trial' | 'ready' {
  return rounds.some(({ progress }) => progress && !progress.trialOpenedAt) ? 'trial' : 'ready';
}

function rowOf(
  t: Translate,
  { round, title, progress }: CeremonyRound,
  names: Ceremony['names'],
): CeremonyRow {
  const { title: stage, unit } = headingOf(t, title);
  const planned = round.state === 'planned';
  const awaited = progress ? trialsAwaited(progress) : [];
  const stands = !progress ? 'missing' : progress.trialOpenedAt ? 'tried' : 'made';
  return {
    round: round.id,
    contentBytes: round.contentBytes,
    title: stage,
    unit,
    state: t(`voting-keys.ceremony.state.${planned ? stands : 'over'}`),
    tone: stands === 'tried' ? 'good' : planned ? 'warn' : '',
    note: progress
      ? t(`voting-keys.ceremony.note.${awaited.length > 0 ? 'awaited' : 'shared'}`, {
          at: writeMoment(progress.madeAt, t.language),
          needed: progress.needed,
          trustees: progress.trustees
            .map(({ account }) => names.get(account) ?? account)
            .join(', '),
          names: awaited.map((account) => names.get(account) ?? account).join(', '),
        })
      : '',
    ticked: planned ? !progress : null,
  };
}

function trusteeOf(
  t: Translate,
  { account, name, publicKey }: PossibleTrustee,
): CeremonyPage['trustees'][number] {
  return {
    account,
    name,
    key: publicKey?.toString('base64') ?? '',
    note: publicKey ? '' : t('voting-keys.ceremony.without-key'),
  };
}
