import { createHash } from 'node:crypto';
import type { Candidacy } from '../../candidate/index.js';
import type { MemberId } from '../../kernel/ids.js';
import type { Translate } from '../../platform/web/index.js';
import type { RoundDecision } from '../application/round-directory.js';
import type { Words as RuleWords } from '../../primary/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { ballotWording, type BallotWording } from './ballot-wording.js';
import { formOf } from '../application/ballot-content.js';
import type { TokenPublicKey } from '../tokens/token-key.js';
import type { TitledRound } from './my-rounds.page.js';
import { pathOf, voterPaths } from './voter-paths.js';

export interface BallotPage {
  readonly title: string;
  readonly unit: string;
  readonly status: string;
  readonly tone: string;
  readonly notes: readonly string[];
  /** What the page's script works with; null when there is nothing to cast now. */
  readonly ballot: BallotView | null;
  readonly all: string;
}

export interface BallotView extends BallotWording {
  readonly round: string;
  readonly voter: string;
  readonly kind: BallotForm['kind'];
  /** The limits of the ballot, for the script. */
  readonly marks: number;
  readonly highest: number;
  readonly votes: number;
  readonly equalRanks: 'yes' | 'no';
  readonly count: number;
  readonly tokenKey: string;
  readonly ballotKey: string;
  /** Where the box takes ballots, if not here. */
  readonly boxUrl: string;
  /** The public key that receipts are signed with, hexadecimal. */
  readonly boxKey: string;
  readonly authorised: boolean;
  /** No ballot is begun any more; the device may have one to finish, or a receipt to show. */
  readonly over: boolean;
  readonly candidates: readonly {
    readonly position: number;
    readonly name: string;
    readonly href: string;
  }[];
  readonly refusals: readonly { readonly kind: string; readonly sentence: string }[];
  readonly box: string;
  readonly receipt: string;
  readonly signIn: string;
}

export interface BallotFacts {
  readonly mine: TitledRound;
  readonly member: MemberId;
  readonly candidates: readonly Candidacy[];
  readonly decisions: readonly RoundDecision[];
  readonly key: TokenPublicKey | null;
  readonly ballotKey: Uint8Array | null;
  readonly boxUrl: string;
  /** The public key of receipts, 32 bytes. */
  readonly boxKey: Buffer;
  /** What scores are called, from 0 up. */
  readonly grades: readonly RuleWords[] | null;
}

/** The sentences that the script may have to show. */
const refusals = [
  'unreachable',
  'begun-elsewhere',
  'device-forgets',
  'receipt-forged',
  'session-over',
  'round-not-open',
  'round-paused',
  'round-closed',
  'already-authorised',
  'marked-for-paper',
  'not-on-roll',
  'unexpected',
] as const;

export function ballotPage(facts: BallotFacts, t: Translate): BallotPage {
  const { title } = facts.mine;
  return {
    title: `${title.body[t.language]}: ${title.stage[t.language]}`,
    unit: title.unit[t.language],
    ...statusOf(facts, t),
    notes: notesOf(facts, t),
    ballot: ballotView(facts, t),
    all: voterPaths.myRounds,
  };
}

function statusOf(
  { mine, decisions }: BallotFacts,
  t: Translate,
): Pick<BallotPage, 'status' | 'tone'> {
  const { gate, channel, round } = mine;
  if (channel === null) return { status: t('voting-box.vote.not-on-roll'), tone: 'warn' };
  if (channel === 'paper') return { status: t('voting-box.vote.paper'), tone: 'warn' };
  switch (gate) {
    case 'accepting':
      return { status: t('voting-box.vote.until', { at: round.closesAt }), tone: 'good' };
    case 'not-open':
      return { status: t('voting-box.vote.opens', { at: round.opensAt }), tone: '' };
    case 'paused':
      return {
        status: t('voting-box.vote.paused', { reason: lastReason(decisions, 'pause') }),
        tone: 'warn',
      };
    case 'closed':
      return { status: t('voting-box.vote.closed', { at: round.closesAt }), tone: 'bad' };
  }
}

function notesOf({ mine, decisions }: BallotFacts, t: Translate): string[] {
  const extension = decisions.findLast(({ kind }) => kind === 'extend');
  return [
    ...(extension?.closesAt
      ? [t('voting-box.vote.extended', { at: extension.closesAt, reason: extension.reason })]
      : []),
    ...(mine.authorised ? [t('voting-box.vote.authorised')] : []),
  ];
}

function ballotView(
  { mine, member, candidates, key, ballotKey, boxUrl, boxKey, grades }: BallotFacts,
  t: Translate,
): BallotView | null {
  const { round, gate, channel, authorised } = mine;
  if (channel !== 'online' || !key || !ballotKey) return null;
  const form = formOf(round, candidates.length);
  return {
    round: round.id,
    voter: deviceName(round.id, member),
    kind: form.kind,
    marks: round.marks,
    highest: round.highestValue,
    votes: round.votes ?? 0,
    equalRanks: round.equalRanks ? 'yes' : 'no',
    count: candidates.length,
    tokenKey: key.key.export({ format: 'der', type: 'spki' }).toString('base64'),
    ballotKey: Buffer.from(ballotKey).toString('base64'),
    boxUrl,
    boxKey: boxKey.toString('hex'),
    authorised,
    over: gate !== 'accepting',
    ...ballotWording(form, grades, t),
    candidates: candidates.map(({ id, personName }, position) => ({
      position,
      name: [personName.family, personName.given, personName.patronymic].filter(Boolean).join(' '),
      href: `/candidates/${id}`,
    })),
    refusals: [
      ...refusals.map((kind) => ({ kind, sentence: t(`voting-box.refusal.${kind}`) })),
      { kind: 'overloaded', sentence: t('voting-overload.waiting') },
    ],
    box: pathOf(voterPaths.box, round.id),
    receipt: voterPaths.receipt,
    signIn: `/sign-in?next=${encodeURIComponent(pathOf(voterPaths.ballot, round.id))}`,
  };
}

/** Under which name the device keeps this voter's progress: several people may share one browser. */
function deviceName(round: string, member: MemberId): string {
  return createHash('sha256').update(`${round}\n${member}`).digest('hex').slice(0, 16);
}

function lastReason(decisions: readonly RoundDecision[], kind: RoundDecision['kind']): string {
  return decisions.findLast((decision) => decision.kind === kind)?.reason ?? '';
}
