import { classesBy, everybody } from './classes.js';
import { standingIn, type Finding, type Method, type Question, type Round } from './election.js';
import { sharedFirst, strictOrders, type Orders } from './preferences.js';
import { breakTie, type TieReport } from './ties.js';

/** The options of the instant run-off. */
interface RunOffRule {
  readonly elimination: string;
  readonly stop: string;
  readonly several: string;
}

interface Record {
  readonly rule: RunOffRule;
  readonly question: Question;
  readonly rounds: Round[];
  readonly ties: TieReport[];
}

type Classes = readonly (readonly number[])[];

/** Whoever has fewest votes goes, and the papers are looked at anew, until somebody has more than half of those in play. */
export function runOff(rule: RunOffRule): Method {
  return { fault: sharedFirst, count: (question) => countRunOff(rule, question) };
}

function countRunOff(rule: RunOffRule, question: Question): Finding {
  const record: Record = { rule, question, rounds: [], ties: [] };
  const orders = strictOrders(question.papers);
  const inTurn = question.seats > 1 && rule.several === 'sequential';
  const elected: (readonly number[])[] = [];
  for (;;) {
    const standing = standingIn(question).filter((one) => !elected.flat().includes(one));
    if (standing.length === 0) return finding(record, elected, []);
    const run = oneRun(record, orders, standing, inTurn ? 1 : question.seats);
    if (!run) return finding(record, elected, [standing]);
    elected.push(...run.elected);
    if (!inTurn || elected.length === question.seats) return finding(record, elected, run.others);
  }
}

function finding({ rounds, ties }: Record, elected: Classes, others: Classes): Finding {
  const ranking = [...elected, ...others];
  return { elected: elected.flat(), ranking, rounds, ties, working: { kind: 'transfers' } };
}

/** One run over all papers; null where a tie stays open. */
function oneRun(
  record: Record,
  orders: Orders,
  standing: readonly number[],
  seats: number,
): { readonly elected: Classes; readonly others: Classes } | null {
  const { rule, question } = record;
  const history: (readonly number[])[] = [];
  const gone: (readonly number[])[] = [];
  let racers = [...standing];
  for (;;) {
    const { votes, exhausted } = firstChoices(orders, racers, question.form.candidates);
    const classes = classesBy(racers, (a, b) => (votes[b] ?? 0) - (votes[a] ?? 0));
    const inPlay = votes.reduce((sum, one) => sum + one, 0);
    const ask = (tied: readonly number[], at: 'election' | 'exclusion') =>
      oneOfTied(record, history, tied, at);
    const elected = electedOn({ rule, classes, racers, seats, votes, inPlay, ask });
    const excluded = elected?.length === 0 ? excludedOn({ rule, classes, seats, votes, ask }) : [];
    record.rounds.push({
      number: record.rounds.length + 1,
      votes: votes.map(String),
      elected: elected?.flat() ?? [],
      excluded: excluded ?? [],
      ...(seats === 1 ? { quota: String(Math.floor(inPlay / 2) + 1) } : {}),
      nonTransferable: String(exhausted),
      ...(excluded && excluded.length > 0
        ? { transfer: { from: excluded, kind: 'exclusion' } }
        : {}),
    });
    history.push(votes);
    if (!elected || !excluded) return null;
    if (elected.length > 0) {
      const left = racers.filter((one) => !elected.flat().includes(one));
      const rest = classesBy(left, (a, b) => (votes[b] ?? 0) - (votes[a] ?? 0));
      return { elected, others: [...rest, ...gone.toReversed()] };
    }
    racers = racers.filter((one) => !excluded.includes(one));
    gone.push(excluded);
  }
}

/** For whom each paper counts now: the first name on it that is still in the race. */
function firstChoices(
  orders: Orders,
  racers: readonly number[],
  candidates: number,
): { readonly votes: readonly number[]; readonly exhausted: number } {
  const races = everybody(candidates).map((one) => racers.includes(one));
  const votes = everybody(candidates).map(() => 0);
  let exhausted = 0;
  for (const [order, voters] of orders) {
    let at = 0;
    while (at < order.length && !races[order.charCodeAt(at)]) at += 1;
    if (at === order.length) exhausted += voters;
    else votes[order.charCodeAt(at)]! += voters;
  }
  return { votes, exhausted };
}

interface Standings {
  readonly rule: RunOffRule;
  readonly classes: Classes;
  readonly seats: number;
  readonly votes: readonly number[];
  readonly ask: (tied: readonly number[], at: 'election' | 'exclusion') => readonly number[] | null;
}

function electedOn(
  now: Standings & { readonly racers: readonly number[]; readonly inPlay: number },
): Classes | null {
  const { rule, classes, racers, seats, votes, inPlay, ask } = now;
  if (racers.length <= seats) return classes;
  if (seats > 1) return [];
  const leaders = classes[0] ?? [];
  const majority = 2 * (votes[leaders[0] ?? 0] ?? 0) > inPlay;
  if (racers.length > 2 && !(rule.stop === 'majority' && majority)) return [];
  const winner = ask(leaders, 'election');
  return winner && [winner];
}

function excludedOn({ rule, classes, seats, votes, ask }: Standings): readonly number[] | null {
  if (rule.elimination === 'batch') {
    const rising = classes.toReversed().flat();
    const most = rising.length - (seats === 1 && rule.stop === 'two' ? 2 : seats);
    let [together, going] = [0, 0];
    for (let size = 1; size <= most; size++) {
      together += votes[rising[size - 1] ?? 0] ?? 0;
      if (together < (votes[rising[size] ?? 0] ?? 0)) going = size;
    }
    if (going > 0) return rising.slice(0, going).sort((a, b) => a - b);
  }
  return ask(classes.at(-1) ?? [], 'exclusion');
}

function oneOfTied(
  { question, rounds, ties }: Record,
  history: readonly (readonly number[])[],
  tied: readonly number[],
  at: 'election' | 'exclusion',
): readonly number[] | null {
  if (tied.length === 1) return tied;
  const wanted = at === 'election' ? 'best' : 'worst';
  const past = {
    rounds: history.length,
    compare: (round: number, a: number, b: number) =>
      (history[round]?.[a] ?? 0) - (history[round]?.[b] ?? 0),
  };
  const broken = breakTie(
    { tied, at, round: rounds.length + 1, wanted, history: past },
    question.ties,
  );
  ties.push(broken.report);
  return broken.decided ? (broken.classes.at(wanted === 'best' ? 0 : -1) ?? null) : null;
}
