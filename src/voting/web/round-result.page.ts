import type { Language, Translate } from '../../platform/web/index.js';
import type { CountedCandidate, RoundCount } from '../domain/rounds/round-count.js';
import { countPaths } from './count-paths.js';
import { lotWasDrawn, tieViews, type TieView } from './tie-sentences.js';

/** One candidate of the result. */
export interface ResultRow {
  readonly rank: string;
  readonly name: string;
  readonly href: string;
  readonly votes: string;
  readonly online: string;
  readonly paper: string;
  readonly share: string;
  readonly elected: boolean;
  readonly gone: boolean;
}

/** One bar of the picture: online solid, paper outlined, so that colour is never the only sign. */
export interface ResultBar {
  readonly name: string;
  readonly votes: string;
  readonly textY: number;
  readonly barY: number;
  readonly online: number;
  readonly paperX: number;
  readonly paper: number;
  readonly votesX: number;
}

/** The result of a round with its working. */
export interface ResultPage {
  readonly sentence: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  readonly rows: readonly ResultRow[];
  /** Null where the method ranks by no sum: its numbers stand in the working. */
  readonly picture: { readonly height: number; readonly bars: readonly ResultBar[] } | null;
  readonly cut: string;
  readonly quorum: string;
  readonly origins: readonly {
    readonly name: string;
    readonly cast: string;
    readonly valid: string;
    readonly invalid: string;
  }[];
  readonly invalidBy: readonly { readonly reason: string; readonly count: string }[];
  readonly ties: readonly TieView[];
  readonly seed: string | null;
}

const barWidth = 520;
const barStep = 40;

/** Shows a result in the reader's language; `names` by candidacy. */
export function resultPage(
  t: Translate,
  result: RoundCount,
  names: ReadonlyMap<string, string>,
): ResultPage {
  const number = (value: number): string => new Intl.NumberFormat(t.language).format(value);
  const written = (value: number | null): string => (value === null ? '—' : number(value));
  const most = Math.max(1, ...result.candidates.map(({ votes }) => votes ?? 0));
  const nameOf = (id: string): string => names.get(id) ?? '';
  return {
    sentence: t(`voting-count.outcome.${result.outcome}`, { places: result.places }),
    figures: [
      figure(t, 'turnout', percent(t.language, result.turnout, result.rollSize)),
      figure(t, 'voted', `${number(result.turnout)} / ${number(result.rollSize)}`),
      figure(t, 'valid', number(result.valid)),
      figure(t, 'invalid', number(result.invalid)),
    ],
    rows: result.candidates.map((candidate) => ({
      rank: number(candidate.rank),
      name: nameOf(candidate.candidacyId),
      href: countPaths.candidate(candidate.candidacyId),
      votes: written(candidate.votes),
      online: written(candidate.online),
      paper: written(candidate.paper),
      share: candidate.votes === null ? '—' : percent(t.language, candidate.votes, result.valid),
      elected: candidate.elected,
      gone: !candidate.standing,
    })),
    picture: result.candidates.some(({ votes }) => votes !== null)
      ? {
          height: result.candidates.length * barStep + 8,
          bars: result.candidates.map((candidate, index) =>
            barOf(candidate, index, most, nameOf(candidate.candidacyId), number),
          ),
        }
      : null,
    cut: t('voting-count.result.cut', { places: result.places, seats: result.unitSeats }),
    quorum:
      result.quorum.needed === 0
        ? t('voting-count.result.no-quorum-rule')
        : t('voting-count.result.quorum', {
            needed: result.quorum.needed,
            turnout: result.turnout,
          }),
    origins: [
      { name: t('voting-count.result.online'), ...sumsOf(result.online, number) },
      { name: t('voting-count.result.paper'), ...sumsOf(result.paper, number) },
      ...result.paper.places.map((place) => ({
        name: `— ${place.name}`,
        ...sumsOf(place, number),
      })),
      { name: t('voting-count.result.together'), ...sumsOf(wholeOf(result), number) },
    ],
    invalidBy: Object.entries(result.invalidBy).map(([reason, count]) => ({
      reason: t(`voting-count.invalid.${reason}`),
      count: number(count),
    })),
    ties: tieViews(t, result.ties, {
      nameOf,
      votesOf: ({ candidates: [first] }) => {
        const votes = result.candidates.find(({ candidacyId }) => candidacyId === first)?.votes;
        return votes === null || votes === undefined ? null : number(votes);
      },
    }),
    seed: lotWasDrawn(result.ties) ? result.seed : null,
  };
}

/** A share in per cent with one decimal, rounded half up, as the reader writes it. */
export function percent(language: Language, part: number, whole: number): string {
  if (whole === 0) return '—';
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: 1 });
  return `${format.format(tenths / 10)} %`;
}

function figure(t: Translate, key: string, value: string): { label: string; value: string } {
  return { label: t(`voting-count.figure.${key}`), value };
}

function wholeOf({ turnout, valid, invalid }: RoundCount): {
  cast: number;
  valid: number;
  invalid: number;
} {
  return { cast: turnout, valid, invalid };
}

function sumsOf(
  count: { readonly cast: number; readonly valid: number; readonly invalid: number },
  number: (value: number) => string,
): { cast: string; valid: string; invalid: string } {
  return {
    cast: number(count.cast),
    valid: number(count.valid),
    invalid: number(count.invalid),
  };
}

function barOf(
  candidate: CountedCandidate,
  index: number,
  most: number,
  name: string,
  number: (value: number) => string,
): ResultBar {
  const width = (votes: number): number => Math.round((votes * barWidth) / most);
  const online = width(candidate.online ?? 0);
  const whole = width(candidate.votes ?? 0);
  return {
    name: `${candidate.rank}. ${name}`,
    votes: candidate.votes === null ? '' : number(candidate.votes),
    textY: index * barStep + 16,
    barY: index * barStep + 22,
    online,
    paperX: online,
    paper: whole - online,
    votesX: whole + 8,
  };
}
