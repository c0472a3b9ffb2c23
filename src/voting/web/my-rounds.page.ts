import type { Translate } from '../../platform/web/index.js';
import type { MyRound } from '../application/my-rounds.js';
import type { RoundTitle } from '../application/round-titles.js';
import { countPaths } from './count-paths.js';
import { pathOf, voterPaths } from './voter-paths.js';

export interface MyRoundsPage {
  readonly title: string;
  readonly sentence: string;
  readonly rounds: readonly {
    readonly title: string;
    readonly unit: string;
    readonly state: string;
    readonly tone: string;
    readonly note: string;
    readonly href: string;
    readonly action: string;
    /** The round as everybody sees it: turnout, then the result. */
    readonly about: string;
    /** What was issued in the voter's name, under which pseudonym; null while there is nothing to say. */
    readonly issued: {
      readonly tone: string;
      readonly sentence: string;
      readonly pseudonym: string;
      /** Where everybody finds the pseudonym once the round is closed. */
      readonly published: string | null;
    } | null;
  }[];
}

export interface TitledRound extends MyRound {
  readonly title: RoundTitle;
}

/** The votes of a member; null stands for an account that is nobody's on the register. */
export function myRoundsPage(rounds: readonly TitledRound[] | null, t: Translate): MyRoundsPage {
  return {
    title: t('voting-box.my.title'),
    sentence: sentence(rounds, t),
    rounds: (rounds ?? []).map((mine) => ({
      title: `${mine.title.body[t.language]}: ${mine.title.stage[t.language]}`,
      unit: mine.title.unit[t.language],
      state: t(`voting-box.state.${mine.gate}`),
      tone: mine.gate === 'accepting' ? 'good' : mine.gate === 'paused' ? 'warn' : '',
      note: note(mine, t),
      href: pathOf(voterPaths.ballot, mine.round.id),
      action: t(mayVote(mine) ? 'voting-box.my.vote' : 'voting-box.my.look'),
      about: countPaths.round(mine.round.id),
      issued: issued(mine, t),
    })),
  };
}

function sentence(rounds: readonly TitledRound[] | null, t: Translate): string {
  if (!rounds) return t('voting-box.my.not-member');
  return rounds.length === 0
    ? t('voting-box.my.none')
    : t('voting-box.my.sentence', { rounds: rounds.length });
}

function note({ channel, authorised, gate, round }: TitledRound, t: Translate): string {
  if (channel === 'paper') return t('voting-box.my.paper');
  if (authorised) return t('voting-box.my.authorised');
  switch (gate) {
    case 'not-open':
      return t('voting-box.vote.opens', { at: round.opensAt });
    case 'accepting':
    case 'paused':
      return t('voting-box.vote.until', { at: round.closesAt });
    case 'closed':
      return t('voting-box.vote.closed', { at: round.closesAt });
  }
}

function issued(
  { round, authorised, pseudonym }: TitledRound,
  t: Translate,
): MyRoundsPage['rounds'][number]['issued'] {
  const closed = !['planned', 'open', 'paused', 'extended'].includes(round.state);
  if (!pseudonym || (!authorised && !closed)) return null;
  const name = pseudonym.toString('hex');
  const key = authorised ? 'authorised' : 'not-authorised';
  return {
    tone: authorised ? 'warn' : '',
    sentence: t(`voting-roll.mine.${key}`),
    pseudonym: name,
    published: closed ? `${pathOf(voterPaths.issued, round.id)}?pseudonym=${name}` : null,
  };
}

function mayVote({ gate, channel, authorised }: MyRound): boolean {
  return gate === 'accepting' && channel === 'online' && !authorised;
}
