import { factorsOf } from './factors.js';
import { type Program } from './program.js';

/** Weights on the rows of a program that are meant to prove it impossible; rounded numbers, to be checked exactly. */
export interface Weights {
  readonly rows: readonly number[];
  readonly weights: readonly number[];
}

/** What the relaxation of a program came to. `unsettled`: the arithmetic went astray, nothing is known. */
export type Relaxed =
  | { readonly kind: 'feasible' }
  | { readonly kind: 'impossible'; readonly weights: Weights }
  | { readonly kind: 'unsettled' };

/** People of a kind on a segment in the relaxation. */
export interface Fraction {
  readonly segment: number;
  readonly kind: number;
  readonly value: number;
}

/**
 * The linear relaxation of a program, kept from question to question: fractions of people may stand on places. It is the
 * one part of the solver that counts in floating point, and it only guides: what it calls impossible is believed after
 * its weights have been checked in whole numbers, what it calls feasible is believed when a whole list has been found.
 */
export interface Relaxation {
  /**
   * Begins anew at a list (a kind for every segment), which may break rows: the costs are such that the relaxation moves
   * away from it only as far as it must.
   */
  centre(list: Int32Array): void;
  /** Solves the program as its rows and sizes stand now, from where the last question ended. */
  solve(): Relaxed;
  /** The fractions found by the last feasible answer: `value` people of `kind` on `segment`. */
  fractions(): readonly Fraction[];
  /** Takes notice of rows that were added to the program. */
  rowsAdded(): void;
}

const tolerance = 1e-7;
const pivotTolerance = 1e-7;
const driftTolerance = 1e-5;
const smallestBreach = 2e-6;
const mostStepsPerQuestion = 20_000;
const mostExchanges = 64;
const idleRounds = 4;

/**
 * The dual simplex method with steepest edges (Forrest and Goldfarb 1992) and rows taken up only when they are broken.
 * Changing right-hand sides leaves a basis dual feasible, so that every question about the next place starts from the
 * basis of the last one. The costs are arbitrary positive numbers: any solution will do.
 */
export function relaxationOf(program: Program): Relaxation {
  const { kinds, groups, membersOf, isMember, sizes } = program;
  const segments = sizes.length;
  const columns = segments * kinds;
  const factors = factorsOf();
  const reduced = new Float64Array(columns);
  const alpha = new Float64Array(columns);
  const basicAt = new Int32Array(columns).fill(-1);
  const eligible = new Int32Array(columns);
  const running = new Float64Array(kinds);
  const cumulated = new Float64Array(groups * (segments + 1));
  const kindTotals = new Float64Array(kinds);
  const constraintOf = new Int32Array(segments);

  // A position of the basis holds a column: structural below `columns`, above it the logical of an active row.
  // The first constraints are the segments open when the relaxation was centred, then come the active rows.
  let alive = new Int32Array(0);
  let rowOf: number[] = [];
  let size = 0;
  let capacity = 0;
  let basis = new Int32Array(0);
  let values = new Float64Array(0);
  let norms = new Float64Array(0);
  let rho = new Float64Array(0);
  let entering = new Float64Array(0);
  let edge = new Float64Array(0);
  let stale = true;
  let slack = tolerance;
  let largest = 0;
  // Of every row of the program.
  const activeAt: number[] = [];
  const isBasic: boolean[] = [];
  const atUpper: boolean[] = [];
  const logicalReduced: number[] = [];
  const idle: number[] = [];
  let found: Fraction[] = [];

  rowsAdded();
  return { centre, solve, fractions: () => found, rowsAdded };

  function rowsAdded(): void {
    while (activeAt.length < program.rows.length) {
      activeAt.push(-1);
      isBasic.push(false);
      atUpper.push(false);
      logicalReduced.push(0);
      idle.push(0);
    }
  }

  function centre(list: Int32Array): void {
    for (let position = 0; position < size; position++) {
      const column = basis[position]!;
      if (column < columns) basicAt[column] = -1;
    }
    activeAt.fill(-1);
    isBasic.fill(false);
    atUpper.fill(false);
    logicalReduced.fill(0);
    idle.fill(0);
    rowOf = [];
    alive = Int32Array.from(sizes.keys()).filter((segment) => sizes[segment]! > 0);
    size = alive.length;
    reserve(size);
    constraintOf.fill(-1);
    drawCosts();
    alive.forEach((segment, constraint) => {
      const column = segment * kinds + list[segment]!;
      constraintOf[segment] = constraint;
      reduced[column] = 0;
      basis[constraint] = column;
      basicAt[column] = constraint;
      norms[constraint] = 1;
    });
    stale = true;
  }

  /** Different costs for all columns, always the same: ties are what makes a simplex method slow. */
  function drawCosts(): void {
    largest = 0;
    let state = 0x9e3779b9;
    for (let column = 0; column < columns; column++) {
      state = (state + 0x6d2b79f5) | 0;
      let word = Math.imul(state ^ (state >>> 15), state | 1);
      word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
      reduced[column] = 1 + ((word ^ (word >>> 14)) >>> 0) / 4294967296;
    }
  }

  /** Costs that have grown by being carried along are drawn anew: any costs that keep their sign will do. */
  function redrawCosts(): void {
    drawCosts();
    for (let position = 0; position < size; position++) {
      if (basis[position]! < columns) reduced[basis[position]!] = 0;
    }
    for (const row of rowOf) logicalReduced[row] = isBasic[row] ? 0 : atUpper[row] ? -1 : 1;
  }

  function reserve(needed: number): void {
    if (needed <= capacity) return;
    capacity = needed + Math.max(64, needed >> 1);
    const widen = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(capacity);
      copy.set(old);
      return copy;
    };
    const wider = new Int32Array(capacity);
    wider.set(basis);
    basis = wider;
    [values, norms, rho, entering, edge] = [
      widen(values),
      widen(norms),
      widen(rho),
      widen(entering),
      widen(edge),
    ];
  }

  function solve(): Relaxed {
    if (largest > 1e5) redrawCosts();
    if (!computeValues()) return { kind: 'unsettled' };
    let checked = false;
    slack = tolerance;
    for (let steps = 0; steps < mostStepsPerQuestion;) {
      if ((stale || factors.exchanged() >= mostExchanges) && !computeValues())
        return { kind: 'unsettled' };
      const leaving = mostBroken();
      if (leaving < 0) {
        if (!checked && factors.exchanged() > 0) {
          // The values have been carried along: look at them afresh before believing them.
          if (!computeValues()) return { kind: 'unsettled' };
          checked = true;
          continue;
        }
        if (takeUpBroken() > 0) {
          checked = false;
          continue;
        }
        found = readFractions();
        return drift() > driftTolerance ? { kind: 'unsettled' } : { kind: 'feasible' };
      }
      checked = false;
      steps++;
      rho.fill(0, 0, size);
      rho[leaving] = 1;
      factors.solveTransposed(rho);
      const entered = ratioTest(leaving);
      if (entered === null) {
        // Values that were carried along may be off by more than they are broken.
        if (factors.exchanged() > 0) stale = true;
        else if (brokenBy(leaving) < smallestBreach) slack = smallestBreach;
        else return { kind: 'impossible', weights: weightsOfRho() };
        continue;
      }
      if (!exchange(leaving, entered)) {
        if (factors.exchanged() === 0) return { kind: 'unsettled' };
        stale = true;
      }
    }
    return { kind: 'unsettled' };
  }

  function lower(column: number): number {
    return column < columns ? 0 : program.rows[column - columns]!.lo;
  }

  function upper(column: number): number {
    return column < columns ? Infinity : program.rows[column - columns]!.hi;
  }

  /** Factors the basis where that is due, and computes the values of its columns. */
  function computeValues(): boolean {
    if (stale || factors.exchanged() >= mostExchanges) {
      if (!factors.factor(size, columnInto)) return false;
      stale = false;
    }
    rightHandSides(values);
    factors.solve(values);
    return true;
  }

  function rightHandSides(sides: Float64Array): void {
    const behind = alive.length;
    for (let constraint = 0; constraint < behind; constraint++) {
      sides[constraint] = sizes[alive[constraint]!]!;
    }
    for (let active = 0; active < rowOf.length; active++) {
      const row = rowOf[active]!;
      const { lo, hi } = program.rows[row]!;
      sides[behind + active] = isBasic[row]! ? 0 : atUpper[row]! ? hi : lo;
    }
  }

  function columnInto(position: number, add: (constraint: number, value: number) => void): void {
    const column = basis[position]!;
    if (column < columns) forEachEntry(column, add);
    else add(alive.length + activeAt[column - columns]!, -1);
  }

  function forEachEntry(column: number, add: (constraint: number, value: number) => void): void {
    const segment = Math.floor(column / kinds);
    const kind = column - segment * kinds;
    add(constraintOf[segment]!, 1);
    for (let active = 0; active < rowOf.length; active++) {
      if (covers(rowOf[active]!, segment, kind)) add(alive.length + active, 1);
    }
  }

  function covers(row: number, segment: number, kind: number): boolean {
    const { first, last, group, kind: own } = program.rows[row]!;
    if (segment < first || segment > last) return false;
    return own >= 0 ? own === kind : isMember[kind * groups + group] === 1;
  }

  function mostBroken(): number {
    let [worst, at] = [0, -1];
    for (let position = 0; position < size; position++) {
      const broken = brokenBy(position);
      if (broken <= slack) continue;
      const score = (broken * broken) / norms[position]!;
      if (score > worst) [worst, at] = [score, position];
    }
    return at;
  }

  /** By how much the value at a position is outside its bounds. */
  function brokenBy(position: number): number {
    const column = basis[position]!;
    const value = values[position]!;
    if (column < columns) return -value;
    const { lo, hi } = program.rows[column - columns]!;
    return value < lo ? lo - value : value - hi;
  }

  /** Prices the structural columns against a row of the inverse. */
  function price(): void {
    const behind = alive.length;
    running.fill(0);
    const starts: number[][] = [];
    for (let active = 0; active < rowOf.length; active++) {
      const weight = rho[behind + active]!;
      if (weight < 1e-12 && weight > -1e-12) continue;
      const row = rowOf[active]!;
      const { first, last } = program.rows[row]!;
      (starts[first] ??= []).push(row, weight);
      if (last + 1 < segments) (starts[last + 1] ??= []).push(row, -weight);
    }
    for (let segment = 0; segment < segments; segment++) {
      const events = starts[segment];
      if (events) {
        for (let index = 0; index < events.length; index += 2) {
          const { group, kind } = program.rows[events[index]!]!;
          const weight = events[index + 1]!;
          if (kind >= 0) running[kind]! += weight;
          else {
            for (const member of membersOf[group]!) running[member]! += weight;
          }
        }
      }
      const constraint = constraintOf[segment]!;
      if (constraint < 0) continue;
      const own = rho[constraint]!;
      const offset = segment * kinds;
      for (let kind = 0; kind < kinds; kind++) alpha[offset + kind] = running[kind]! + own;
    }
  }

  /** The column that enters for the one at `leaving`; logicals are numbered above the structural columns. */
  function ratioTest(leaving: number): number | null {
    price();
    const sign = values[leaving]! < lower(basis[leaving]!) ? -1 : 1;
    let many = 0;
    let [bound, first] = [Infinity, -1];
    for (const segment of alive) {
      if (sizes[segment] === 0) continue;
      const offset = segment * kinds;
      for (let kind = 0; kind < kinds; kind++) {
        const index = offset + kind;
        const along = alpha[index]! * sign;
        if (along <= pivotTolerance || basicAt[index]! >= 0 || program.dead[kind] === 1) continue;
        eligible[many++] = index;
        const ratio = (reduced[index]! + 1e-9) / along;
        if (ratio < bound) [bound, first] = [ratio, index];
      }
    }
    const behind = alive.length;
    const logicals: number[] = [];
    for (let active = 0; active < rowOf.length; active++) {
      const row = rowOf[active]!;
      if (isBasic[row]) continue;
      const { lo, hi } = program.rows[row]!;
      if (lo === hi) continue;
      const along = -rho[behind + active]! * sign * (atUpper[row]! ? -1 : 1);
      if (along <= pivotTolerance) continue;
      logicals.push(row, along);
      const ratio = (Math.abs(logicalReduced[row]!) + 1e-9) / along;
      if (ratio < bound) [bound, first] = [ratio, columns + row];
    }
    let [best, strength] = [first, 0];
    for (let index = 0; index < many; index++) {
      const candidate = eligible[index]!;
      const along = alpha[candidate]! * sign;
      if (along > strength && reduced[candidate]! <= bound * along) {
        [best, strength] = [candidate, along];
      }
    }
    for (let index = 0; index < logicals.length; index += 2) {
      const [row, along] = [logicals[index]!, logicals[index + 1]!];
      if (along > strength && Math.abs(logicalReduced[row]!) <= bound * along) {
        [best, strength] = [columns + row, along];
      }
    }
    return best < 0 ? null : best;
  }

  function exchange(leaving: number, entered: number): boolean {
    entering.fill(0, 0, size);
    const expected =
      entered < columns ? alpha[entered]! : -rho[alive.length + activeAt[entered - columns]!]!;
    if (entered < columns)
      forEachEntry(entered, (constraint, value) => (entering[constraint] = value));
    else entering[alive.length + activeAt[entered - columns]!] = -1;
    factors.solve(entering);
    const pivot = entering[leaving]!;
    if (
      Math.abs(pivot) < pivotTolerance ||
      Math.abs(pivot - expected) > 1e-6 * (1 + Math.abs(pivot))
    )
      return false;
    const left = basis[leaving]!;
    const toUpper = values[leaving]! > upper(left);
    const bound = toUpper ? upper(left) : lower(left);
    const move = (values[leaving]! - bound) / pivot;
    const from =
      entered < columns ? 0 : atUpper[entered - columns]! ? upper(entered) : lower(entered);
    updateNorms(leaving, pivot);
    updateReduced(entered, left, pivot);
    for (let position = 0; position < size; position++)
      values[position]! -= move * entering[position]!;
    values[leaving] = from + move;
    factors.exchange(leaving, entering);
    if (left < columns) basicAt[left] = -1;
    else {
      isBasic[left - columns] = false;
      atUpper[left - columns] = toUpper;
    }
    if (entered < columns) basicAt[entered] = leaving;
    else isBasic[entered - columns] = true;
    basis[leaving] = entered;
    return true;
  }

  function updateNorms(leaving: number, pivot: number): void {
    let own = 0;
    for (let constraint = 0; constraint < size; constraint++) {
      const value = rho[constraint]!;
      edge[constraint] = value;
      own += value * value;
    }
    factors.solve(edge);
    for (let position = 0; position < size; position++) {
      const factor = entering[position]! / pivot;
      if (position === leaving || factor === 0) continue;
      const norm = norms[position]! - 2 * factor * edge[position]! + factor * factor * own;
      norms[position] = Math.max(norm, 1 + factor * factor, 1e-4);
    }
    norms[leaving] = Math.max(own / (pivot * pivot), 1e-4);
  }

  function updateReduced(entered: number, left: number, pivot: number): void {
    const own = entered < columns ? reduced[entered]! : logicalReduced[entered - columns]!;
    const step = own / pivot;
    // The ratio test allows a little slack; where it was used the cost is moved instead of the sign being lost.
    if (step !== 0) {
      for (const segment of alive) {
        const end = (segment + 1) * kinds;
        for (let column = segment * kinds; column < end; column++) {
          const next = reduced[column]! - step * alpha[column]!;
          reduced[column] = next < 0 ? 0 : next;
          if (next > largest) largest = next;
        }
      }
      for (let active = 0; active < rowOf.length; active++) {
        const row = rowOf[active]!;
        const next = logicalReduced[row]! + step * rho[alive.length + active]!;
        logicalReduced[row] = isBasic[row] ? 0 : signed(row, next);
      }
    }
    if (entered < columns) reduced[entered] = 0;
    else logicalReduced[entered - columns] = 0;
    for (let position = 0; position < size; position++) {
      if (basis[position]! < columns) reduced[basis[position]!] = 0;
    }
    if (left < columns) reduced[left] = Math.max(0, -step);
    else logicalReduced[left - columns] = -step;
  }

  function signed(row: number, value: number): number {
    const { lo, hi } = program.rows[row]!;
    if (lo === hi) return value;
    return atUpper[row]! ? Math.min(0, value) : Math.max(0, value);
  }

  function weightsOfRho(): Weights {
    const rows: number[] = [];
    const weights: number[] = [];
    // In the order of the program, whatever the order in which rows were taken up.
    for (let row = 0; row < activeAt.length; row++) {
      if (activeAt[row]! < 0) continue;
      const weight = rho[alive.length + activeAt[row]!]!;
      if (weight < 1e-9 && weight > -1e-9) continue;
      rows.push(row);
      weights.push(weight);
    }
    return { rows, weights };
  }

  function readFractions(): Fraction[] {
    const fractions: Fraction[] = [];
    for (let position = 0; position < size; position++) {
      const column = basis[position]!;
      const value = values[position]!;
      if (column >= columns || value < tolerance) continue;
      const segment = Math.floor(column / kinds);
      fractions.push({ segment, kind: column - segment * kinds, value });
    }
    return fractions;
  }

  /** Takes up the rows that the present solution breaks most; answers how many. */
  function takeUpBroken(): number {
    const fractions = readFractions();
    cumulated.fill(0);
    kindTotals.fill(0);
    const width = segments + 1;
    for (const { segment, kind, value } of fractions) {
      kindTotals[kind]! += value;
      for (let group = 0; group < groups; group++) {
        if (isMember[kind * groups + group] === 1) cumulated[group * width + segment + 1]! += value;
      }
    }
    for (let group = 0; group < groups; group++) {
      const base = group * width;
      for (let segment = 1; segment <= segments; segment++) {
        cumulated[base + segment]! += cumulated[base + segment - 1]!;
      }
    }
    const countIn = (row: number): number => {
      const { first, last, group, kind } = program.rows[row]!;
      if (kind < 0) {
        return cumulated[group * width + last + 1]! - cumulated[group * width + first]!;
      }
      if (first === 0 && last === segments - 1) return kindTotals[kind]!;
      return fractions.reduce(
        (sum, fraction) =>
          fraction.kind === kind && fraction.segment >= first && fraction.segment <= last
            ? sum + fraction.value
            : sum,
        0,
      );
    };
    const worst = new Map<number, { row: number; broken: number; count: number }[]>();
    for (let row = 0; row < program.rows.length; row++) {
      if (activeAt[row]! >= 0) continue;
      const { group, kind, lo, hi } = program.rows[row]!;
      const count = countIn(row);
      const broken = count < lo ? lo - count : count - hi;
      if (broken <= 10 * tolerance) continue;
      const key = kind < 0 ? group : groups + kind;
      const list = worst.get(key);
      if (list) list.push({ row, broken, count });
      else worst.set(key, [{ row, broken, count }]);
    }
    if (worst.size === 0) return 0;
    if (factors.exchanged() > 24) dropIdle();
    let taken = 0;
    for (const list of worst.values()) {
      list.sort((a, b) => b.broken - a.broken || a.row - b.row);
      for (const { row, count } of list.slice(0, 2)) {
        takeUp(row, count);
        taken++;
      }
    }
    return taken;
  }

  function takeUp(row: number, count: number): void {
    reserve(size + 1);
    basis[size] = columns + row;
    values[size] = count;
    norms[size] = 1;
    activeAt[row] = rowOf.length;
    rowOf.push(row);
    isBasic[row] = true;
    logicalReduced[row] = 0;
    idle[row] = 0;
    if (!stale) {
      entering.fill(0, 0, size + 1);
      for (let position = 0; position < size; position++) {
        const column = basis[position]!;
        if (column >= columns) continue;
        const segment = Math.floor(column / kinds);
        if (covers(row, segment, column - segment * kinds)) entering[position] = 1;
      }
      factors.append(entering);
    }
    size++;
  }

  /** Rows that have not bound for a while only make every step slower. */
  function dropIdle(): void {
    const kept: number[] = [];
    const gone = new Set<number>();
    for (const row of rowOf) {
      if (!isBasic[row]) idle[row] = 0;
      else if (++idle[row]! > idleRounds) {
        gone.add(row);
        continue;
      }
      kept.push(row);
    }
    if (gone.size === 0) return;
    let next = 0;
    for (let position = 0; position < size; position++) {
      const column = basis[position]!;
      if (column >= columns && gone.has(column - columns)) continue;
      basis[next] = column;
      values[next] = values[position]!;
      norms[next] = norms[position]!;
      if (column < columns) basicAt[column] = next;
      next++;
    }
    size = next;
    for (const row of gone) [activeAt[row], isBasic[row]] = [-1, false];
    rowOf = kept;
    kept.forEach((row, active) => (activeAt[row] = active));
    stale = true;
  }

  /** How far the values are from filling the places and keeping the rows that bind. */
  function drift(): number {
    rightHandSides(edge);
    for (let position = 0; position < size; position++) {
      const value = values[position]!;
      if (value !== 0)
        columnInto(position, (constraint, entry) => (edge[constraint]! -= entry * value));
    }
    let most = 0;
    for (let constraint = 0; constraint < size; constraint++) {
      most = Math.max(most, Math.abs(edge[constraint]!));
    }
    return most;
  }
}
