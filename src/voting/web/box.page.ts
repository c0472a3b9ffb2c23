import type { TreeHead } from '../../platform/ledger/index.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { BallotStanding } from '../application/box-logs.js';
import type { Round } from '../application/round-directory.js';
import type { RoundTitle } from '../application/round-titles.js';
import { voterPaths } from './voter-paths.js';

export interface BoxPage {
  readonly title: string;
  readonly round: string;
  readonly status: string;
  readonly tone: string;
  readonly growth: GrowthView | null;
  readonly steps: readonly { readonly sentence: string; readonly path: string }[];
  readonly download: string | null;
  readonly receipt: string;
  readonly roundPage: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly values: { readonly serial: string };
  readonly answer: {
    readonly tone: string;
    readonly sentence: string;
    readonly leafHash: string | null;
  } | null;
}

interface GrowthView {
  readonly described: string;
  readonly some: string | null;
  /** The line of the picture, in its own units. */
  readonly line: string;
  readonly area: string;
  readonly from: string;
  readonly to: string;
  readonly most: string;
  readonly rows: readonly {
    readonly at: string;
    readonly size: string;
    readonly root: string;
    readonly href: string;
  }[];
}

/** A number that was typed, and the ballot found under it: `null` when there is none, `undefined` when it is no number. */
export interface AskedSerial {
  readonly serial: string;
  readonly standing: BallotStanding | null | undefined;
}

export interface BoxFacts {
  readonly round: Round;
  readonly title: RoundTitle;
  /** Some of the signed heads, the first and the newest among them. */
  readonly heads: readonly TreeHead[];
  readonly all: number;
  readonly asked: AskedSerial | null;
}

export function boxPage(facts: BoxFacts, t: Translate): BoxPage {
  const { round, title, heads, asked } = facts;
  const { language } = t;
  const api = `/api/rounds/${round.id}/box`;
  const size = heads.at(-1)?.size ?? 0;
  return {
    title: t('voting-log.box.title'),
    round: `${title.body[language]}: ${title.stage[language]}, ${title.unit[language]}`,
    ...statusOf(facts, t),
    growth: growthView(facts, api, t),
    steps: [
      { sentence: t('voting-log.box.step-key'), path: `${api}/key` },
      { sentence: t('voting-log.box.step-heads'), path: `${api}/heads` },
      { sentence: t('voting-log.box.step-entries'), path: `${api}/entries?from=0&to=${size}` },
      { sentence: t('voting-log.box.step-root'), path: `${api}/heads/${size}` },
      {
        sentence: t('voting-log.box.step-consistency'),
        path: `${api}/consistency?from=${Math.max(1, heads[0]?.size ?? 1)}&to=${size}`,
      },
    ].slice(0, size === 0 ? 2 : 5),
    download: size === 0 ? null : `${api}/leaves?size=${size}`,
    receipt: voterPaths.receipt,
    roundPage: `/rounds/${round.id}`,
    errors:
      asked?.standing === undefined && asked
        ? [{ field: 'serial', sentence: t('voting-box.error.serial-shape') }]
        : [],
    values: { serial: asked?.serial ?? '' },
    answer: asked?.standing === undefined ? null : answerOf(asked.standing, t),
  };
}

function statusOf({ round, heads }: BoxFacts, t: Translate): Pick<BoxPage, 'status' | 'tone'> {
  const newest = heads.at(-1);
  const running = ['planned', 'open', 'paused', 'extended'].includes(round.state);
  if (!newest) return { status: t(`voting-log.box.${running ? 'nothing' : 'never'}`), tone: '' };
  const status = t(`voting-log.box.${running ? 'now' : 'final'}`, {
    size: newest.size,
    at: newest.at,
  });
  return { status, tone: 'good' };
}

function answerOf(standing: BallotStanding | null, t: Translate): BoxPage['answer'] {
  return standing === null
    ? { tone: 'bad', sentence: t('voting-box.box.absent'), leafHash: null }
    : {
        tone: 'good',
        sentence: t('voting-box.box.present'),
        leafHash: standing.leafHash.toString('hex'),
      };
}

const [width, height] = [600, 160];

function growthView({ heads, all }: BoxFacts, api: string, t: Translate): GrowthView | null {
  const [first, newest] = [heads[0], heads.at(-1)];
  if (!first || !newest || newest.size === 0) return null;
  const number = (value: number): string => new Intl.NumberFormat(t.language).format(value);
  const moment = (at: Date): string => writeMoment(at, t.language);
  const line = lineOf(heads);
  return {
    described: t('voting-log.box.growth-picture', {
      from: first.at,
      to: newest.at,
      size: newest.size,
    }),
    some: heads.length < all ? t('voting-log.box.growth-some', { all, shown: heads.length }) : null,
    line,
    area: `${line}V${height}H0Z`,
    from: moment(first.at),
    to: moment(newest.at),
    most: number(newest.size),
    rows: heads.toReversed().map(({ at, size, root }) => ({
      at: moment(at),
      size: number(size),
      root: root.toString('hex'),
      href: `${api}/heads/${size}`,
    })),
  };
}

/** Steps: between two heads the log had what the earlier one says. */
function lineOf(heads: readonly TreeHead[]): string {
  const [first, newest] = [heads[0], heads.at(-1)];
  if (!first || !newest) return '';
  const duration = Math.max(1, newest.at.getTime() - first.at.getTime());
  const x = ({ at }: TreeHead): number =>
    first === newest ? width : Math.round(((at.getTime() - first.at.getTime()) / duration) * width);
  const y = ({ size }: TreeHead): number => height - Math.round((size / newest.size) * height);
  return `M0 ${height}${heads.map((head) => `H${x(head)}V${y(head)}`).join('')}H${width}`;
}
