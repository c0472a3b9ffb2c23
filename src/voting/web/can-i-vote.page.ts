import { maskContact } from '../../platform/identity/index.js';
import type { FieldErrors, Translate } from '../../platform/web/index.js';
import type { Member } from '../application/member-directory.js';
import type { TitledRound } from './my-rounds.page.js';
import { voterPaths } from './voter-paths.js';

export interface CanIVotePage {
  readonly title: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly values: { readonly iin: string };
  readonly answer: CanIVoteAnswer | null;
}

export interface CanIVoteAnswer {
  readonly tone: string;
  readonly sentence: string;
  readonly how: string;
  readonly rolls: readonly string[];
  readonly signIn: string | null;
}

/** What the register says to an IIN; `undefined` when nothing was asked yet, `null` when it is unknown. */
export function canIVotePage(
  t: Translate,
  asked: {
    readonly iin?: string;
    readonly errors?: FieldErrors;
    readonly member?: Member | null;
    readonly rounds?: readonly TitledRound[];
  } = {},
): CanIVotePage {
  const errors = Object.entries(asked.errors ?? {});
  return {
    title: t('voting-box.can.title'),
    errors: errors.map(([field, key]) => ({ field, sentence: t(key) })),
    values: { iin: asked.iin ?? '' },
    answer: asked.member === undefined ? null : answerTo(asked.member, asked.rounds ?? [], t),
  };
}

function answerTo(
  member: Member | null,
  rounds: readonly TitledRound[],
  t: Translate,
): CanIVoteAnswer {
  if (!member) {
    const [sentence, how] = [t('voting-box.can.no'), t('voting-box.can.no-how')];
    return { tone: 'warn', sentence, how, rolls: [], signIn: null };
  }
  const rolls = rounds.map(
    ({ title, channel }) =>
      `${title.body[t.language]}, ${title.unit[t.language]}: ${t(`voting-box.can.${channel ?? 'online'}`)}`,
  );
  const contact = member.phone ?? member.email;
  if (contact === null) {
    const [sentence, how] = [t('voting-box.can.on-paper'), t('voting-box.can.on-paper-how')];
    return { tone: 'good', sentence, how, rolls, signIn: null };
  }
  return {
    tone: 'good',
    sentence: t('voting-box.can.yes', { contact: maskContact(contact) }),
    how: t('voting-box.can.yes-how'),
    rolls,
    signIn: `/sign-in?next=${encodeURIComponent(voterPaths.myRounds)}`,
  };
}
