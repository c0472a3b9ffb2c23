import type { Translate } from '../../../platform/web/index.js';
import { compareExact, nearNumber, readExact, writeShort, type Exact } from './exact-text.js';
import { bandWidth, flowLayout, type Band, type FlowLayout, type Ribbon } from './flow-layout.js';
import type { Holder } from './movements.js';
import {
  electionRounds,
  exclusionRounds,
  inFinalOrder,
  nameAt,
  type ShownCount,
} from './shown-count.js';

/** The picture of transfers as attributes of SVG elements. */
export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly { readonly x: number; readonly label: string }[];
  readonly kept: readonly { readonly tone: string; readonly path: string }[];
  readonly moved: readonly {
    readonly tone: string;
    readonly path: string;
    readonly title: string;
  }[];
  readonly bars: readonly FlowBar[];
  readonly quotas: readonly { readonly x1: number; readonly x2: number; readonly y: number }[];
  readonly labels: readonly FlowLabel[];
}

interface FlowBar {
  readonly tone: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

interface FlowLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
  readonly tone: string;
  readonly text: string;
}

/** More candidates times rounds than this no screen could show. */
export const mostCells = 1500;
const longestName = 24;
const labelDrop = 9;

/** The picture of a count whose votes move; null where nothing moves or where no screen could show it. */
export function flowPicture(t: Translate, count: ShownCount): FlowPicture | null {
  if (count.rounds.length < 2 || count.rounds.length * count.names.length > mostCells) return null;
  const layout = flowLayout(count, roomForNames(t, count));
  const elected = electionRounds(count.rounds);
  const toneOf = (holder: Holder, round: number): string => {
    if (typeof holder !== 'number') return 'rest';
    const since = elected.get(holder);
    return since !== undefined && since <= round ? 'elected' : 'standing';
  };
  const writer = { t, count, toneOf, places: placesOf(count) };
  return {
    width: rounded(layout.width),
    height: rounded(layout.height),
    columns: columnsOf(layout, count),
    kept: layout.kept.map((ribbon) => ({
      tone: ribbon.from === null ? 'rest' : toneOf(ribbon.from, ribbon.round),
      path: pathOf(ribbon),
    })),
    moved: layout.moved.map((ribbon) => ({
      tone: ribbon.to === 'non-transferable' || ribbon.to === 'lost' ? 'rest' : 'moved',
      path: pathOf(ribbon),
      title: ribbonTitle(writer, ribbon),
    })),
    bars: [
      ...layout.bands.filter(isVisible).map((band) => barOf(writer, band)),
      ...layout.pools.map(({ x, y, height, votes }) => ({
        tone: 'pool',
        x: rounded(x - 2),
        y: rounded(y),
        width: 4,
        height: rounded(height),
        title: t('voting-working.flow.pool', { votes: writeShort(t.language, votes) }),
      })),
    ],
    quotas: quotasOf(layout, count),
    labels: labelsOf(writer, layout),
  };
}

const letterWidth = 7.2;
const roomForVotes = 90;

/** About as wide as the longest name beside the first and the last column. */
function roomForNames(t: Translate, count: ShownCount): { before: number; after: number } {
  const holders: readonly Holder[] = [...inFinalOrder(count), 'non-transferable'];
  const letters = holders.map((holder) => shortened(holderName(t, count, holder)).length);
  const width = Math.round(Math.max(0, ...letters) * letterWidth);
  return { before: width + 34, after: width + 34 + roomForVotes };
}

interface Writer {
  readonly t: Translate;
  readonly count: ShownCount;
  readonly toneOf: (holder: Holder, round: number) => string;
  /** The number beside each name, by position. */
  readonly places: ReadonlyMap<number, number>;
}

function placesOf(count: ShownCount): ReadonlyMap<number, number> {
  return new Map(inFinalOrder(count).map((position, index) => [position, index + 1]));
}

function columnsOf(layout: FlowLayout, { rounds }: ShownCount): FlowPicture['columns'] {
  return rounds.map(({ number }, round) => {
    const x = layout.bands.find((band) => band.round === round)?.x ?? 0;
    return { x: rounded(x + bandWidth / 2), label: String(number) };
  });
}

/** What rounding lost is seldom as high as a line; it stands in the table. */
function isVisible({ holder, height }: Band): boolean {
  return holder !== 'lost' || height >= 1;
}

function barOf({ t, count, toneOf }: Writer, band: Band): FlowBar {
  return {
    tone: toneOf(band.holder, band.round),
    x: rounded(band.x),
    y: rounded(band.y),
    width: bandWidth,
    height: Math.max(0.5, rounded(band.height)),
    title: t('voting-working.flow.band', {
      name: holderName(t, count, band.holder),
      number: count.rounds[band.round]?.number ?? 0,
      votes: writeShort(t.language, band.votes),
    }),
  };
}

function ribbonTitle({ t, count }: Writer, { from, to, votes }: Ribbon): string {
  const name = (holder: Holder | null): string =>
    holder === null ? t('voting-working.flow.together') : holderName(t, count, holder);
  return `${name(from)} → ${name(to)}: ${writeShort(t.language, votes)}`;
}

/** Who holds votes, in words. */
export function holderName(t: Translate, count: ShownCount, holder: Holder): string {
  return typeof holder === 'number' ? nameAt(count, holder) : t(`voting-working.rounds.${holder}`);
}

/** A line in every band that reaches the quota, where the quota ends and the surplus begins. */
function quotasOf({ bands }: FlowLayout, { rounds }: ShownCount): FlowPicture['quotas'] {
  return bands.flatMap(({ holder, round, votes, x, y, height }) => {
    const quota = quotaOf(rounds[round]?.quota);
    if (!quota || typeof holder !== 'number' || compareExact(votes, quota) <= 0) return [];
    const share = nearNumber(quota) / nearNumber(votes);
    return [{ x1: rounded(x - 3), x2: rounded(x + bandWidth + 3), y: rounded(y + height * share) }];
  });
}

function quotaOf(text: string | undefined): Exact | null {
  return text === undefined ? null : readExact(text);
}

/** Names beside the first and the last column; in between ✓ and ✕ with the number that stands beside the name. */
function labelsOf(writer: Writer, { bands }: FlowLayout): readonly FlowLabel[] {
  const { count } = writer;
  const last = count.rounds.length - 1;
  const decided = {
    elected: electionRounds(count.rounds),
    excluded: exclusionRounds(count.rounds),
  };
  return bands.flatMap((band) => {
    if (band.holder === 'lost') return [];
    const y = rounded(band.y + Math.max(labelDrop + 1, band.height / 2 + 4));
    const mark = markOf(band, decided);
    const labels: FlowLabel[] = [];
    if (band.round === 0)
      labels.push({ ...endOf('left', band), y, tone: 'name', text: nameBeside(writer, band) });
    if (band.round === last)
      labels.push({ ...endOf('right', band), y, ...endLabel(writer, band, decided) });
    else if (mark)
      labels.push({
        ...endOf('right', band),
        y,
        tone: mark.tone,
        text: `${mark.sign} ${writer.places.get(asPosition(band)) ?? ''}`,
      });
    return labels;
  });
}

interface Decided {
  readonly elected: ReadonlyMap<number, number>;
  readonly excluded: ReadonlyMap<number, number>;
}

interface FlowMark {
  readonly sign: string;
  readonly tone: string;
}

const electedMark: FlowMark = { sign: '✓', tone: 'good' };
const excludedMark: FlowMark = { sign: '✕', tone: 'bad' };

function markOf({ holder, round }: Band, { elected, excluded }: Decided): FlowMark | null {
  if (typeof holder !== 'number') return null;
  if (elected.get(holder) === round) return electedMark;
  return excluded.get(holder) === round ? excludedMark : null;
}

function asPosition({ holder }: Band): number {
  return typeof holder === 'number' ? holder : -1;
}

function endOf(side: 'left' | 'right', { x }: Band): Pick<FlowLabel, 'x' | 'anchor'> {
  return side === 'left'
    ? { x: rounded(x - 6), anchor: 'end' }
    : { x: rounded(x + bandWidth + 5), anchor: 'start' };
}

function nameBeside({ t, count, places }: Writer, { holder }: Band): string {
  const name = shortened(holderName(t, count, holder));
  return typeof holder === 'number' ? `${name} · ${places.get(holder) ?? ''}` : name;
}

function endLabel(
  { t, count, places }: Writer,
  band: Band,
  decided: Decided,
): Pick<FlowLabel, 'tone' | 'text'> {
  const votes = writeShort(t.language, band.votes);
  const name = shortened(holderName(t, count, band.holder));
  if (typeof band.holder !== 'number') return { tone: 'name', text: `${name} · ${votes}` };
  const mark = decided.elected.has(band.holder) ? electedMark : markOf(band, decided);
  const text = `${places.get(band.holder) ?? ''} · ${name} · ${votes}`;
  return mark ? { tone: mark.tone, text: `${mark.sign} ${text}` } : { tone: 'name', text };
}

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function pathOf({ start, end }: Ribbon): string {
  const middle = rounded((start.x + end.x) / 2);
  const [x0, x1] = [rounded(start.x), rounded(end.x)];
  const [a0, a1] = [rounded(start.y), rounded(end.y)];
  const [b0, b1] = [rounded(start.y + start.height), rounded(end.y + end.height)];
  return `M${x0} ${a0}C${middle} ${a0} ${middle} ${a1} ${x1} ${a1}V${b1}C${middle} ${b1} ${middle} ${b0} ${x0} ${b0}Z`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
