import type { Json } from '../bytes/canonical-json.js';
import { addPaper, votersOf, type Form, type Paper, type Papers } from './ballots.js';
import { countWithTies, faultOf, type Tally } from './complete.js';
import { classesBy, everybody } from './classes.js';
import type { Method } from './election.js';
import { exactOf, shareOf, type Rounding } from './exact-number.js';
import { methodCalled } from './methods.js';
import { bySums } from './sums.js';
import { noHistory, settle, type TieBook, type TieReport } from './ties.js';

/** A share with its rounding, as the rule set writes it. */
export interface RoundedShare {
  readonly share: string;
  readonly round: Rounding;
}

/** Who goes on, as the rule set writes it. */
export type Cut =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'per-seat'; readonly factor: string; readonly round: Rounding }
  | { readonly kind: 'share'; readonly share: string; readonly round: Rounding }
  | { readonly kind: 'all' };

/** What the paper voting places handed in together. */
export interface PaperTotal {
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
  readonly votes: readonly number[];
  /** The ballots themselves, where they were typed. */
  readonly papers: Papers | null;
  readonly places: Json;
}

/** Everything a round is counted from. */
export interface CountBasis {
  readonly form: Form;
  readonly method: string;
  readonly options: Readonly<Record<string, string>>;
  readonly rollSize: number;
  readonly unitSeats: number;
  readonly cut: Cut;
  readonly quorum: RoundedShare | null;
  /** By position. */
  readonly standing: readonly boolean[];
  readonly online: Papers;
  /** Ballots of the box that are no ballot of this round. */
  readonly unreadable: number;
  /** Ballots of the box that the key does not open. */
  readonly unopenable: number;
  readonly paper: PaperTotal;
  readonly ties: TieBook;
}

interface Found {
  readonly ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[];
  readonly elected: readonly string[];
  readonly rounds: readonly Json[];
  readonly working: Json;
  readonly ties: readonly TieReport[];
  readonly awaited: readonly (readonly string[])[];
  readonly sums: { readonly online: readonly number[]; readonly paper: readonly number[] } | null;
  readonly onlyWithdrawn: number;
}

/** Whether places hand in sums, or the ballots themselves. Nobody adds up points of rankings by hand. */
export function handsInSums(form: Form, method: Method): boolean {
  return form.kind !== 'ranking' && method.sums !== undefined;
}

/** The result document of a round, counted anew; null where the method or an option is not known. */
export function countAnew(basis: CountBasis): Json | null {
  const known = methodCalled(basis.method, basis.options);
  const places = placesOf(basis);
  const needed = basis.quorum ? peopleOf(basis.quorum, basis.rollSize) : 0;
  if (!known || places === null || needed === null) return null;
  const box = sortBox(basis, known.method);
  const { paper, ties } = basis;
  const turnout = box.cast + paper.cast;
  const met = turnout >= needed;
  const found = find(basis, known.method, box.faulty, met ? places : 0);
  return {
    format: 'irikteu-result/1',
    method: basis.method,
    options: known.options,
    ballot: { ...basis.form },
    outcome: !met ? 'quorum-not-met' : found.awaited.length > 0 ? 'waiting' : 'elected',
    rollSize: basis.rollSize,
    turnout,
    valid: turnout - box.invalid - paper.invalid,
    invalid: box.invalid + paper.invalid,
    invalidBy: { ...box.invalidBy, ...(paper.invalid > 0 ? { paper: paper.invalid } : {}) },
    onlyWithdrawn: found.onlyWithdrawn,
    online: { cast: box.cast, valid: box.cast - box.invalid, invalid: box.invalid },
    paper: { cast: paper.cast, valid: paper.valid, invalid: paper.invalid, places: paper.places },
    quorum: { needed, met },
    unitSeats: basis.unitSeats,
    places,
    seed: ties.seed,
    positions: [...ties.ids],
    candidates: candidatesOf(found, basis),
    rounds: found.rounds,
    working: found.working,
    ties: found.ties as unknown as Json,
    awaited: found.awaited,
  };
}

function placesOf({ cut, unitSeats, standing }: CountBasis): number | null {
  const contenders = standing.filter(Boolean).length;
  switch (cut.kind) {
    case 'all':
      return contenders;
    case 'top':
      return Math.min(cut.count, contenders);
    case 'per-seat':
      return atMost(peopleOf({ share: cut.factor, round: cut.round }, unitSeats), contenders);
    case 'share':
      return atMost(peopleOf(cut, contenders), contenders);
  }
}

function atMost(number: number | null, most: number): number | null {
  return number === null ? null : Math.min(number, most);
}

/** A share of so many people; null where the share is no fraction. */
export function peopleOf({ share, round }: RoundedShare, of: number): number | null {
  const fraction = exactOf(share);
  return fraction && shareOf(fraction, of, round);
}

interface SortedBox {
  readonly cast: number;
  /** What is on invalid ballots. */
  readonly faulty: ReadonlySet<Paper>;
  readonly invalid: number;
  readonly invalidBy: Readonly<Record<string, number>>;
}

function sortBox(basis: CountBasis, method: Method): SortedBox {
  const { form, online, unreadable, unopenable } = basis;
  const faulty = new Set<Paper>();
  const invalidBy: Record<string, number> = {};
  for (const [paper, voters] of online) {
    const fault = faultOf(paper, form, method);
    if (fault === null) continue;
    faulty.add(paper);
    invalidBy[fault] = (invalidBy[fault] ?? 0) + voters;
  }
  const refused = [...faulty].reduce((sum, paper) => sum + (online.get(paper) ?? 0), 0);
  if (unreadable > 0) invalidBy['unreadable'] = unreadable;
  if (unopenable > 0) invalidBy['unopenable'] = unopenable;
  const invalid = refused + unreadable + unopenable;
  return { cast: votersOf(online) + unreadable + unopenable, faulty, invalid, invalidBy };
}

function find(
  basis: CountBasis,
  method: Method,
  faulty: ReadonlySet<Paper>,
  places: number,
): Found {
  return handsInSums(basis.form, method)
    ? findBySums(basis, method, without(basis.online, faulty), places)
    : findByBallots(basis, method, places);
}

/** The same papers but for some; a million of them are not copied for nothing. */
function without(papers: Papers, faulty: ReadonlySet<Paper>): Papers {
  if (faulty.size === 0) return papers;
  const left = new Map(papers);
  for (const paper of faulty) left.delete(paper);
  return left;
}

/** The papers of both channels. */
function together(online: Papers, typed: Papers | null): Papers {
  if (!typed || typed.size === 0) return online;
  const papers = new Map(online);
  for (const [paper, voters] of typed) addPaper(papers, paper, voters);
  return papers;
}

/** Where paper came as sums; the votes of those who left the race stay in the record. */
function findBySums(basis: CountBasis, method: Method, papers: Papers, places: number): Found {
  const { form, paper, standing, ties } = basis;
  const online = method.sums?.({ papers, form }) ?? [];
  const votes = online.map((sum, at) => sum + (paper.votes[at] ?? 0));
  const most = (a: number, b: number): number => (votes[b] ?? 0) - (votes[a] ?? 0);
  const ranked = [true, false].flatMap((stands) =>
    classesBy(
      everybody(form.candidates).filter((one) => standing[one] === stands),
      most,
    ),
  );
  const settled = settle(ranked, places, { book: ties, history: noHistory });
  const { rounds, working } = bySums(votes, { form, withdrawn: new Set() });
  return {
    ranking: settled.ranking,
    elected: settled.ranking
      .filter(({ rank, candidates }) => rank + candidates.length - 1 <= places)
      .flatMap(({ candidates }) => candidates),
    rounds,
    working,
    ties: settled.ties,
    awaited: settled.ties.flatMap(({ awaited }) => awaited),
    sums: { online, paper: paper.votes },
    onlyWithdrawn: 0,
  };
}

/** Where the count must see the ballots: those of both channels together. */
function findByBallots(basis: CountBasis, method: Method, places: number): Found {
  const { form, online, paper, standing, ties } = basis;
  const withdrawn = everybody(form.candidates).filter((one) => standing[one] !== true);
  const after = withdrawn.map((one) => ties.ids[one] ?? '');
  const last = { rank: form.candidates - withdrawn.length + 1, candidates: after };
  if (withdrawn.length === form.candidates) return nobody(last);
  const papers = together(online, paper.papers);
  const seats = Math.max(1, places);
  const tally = countWithTies(method, { papers, form, seats, withdrawn: new Set(withdrawn), ties });
  return {
    ranking: [...settledRanks(tally, ties), ...(after.length > 0 ? [last] : [])],
    elected: places > 0 ? tally.elected.map((one) => ties.ids[one] ?? '') : [],
    rounds: tally.rounds,
    working: tally.working,
    ties: places > 0 ? tally.ties : tally.ties.filter(({ resolvedBy }) => resolvedBy !== null),
    awaited: places > 0 ? tally.awaited : [],
    sums: null,
    onlyWithdrawn: tally.onlyWithdrawn,
  };
}

function nobody(all: Found['ranking'][number]): Found {
  const empty = { elected: [], rounds: [], ties: [], awaited: [], sums: null, onlyWithdrawn: 0 };
  return { ...empty, ranking: [all], working: { kind: 'sums' } };
}

/** The ranking, with every tie in the order the policy gave it. */
function settledRanks(tally: Tally, { ids }: TieBook): Found['ranking'] {
  const ranks: { rank: number; candidates: readonly string[] }[] = [];
  let rank = 1;
  for (const same of tally.ranking) {
    const first = rank;
    const report = same.length > 1 ? tally.ties.find((tie) => tie.rank === first) : undefined;
    for (const candidates of report?.order ?? [same.map((one) => ids[one] ?? '')]) {
      ranks.push({ rank, candidates });
      rank += candidates.length;
    }
  }
  return ranks;
}

function candidatesOf({ ranking, elected, sums }: Found, { ties, standing }: CountBasis): Json {
  return ranking.flatMap(({ rank, candidates }) =>
    candidates.map((candidacyId) => {
      const at = ties.ids.indexOf(candidacyId);
      const [online, paper] = [sums?.online[at] ?? null, sums?.paper[at] ?? null];
      return {
        candidacyId,
        votes: online === null || paper === null ? null : online + paper,
        online,
        paper,
        rank,
        elected: elected.includes(candidacyId),
        standing: standing[at] ?? false,
      };
    }),
  );
}
