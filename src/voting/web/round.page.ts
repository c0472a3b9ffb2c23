import { writeMoment, type Translate } from '../../platform/web/index.js';
import { contestPath } from '../../primary/index.js';
import type { RoundOverview, RoundTitle } from '../application/round-overviews.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { smallestCell } from '../domain/rounds/smallest-cell.js';
import { bundlePath, countPaths } from './count-paths.js';
import { recountViews, type RecountView } from './recounts.page.js';
import { pathOf, voterPaths } from './voter-paths.js';
import { percent, resultPage, type ResultPage } from './round-result.page.js';

/** The public page of a round. */
export interface RoundPage {
  readonly contest: string;
  readonly title: string;
  readonly unit: string;
  readonly state: string;
  readonly tone: string;
  readonly status: string;
  readonly times: string;
  readonly turnout: string;
  readonly live: string | null;
  readonly quorum: string | null;
  readonly candidates: readonly { readonly name: string; readonly href: string }[] | null;
  readonly decisions: readonly { readonly sentence: string; readonly reason: string }[];
  readonly result: ResultPage | null;
  readonly working: string;
  readonly recounts: readonly RecountView[];
  readonly dissents: readonly { readonly name: string; readonly text: string }[];
  readonly signatures: readonly string[];
  readonly hash: string | null;
  readonly json: string;
  /** The roll by pseudonym and who was authorised; null before there is a roll. */
  readonly published: { readonly roll: string; readonly issued: string } | null;
  /** The log of the ballot box; null where nobody votes online. */
  readonly box: string | null;
  /** Everything that was published of the round, in one file. */
  readonly bundle: string;
}

/** What everybody may see: turnout while the round runs, and nothing of the result before it is published. */
export function roundPage(t: Translate, overview: RoundOverview): RoundPage {
  const { round, decisions, result } = overview;
  const published = showsResult(round.state) ? result : null;
  const names = new Map<string, string>(overview.candidates.map(({ id, name }) => [id, name]));
  const running = ['open', 'extended', 'paused'].includes(round.state);
  return {
    ...headingOf(t, overview.title),
    contest: contestPath(round.contestId),
    state: t(`voting-count.state.${round.state}`),
    tone: round.state === 'paused' ? 'warn' : published ? 'good' : '',
    status: t(`voting-count.status.${round.state}`, {
      opens: round.opensAt,
      closes: round.closesAt,
    }),
    times: t('voting-count.times', { opens: round.opensAt, closes: round.closesAt }),
    turnout: turnoutSentence(t, overview),
    live: running ? countPaths.round(round.id) : null,
    quorum:
      overview.quorumNeeded === 0
        ? null
        : t('voting-count.quorum', { needed: overview.quorumNeeded }),
    candidates: published
      ? null
      : overview.candidates.map(({ id, name }) => ({ name, href: countPaths.candidate(id) })),
    decisions: decisions
      .filter(({ kind }) => kind === 'pause' || kind === 'resume' || kind === 'extend')
      .map(({ kind, reason, at, closesAt }) => ({
        sentence: t(`voting-count.decision.${kind}`, {
          at: writeMoment(at, t.language),
          closes: closesAt ? writeMoment(closesAt, t.language) : '',
        }),
        reason,
      })),
    result: published && resultPage(t, published.result, names),
    working: countPaths.working(round.id),
    recounts: published ? recountViews(t, published.result, overview, names) : [],
    dissents: published ? overview.dissents : [],
    signatures: published ? overview.signatures.map(({ name }) => name) : [],
    hash: published?.hash ?? null,
    json: `/api${countPaths.round(round.id)}`,
    published:
      round.rollSize === null
        ? null
        : {
            roll: pathOf(voterPaths.roll, round.id),
            issued: pathOf(voterPaths.issued, round.id),
          },
    box: round.channels.includes('online') ? pathOf(voterPaths.box, round.id) : null,
    bundle: bundlePath(round.id),
  };
}

/** Body and territory as the heading, stage and unit below it. */
export function headingOf(
  t: Translate,
  { body, territory, stage, unit }: RoundTitle,
): { title: string; unit: string } {
  const language = t.language;
  return {
    title: `${body[language]} · ${territory[language]}`,
    unit: `${stage[language]} · ${unit[language]}`,
  };
}

/** How many took part, by what may be known in the present state. */
export interface PublicTurnout {
  readonly roll: number;
  /** Null while the number is too small to be shown. */
  readonly online: number | null;
  /** Known with the result. */
  readonly paper: number | null;
}

/** The turnout that may be told: online ballots as they come, paper with the published result. */
export function publicTurnout({ round, counts, result }: RoundOverview): PublicTurnout {
  const published = showsResult(round.state) ? result : null;
  return {
    roll: round.rollSize ?? 0,
    online: published || counts.ballots >= smallestCell ? counts.ballots : null,
    paper: published ? published.result.paper.cast : null,
  };
}

function turnoutSentence(t: Translate, overview: RoundOverview): string {
  const { roll, online, paper } = publicTurnout(overview);
  if (overview.round.rollSize === null) return t('voting-count.turnout.no-roll');
  if (overview.round.state === 'planned') return t('voting-count.turnout.roll', { roll });
  if (online === null) return t('voting-count.turnout.few', { roll, few: smallestCell });
  const voted = online + (paper ?? 0);
  return t(paper === null ? 'voting-count.turnout.online' : 'voting-count.turnout.all', {
    roll,
    voted,
    share: percent(t.language, voted, roll),
  });
}
