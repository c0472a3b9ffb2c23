import { nearNumber, sumOfExact, type Exact } from './exact-text.js';
import { holdings, movements, type Holder, type Movement } from './movements.js';
import { inFinalOrder, type ShownCount } from './shown-count.js';

/** The votes of one holder in one round: a bar whose height is the votes. */
export interface Band {
  readonly holder: Holder;
  /** The round, counted from 0. */
  readonly round: number;
  readonly votes: Exact;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Votes on their way: from one height of a column to one height of another, as thick as the votes are many. */
export interface Ribbon {
  readonly round: number;
  /** Null where several gave and several received, so that nobody can say who gave to whom. */
  readonly from: Holder | null;
  readonly to: Holder | null;
  readonly votes: Exact;
  readonly start: Edge;
  readonly end: Edge;
}

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The votes of several givers brought together before they are given on. */
export interface Pool extends Edge {
  readonly round: number;
  readonly votes: Exact;
}

/** Where everything of the picture of transfers lies. */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly kept: readonly Ribbon[];
  readonly moved: readonly Ribbon[];
  readonly pools: readonly Pool[];
}

export const bandWidth = 12;
const top = 34;
const gap = 5;
const leastSlot = 15;

/** Lays out a count in which votes are transferred: rounds as columns, holders as bands, what moved as ribbons. */
export function flowLayout(
  count: ShownCount,
  room: { readonly before: number; readonly after: number },
): FlowLayout {
  const order: readonly Holder[] = [...inFinalOrder(count), 'non-transferable', 'lost'];
  const [first] = count.rounds;
  const valid = first ? nearNumber(sumOfExact(holdings(first).map(({ votes }) => votes))) : 0;
  const scale = bandsHeight(count.names.length) / Math.max(1, valid);
  const step = columnStep(count.rounds.length);
  const columns = count.rounds.map((_, round) =>
    column(count, { round, order, scale, x: room.before + round * step }),
  );
  const parts = movements(count.rounds).map((movement, round) =>
    movement ? between(columns[round] ?? [], columns[round + 1] ?? [], movement, scale) : nothing,
  );
  const bands = columns.flat();
  return {
    width: room.before + (count.rounds.length - 1) * step + bandWidth + room.after,
    height: Math.max(...bands.map(({ y, height }) => y + Math.max(height, leastSlot))) + gap,
    bands,
    kept: parts.flatMap(({ kept }) => kept),
    moved: parts.flatMap(({ moved }) => moved),
    pools: parts.flatMap(({ pools }) => pools),
  };
}

function bandsHeight(candidates: number): number {
  return Math.max(240, Math.min(480, candidates * 40));
}

function columnStep(rounds: number): number {
  return Math.max(64, Math.min(180, Math.floor(720 / Math.max(1, rounds - 1))));
}

interface ColumnPlan {
  readonly round: number;
  readonly order: readonly Holder[];
  readonly scale: number;
  readonly x: number;
}

/** Everybody with votes, best of the final ranking on top; in the first round everybody. */
function column(count: ShownCount, { round, order, scale, x }: ColumnPlan): readonly Band[] {
  const found = count.rounds[round];
  const votesOf = new Map((found ? holdings(found) : []).map((one) => [one.holder, one.votes]));
  const bands: Band[] = [];
  let y = top;
  for (const holder of order) {
    const votes = votesOf.get(holder);
    const shown = votes && (votes.numerator > 0n || (round === 0 && typeof holder === 'number'));
    if (!shown) continue;
    const height = nearNumber(votes) * scale;
    bands.push({ holder, round, votes, x, y, height });
    y += (holder === 'lost' ? height : Math.max(height, leastSlot)) + gap;
  }
  return bands;
}

interface Between {
  readonly kept: readonly Ribbon[];
  readonly moved: readonly Ribbon[];
  readonly pools: readonly Pool[];
}

const nothing: Between = { kept: [], moved: [], pools: [] };

function between(
  left: readonly Band[],
  right: readonly Band[],
  movement: Movement,
  scale: number,
): Between {
  const leaving = edges(left, movement.from, { side: bandWidth, scale });
  const coming = edges(right, movement.to, { side: 0, scale });
  const moved =
    leaving.length === 1 || coming.length === 1
      ? direct(leaving, coming)
      : throughPool(leaving, coming, movement, scale);
  return { ...moved, kept: keptBetween(left, right, movement, scale) };
}

/** What stays with its holder: the upper part of both bands. */
function keptBetween(
  left: readonly Band[],
  right: readonly Band[],
  { from }: Movement,
  scale: number,
): readonly Ribbon[] {
  return left.flatMap((band) => {
    const next = right.find(({ holder }) => holder === band.holder);
    const loss = from.find(({ holder }) => holder === band.holder);
    const height = band.height - (loss ? nearNumber(loss.votes) * scale : 0);
    if (!next || height <= 0) return [];
    return [
      {
        round: band.round,
        from: band.holder,
        to: band.holder,
        votes: band.votes,
        start: { x: band.x + bandWidth, y: band.y, height },
        end: { x: next.x, y: next.y, height },
      },
    ];
  });
}

interface HeldEdge extends Edge {
  readonly holder: Holder;
  readonly round: number;
  readonly votes: Exact;
}

/** The lower part of each band, where votes leave it or come to it. */
function edges(
  bands: readonly Band[],
  amounts: Movement['from'],
  { side, scale }: { readonly side: number; readonly scale: number },
): readonly HeldEdge[] {
  return bands.flatMap((band) => {
    const amount = amounts.find(({ holder }) => holder === band.holder);
    if (!amount) return [];
    const height = nearNumber(amount.votes) * scale;
    const { holder, round } = band;
    const y = band.y + band.height - height;
    return [{ holder, round, votes: amount.votes, x: band.x + side, y, height }];
  });
}

/** One giver or one receiver: every ribbon is a pair. */
function direct(leaving: readonly HeldEdge[], coming: readonly HeldEdge[]): Omit<Between, 'kept'> {
  const giver = leaving.length === 1 ? leaving[0] : undefined;
  const receiver = coming[0];
  if (giver)
    return {
      pools: [],
      moved: sliced(giver, coming).map(({ part, whole }) => ribbon(giver, part, whole)),
    };
  if (!receiver) return nothing;
  return {
    pools: [],
    moved: sliced(receiver, leaving).map(({ part, whole }) => ({
      round: whole.round,
      from: whole.holder,
      to: receiver.holder,
      votes: whole.votes,
      start: whole,
      end: part,
    })),
  };
}

function ribbon(from: HeldEdge, start: Edge, to: HeldEdge): Ribbon {
  return { round: from.round, from: from.holder, to: to.holder, votes: to.votes, start, end: to };
}

/** Several givers and several receivers: the votes come together and are given on. */
function throughPool(
  leaving: readonly HeldEdge[],
  coming: readonly HeldEdge[],
  { total }: Movement,
  scale: number,
): Omit<Between, 'kept'> {
  const [giver, receiver] = [leaving[0], coming[0]];
  if (!giver || !receiver) return nothing;
  const { round } = giver;
  const height = nearNumber(total) * scale;
  const centre = [...leaving, ...coming].map((edge) => edge.y + edge.height / 2);
  const pool = {
    round,
    votes: total,
    x: (giver.x + receiver.x) / 2,
    y: Math.max(top, centre.reduce((sum, y) => sum + y, 0) / centre.length - height / 2),
    height,
  };
  return {
    pools: [pool],
    moved: [
      ...sliced(pool, leaving).map(({ part, whole }) => ({
        round,
        from: whole.holder,
        to: null,
        votes: whole.votes,
        start: whole,
        end: part,
      })),
      ...sliced(pool, coming).map(({ part, whole }) => ({
        round,
        from: null,
        to: whole.holder,
        votes: whole.votes,
        start: part,
        end: whole,
      })),
    ],
  };
}

/** Cuts an edge into as many parts as there are others, each as high as the other, from top to bottom. */
function sliced(
  edge: Edge,
  others: readonly HeldEdge[],
): readonly { readonly part: Edge; readonly whole: HeldEdge }[] {
  let { y } = edge;
  return others.map((whole) => {
    const part = { x: edge.x, y, height: whole.height };
    y += whole.height;
    return { part, whole };
  });
}
