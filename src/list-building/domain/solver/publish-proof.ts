import type { Leaf, Proof as PublishedProof, Stretch } from '../list-outcome.js';
import type { Impossibility } from './impossibility.js';
import { quotaCounting, type Program, type Row } from './program.js';
import { open, type Beginning } from './question.js';
import type { Told } from './search.js';

type Bounds = ReadonlyMap<Row, { readonly lo: number; readonly hi: number }>;

/**
 * A proof as anybody can check it: windows of quotas, people left, and forks, without the solver's rows. Null where people
 * were tried place by place.
 */
export function publishProof(
  { restricted, program, proof }: Impossibility,
  nameOf: (quota: number) => string,
): PublishedProof | null {
  if (proof.kind === 'trial') return null;
  const own = (quota: number) => nameOf(restricted.quotas[quota]!);
  return published(program, restricted.beginning, proof, new Map(), own);
}

function published(
  program: Program,
  beginning: Beginning,
  proof: Told,
  bounds: Bounds,
  nameOf: (quota: number) => string,
): PublishedProof {
  if (proof.kind === 'leaf') return leaf(program, beginning, proof, bounds, nameOf);
  const { row, atMost, then, otherwise } = proof;
  const { lo, hi } = bounds.get(row) ?? { lo: 0, hi: Infinity };
  return {
    ...stretchOf(program, row, nameOf),
    atMost: atMost + presentIn(program, beginning, row),
    then: published(program, beginning, then, new Map(bounds).set(row, { lo, hi: atMost }), nameOf),
    otherwise: published(
      program,
      beginning,
      otherwise,
      new Map(bounds).set(row, { lo: atMost + 1, hi }),
      nameOf,
    ),
  };
}

function leaf(
  program: Program,
  beginning: Beginning,
  { certificate: { rows, weights } }: Extract<Told, { kind: 'leaf' }>,
  bounds: Bounds,
  nameOf: (quota: number) => string,
): Leaf {
  const floors: (Stretch & { atLeast: number; times: number })[] = [];
  const ceilings: (Stretch & { atMost: number; times: number })[] = [];
  const supplies = new Map<number, number>();
  const dues = new Map<number, number>();
  rows.forEach((row, index) => {
    const weight = weights[index]!;
    const times = Math.abs(weight);
    const origin = weight > 0 ? row.floor : row.ceiling;
    switch (origin.kind) {
      case 'window': {
        const { quota, from, to, lo, hi } = origin.window;
        const window = { quota: nameOf(quota), from, to };
        if (weight > 0 !== origin.flipped) floors.push({ ...window, atLeast: lo, times });
        else ceilings.push({ ...window, atMost: hi, times });
        return;
      }
      case 'fork': {
        const bound = bounds.get(row);
        const present = presentIn(program, beginning, row);
        const people = stretchOf(program, row, nameOf);
        if (weight > 0) floors.push({ ...people, atLeast: (bound?.lo ?? 0) + present, times });
        else ceilings.push({ ...people, atMost: (bound?.hi ?? 0) + present, times });
        return;
      }
      case 'due':
        dues.set(row.kind, (dues.get(row.kind) ?? 0) + times);
        return;
      case 'supply':
        for (let kind = 0; kind < program.kinds; kind++) {
          if (isShort(program, row, kind, weight > 0))
            supplies.set(kind, (supplies.get(kind) ?? 0) + times);
        }
        return;
      case 'none':
        return;
    }
  });
  const kinds = (amounts: ReadonlyMap<number, number>) =>
    [...amounts].map(([kind, times]) => ({ counting: countingOf(program, kind, nameOf), times }));
  return { floors, ceilings, supplies: kinds(supplies), dues: kinds(dues) };
}

/** The people whose number a row of supply limits: a kind, the members of a group, or all others. */
function isShort(program: Program, row: Row, kind: number, others: boolean): boolean {
  if (row.kind >= 0) return row.kind === kind;
  return (program.isMember[kind * program.groups + row.group] === 1) !== others;
}

function stretchOf(program: Program, row: Row, nameOf: (quota: number) => string): Stretch {
  return {
    quota: nameOf(quotaCounting(program, row.group)),
    from: program.segmentPlaces[row.first]![0],
    to: program.segmentPlaces[row.last]![1],
  };
}

function countingOf({ rules }: Program, kind: number, nameOf: (quota: number) => string): string[] {
  const names: string[] = [];
  for (let quota = 0; quota < rules.quotas; quota++) {
    if (rules.counts[kind * rules.quotas + quota] === 1) names.push(nameOf(quota));
  }
  return names;
}

/** People who stood inside a row before it began to count. */
function presentIn(program: Program, { settled }: Beginning, row: Row): number {
  const from = program.segmentPlaces[row.first]![0];
  const to = program.segmentPlaces[row.last]![1];
  let present = 0;
  for (let place = from; place <= to; place++) {
    const kind = settled[place - 1]!;
    if (kind === open) continue;
    const counts =
      row.kind >= 0 ? row.kind === kind : program.isMember[kind * program.groups + row.group] === 1;
    if (counts) present++;
  }
  return present;
}
