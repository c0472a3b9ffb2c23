/** A sparse square matrix in factors, for solving with it and its transpose while columns are exchanged one by one. */
export interface Factors {
  /** Factors the matrix of so many columns; `column` lists the constraints and values of one. False where it is singular. */
  factor(
    size: number,
    column: (position: number, add: (constraint: number, value: number) => void) => void,
  ): boolean;
  /** Solves B z = x in place: given by constraint, answered by position. */
  solve(x: Float64Array): void;
  /** Solves y B = x in place: given by position, answered by constraint. */
  solveTransposed(x: Float64Array): void;
  /** Replaces the column at a position by one whose solution is `column` (by position). */
  exchange(position: number, column: Float64Array): void;
  /** Adds a constraint with these entries (by position) and a column that has −1 in it alone. */
  append(entries: Float64Array): void;
  /** The number of columns exchanged since the matrix was factored. */
  exchanged(): number;
}

const threshold = 0.1;
const tiny = 1e-12;

/**
 * Left-looking LU factors (Gilbert and Peierls 1988) with rows of few entries preferred as pivots, and the product form of the inverse for
 * exchanged columns.
 */
export function factorsOf(): Factors {
  let size = 0;
  let work = new Float64Array(0);
  let byStep = new Float64Array(0);
  // L: below the unit diagonal, by step, with constraints; U: above the diagonal, by step, with earlier steps.
  let lowerStart = new Int32Array(1);
  let lowerRow = new Int32Array(1024);
  let lowerValue = new Float64Array(1024);
  let upperStart = new Int32Array(1);
  let upperStep = new Int32Array(1024);
  let upperValue = new Float64Array(1024);
  let diagonal = new Float64Array(0);
  let pivotRow = new Int32Array(0);
  let positionAt = new Int32Array(0);
  let stepOfRow = new Int32Array(0);
  let marked = new Int32Array(0);
  let stack = new Int32Array(0);
  let cursor = new Int32Array(0);
  let reached = new Int32Array(0);
  let pattern = new Int32Array(0);
  // Exchanged columns, and constraints that were appended (pivot 0).
  let etas: { position: number; pivot: number; at: Int32Array; values: Float64Array }[] = [];
  let factored = 0;

  return { factor, solve, solveTransposed, exchange, append, exchanged: () => etas.length };

  function reserve(next: number): void {
    size = next;
    factored = next;
    etas = [];
    if (work.length >= next) return;
    const room = next + (next >> 1) + 64;
    work = new Float64Array(room);
    byStep = new Float64Array(room);
    lowerStart = new Int32Array(room + 1);
    upperStart = new Int32Array(room + 1);
    diagonal = new Float64Array(room);
    pivotRow = new Int32Array(room);
    positionAt = new Int32Array(room);
    stepOfRow = new Int32Array(room);
    marked = new Int32Array(room);
    stack = new Int32Array(room);
    cursor = new Int32Array(room);
    reached = new Int32Array(room);
    pattern = new Int32Array(room);
  }

  function factor(
    next: number,
    column: (position: number, add: (constraint: number, value: number) => void) => void,
  ): boolean {
    reserve(next);
    const starts = new Int32Array(size + 1);
    const rows: number[] = [];
    const values: number[] = [];
    const rowCount = new Int32Array(size);
    for (let position = 0; position < size; position++) {
      column(position, (constraint, value) => {
        rows.push(constraint);
        values.push(value);
        rowCount[constraint]! += 1;
      });
      starts[position + 1] = rows.length;
    }
    const order = columnOrder(starts);
    stepOfRow.fill(-1, 0, size);
    marked.fill(-1, 0, size);
    let [lowerEnd, upperEnd] = [0, 0];
    for (let step = 0; step < size; step++) {
      const position = order[step]!;
      positionAt[step] = position;
      lowerStart[step] = lowerEnd;
      upperStart[step] = upperEnd;
      let [depths, patterns] = [0, 0];
      for (let entry = starts[position]!; entry < starts[position + 1]!; entry++) {
        const row = rows[entry]!;
        work[row]! += values[entry]!;
        if (marked[row] === step) continue;
        [depths, patterns] = reach(row, step, depths, patterns);
      }
      // Steps were reached in reverse topological order.
      if (upperEnd + depths > upperStep.length) growUpper(upperEnd + depths);
      for (let index = depths - 1; index >= 0; index--) {
        const earlier = reached[index]!;
        const value = work[pivotRow[earlier]!]!;
        work[pivotRow[earlier]!] = 0;
        if (value < tiny && value > -tiny) continue;
        upperStep[upperEnd] = earlier;
        upperValue[upperEnd++] = value;
        for (let entry = lowerStart[earlier]!; entry < lowerStart[earlier + 1]!; entry++) {
          work[lowerRow[entry]!]! -= lowerValue[entry]! * value;
        }
      }
      let most = 0;
      for (let index = 0; index < patterns; index++) {
        const size = Math.abs(work[pattern[index]!]!);
        if (size > most) most = size;
      }
      if (most < 1e-9) {
        for (let index = 0; index < patterns; index++) work[pattern[index]!] = 0;
        return false;
      }
      let [chosen, fewest] = [-1, Infinity];
      for (let index = 0; index < patterns; index++) {
        const row = pattern[index]!;
        if (Math.abs(work[row]!) >= threshold * most && rowCount[row]! < fewest) {
          [chosen, fewest] = [row, rowCount[row]!];
        }
      }
      const pivot = work[chosen]!;
      diagonal[step] = pivot;
      pivotRow[step] = chosen;
      stepOfRow[chosen] = step;
      if (lowerEnd + patterns > lowerRow.length) growLower(lowerEnd + patterns);
      for (let index = 0; index < patterns; index++) {
        const row = pattern[index]!;
        const value = work[row]!;
        work[row] = 0;
        if (row === chosen || (value < tiny && value > -tiny)) continue;
        lowerRow[lowerEnd] = row;
        lowerValue[lowerEnd++] = value / pivot;
      }
    }
    lowerStart[size] = lowerEnd;
    upperStart[size] = upperEnd;
    return true;
  }

  /** Columns with few entries first: those with one need no elimination. */
  function columnOrder(starts: Int32Array): Int32Array {
    const order = Int32Array.from({ length: size }, (_, position) => position);
    const count = (position: number) => starts[position + 1]! - starts[position]!;
    return order.sort((a, b) => count(a) - count(b) || a - b);
  }

  /** Depth-first search for the earlier steps that a row of the column brings in, and the rows they fill. */
  function reach(row: number, step: number, depths: number, patterns: number): [number, number] {
    let top = 0;
    stack[0] = row;
    marked[row] = step;
    const first = stepOfRow[row]!;
    cursor[0] = first < 0 ? -1 : lowerStart[first]!;
    while (top >= 0) {
      const at = stepOfRow[stack[top]!]!;
      if (at < 0) {
        pattern[patterns++] = stack[top]!;
        top--;
        continue;
      }
      const end = lowerStart[at + 1]!;
      let next = -1;
      while (cursor[top]! < end) {
        const candidate = lowerRow[cursor[top]!]!;
        cursor[top]! += 1;
        if (marked[candidate] !== step) {
          next = candidate;
          break;
        }
      }
      if (next < 0) {
        reached[depths++] = at;
        top--;
        continue;
      }
      marked[next] = step;
      top++;
      stack[top] = next;
      const inside = stepOfRow[next]!;
      cursor[top] = inside < 0 ? -1 : lowerStart[inside]!;
    }
    return [depths, patterns];
  }

  function growUpper(needed: number): void {
    const room = Math.max(needed, 2 * upperStep.length);
    const steps = new Int32Array(room);
    steps.set(upperStep);
    upperStep = steps;
    const values = new Float64Array(room);
    values.set(upperValue);
    upperValue = values;
  }

  function growLower(needed: number): void {
    const room = Math.max(needed, 2 * lowerRow.length);
    const rows = new Int32Array(room);
    rows.set(lowerRow);
    lowerRow = rows;
    const values = new Float64Array(room);
    values.set(lowerValue);
    lowerValue = values;
  }

  function solve(x: Float64Array): void {
    for (let step = 0; step < factored; step++) {
      const value = x[pivotRow[step]!]!;
      byStep[step] = value;
      if (value === 0) continue;
      for (let entry = lowerStart[step]!; entry < lowerStart[step + 1]!; entry++) {
        x[lowerRow[entry]!]! -= lowerValue[entry]! * value;
      }
    }
    for (let step = factored - 1; step >= 0; step--) {
      const right = byStep[step]!;
      if (right === 0) {
        x[positionAt[step]!] = 0;
        continue;
      }
      const value = right / diagonal[step]!;
      x[positionAt[step]!] = value;
      for (let entry = upperStart[step]!; entry < upperStart[step + 1]!; entry++) {
        byStep[upperStep[entry]!]! -= upperValue[entry]! * value;
      }
    }
    for (const { position, pivot, at, values } of etas) {
      if (pivot === 0) {
        let value = -x[position]!;
        for (let index = 0; index < at.length; index++) value += values[index]! * x[at[index]!]!;
        x[position] = value;
        continue;
      }
      const value = x[position]!;
      if (value === 0) continue;
      const scaled = value / pivot;
      x[position] = scaled;
      for (let index = 0; index < at.length; index++) x[at[index]!]! -= values[index]! * scaled;
    }
  }

  function solveTransposed(x: Float64Array): void {
    for (let number = etas.length - 1; number >= 0; number--) {
      const { position, pivot, at, values } = etas[number]!;
      if (pivot === 0) {
        const added = x[position]!;
        if (added !== 0) {
          for (let index = 0; index < at.length; index++) x[at[index]!]! += values[index]! * added;
        }
        x[position] = -added;
        continue;
      }
      let value = x[position]!;
      for (let index = 0; index < at.length; index++) value -= values[index]! * x[at[index]!]!;
      x[position] = value / pivot;
    }
    for (let step = 0; step < factored; step++) {
      let value = x[positionAt[step]!]!;
      for (let entry = upperStart[step]!; entry < upperStart[step + 1]!; entry++) {
        value -= upperValue[entry]! * byStep[upperStep[entry]!]!;
      }
      byStep[step] = value / diagonal[step]!;
    }
    for (let step = factored - 1; step >= 0; step--) {
      let value = byStep[step]!;
      for (let entry = lowerStart[step]!; entry < lowerStart[step + 1]!; entry++) {
        value -= lowerValue[entry]! * x[lowerRow[entry]!]!;
      }
      x[pivotRow[step]!] = value;
    }
  }

  function exchange(position: number, column: Float64Array): void {
    let many = 0;
    for (let index = 0; index < size; index++) {
      const value = column[index]!;
      if (index !== position && (value > tiny || value < -tiny)) pattern[many++] = index;
    }
    const at = pattern.slice(0, many);
    const values = Float64Array.from(at, (index) => column[index]!);
    etas.push({ position, pivot: column[position]!, at, values });
  }

  function append(entries: Float64Array): void {
    const at: number[] = [];
    for (let index = 0; index < size; index++) if (entries[index] !== 0) at.push(index);
    const values = Float64Array.from(at, (index) => entries[index]!);
    etas.push({ position: size, pivot: 0, at: Int32Array.from(at), values });
    size++;
    if (pattern.length < size) {
      const room = size + 64;
      pattern = new Int32Array(room);
    }
  }
}
