import { accept, refuse, type Result } from '../../kernel/result.js';
import { fieldOf, type Field, type FileFault } from './field.js';
import type { Leaf, Proof, WeightedKind } from './proof.js';

/** What `irikteu list build --json` printed. */
export type Output = BuiltOutput | InfeasibleOutput | { readonly status: 'undecided' };

export interface BuiltOutput {
  readonly status: 'built';
  readonly list: readonly PlacedOutput[];
  readonly displaced: readonly DisplacedOutput[];
  readonly waived: readonly WaivedOutput[];
  readonly reserve: readonly ReserveOutput[];
  readonly displacement: {
    readonly footrule: number;
    readonly kendall: number;
    readonly largestDrop: number;
  };
}

export interface InfeasibleOutput {
  readonly status: 'infeasible';
  readonly conflict: readonly string[];
  readonly becauseOfFixed: boolean;
  readonly shortage: readonly ShortageOutput[];
  readonly proof: Proof | null;
}

export interface PlacedOutput {
  readonly place: number;
  readonly candidate: string;
  readonly merit: number | null;
  readonly reason: ReasonOutput;
}

export type ReasonOutput =
  | { readonly kind: 'merit' }
  | { readonly kind: 'fixed'; readonly reason: string }
  | { readonly kind: 'quota'; readonly because: readonly CauseOutput[] };

export interface CauseOutput {
  readonly quotas: readonly string[];
  readonly certificate: CertificateOutput;
}

export type CertificateOutput =
  | { readonly kind: 'intervention' }
  | (RunOutput & {
      readonly kind: 'floor';
      readonly required: number;
      readonly present: number;
      readonly remaining: readonly number[];
    })
  | (RunOutput & { readonly kind: 'ceiling'; readonly allowed: number; readonly present: number })
  | (RunOutput & {
      readonly kind: 'supply';
      readonly required: number;
      readonly present: number;
      readonly left: number;
    })
  | {
      readonly kind: 'together';
      readonly quotas: readonly string[];
      readonly proof: Proof | null;
    };

interface RunOutput {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
}

export interface DisplacedOutput {
  readonly candidate: string;
  readonly merit: number | null;
  readonly place: number | null;
  readonly passedOver: readonly PassedOverOutput[];
}

export interface PassedOverOutput {
  readonly places: readonly number[];
  readonly because: readonly string[];
  readonly certificate: CertificateOutput;
}

export interface WaivedOutput {
  readonly quota: string;
  readonly easedBy: number;
  /** Null where the output tells no runs: then every demand of the quota is eased. */
  readonly windows:
    readonly { readonly from: number; readonly to: number; readonly by: number }[] | null;
}

export interface ReserveOutput {
  readonly reserve: number;
  readonly candidate: string;
  readonly merit: number | null;
}

export interface ShortageOutput {
  readonly quota: string | null;
  readonly of: 'members' | 'others' | 'people';
  readonly needs: number;
  readonly has: number;
}

/** Reads what the builder printed; every fault at once. Fields that are not known are left alone. */
export function readOutput(document: unknown): Result<Output, readonly FileFault[]> {
  const faults: FileFault[] = [];
  const root = fieldOf(document, faults);
  const statuses = ['built', 'infeasible', 'undecided'] as const;
  const status = root.at('status').choice(statuses, 'undecided');
  const output: Output =
    status === 'built'
      ? readBuilt(root)
      : status === 'infeasible'
        ? readInfeasible(root)
        : { status };
  return faults.length > 0 ? refuse(faults) : accept(output);
}

function readBuilt(root: Field): BuiltOutput {
  const displacement = root.at('displacement');
  return {
    status: 'built',
    list: each(root, 'list', (field) => ({
      place: number(field, 'place'),
      candidate: field.at('candidate').text(),
      merit: rank(field),
      reason: readReason(field.at('reason')),
    })),
    displaced: each(root, 'displaced', (field) => ({
      candidate: field.at('candidate').text(),
      merit: rank(field),
      place: field.at('place').none ? null : number(field, 'place'),
      passedOver: each(field, 'passedOver', (run) => ({
        places: each(run, 'places', (place) => place.whole(1, Number.MAX_SAFE_INTEGER)),
        because: texts(run, 'because'),
        certificate: readCertificate(run.at('certificate')),
      })),
    })),
    waived: each(root, 'waived', (field) => ({
      quota: field.at('quota').text(),
      easedBy: number(field, 'easedBy'),
      windows:
        !field.at('windows').none && field.has('windows')
          ? each(field, 'windows', (run) => ({
              from: number(run, 'from'),
              to: number(run, 'to'),
              by: number(run, 'by'),
            }))
          : null,
    })),
    reserve: each(root, 'reserve', (field) => ({
      reserve: number(field, 'reserve'),
      candidate: field.at('candidate').text(),
      merit: rank(field),
    })),
    displacement: {
      footrule: number(displacement, 'footrule'),
      kendall: number(displacement, 'kendall'),
      largestDrop: number(displacement, 'largestDrop'),
    },
  };
}

function readInfeasible(root: Field): InfeasibleOutput {
  return {
    status: 'infeasible',
    conflict: texts(root, 'conflict'),
    becauseOfFixed: root.at('becauseOfFixed').flag(),
    shortage: each(root, 'shortage', (field) => ({
      quota: field.at('quota').none ? null : field.at('quota').text(),
      of: field.at('of').choice(['members', 'others', 'people'], 'people'),
      needs: number(field, 'needs'),
      has: number(field, 'has'),
    })),
    proof: readProofIn(root),
  };
}

function readReason(field: Field): ReasonOutput {
  const kind = field.at('kind').choice(['merit', 'fixed', 'quota'], 'merit');
  switch (kind) {
    case 'merit':
      return { kind };
    case 'fixed': {
      // An intervention without a stated reason has the empty text.
      const reason = field.at('reason');
      return { kind, reason: reason.is('') ? '' : reason.text() };
    }
    case 'quota':
      return {
        kind,
        because: each(field, 'because', (cause) => ({
          quotas: texts(cause, 'quotas'),
          certificate: readCertificate(cause.at('certificate')),
        })),
      };
  }
}

function readCertificate(field: Field): CertificateOutput {
  const kinds = ['floor', 'ceiling', 'supply', 'together', 'intervention'] as const;
  const kind = field.at('kind').choice(kinds, 'intervention');
  if (kind === 'intervention') return { kind };
  if (kind === 'together')
    return { kind, quotas: texts(field, 'quotas'), proof: readProofIn(field) };
  const run = {
    quota: field.at('quota').text(),
    from: number(field, 'from'),
    to: number(field, 'to'),
    present: number(field, 'present'),
  };
  switch (kind) {
    case 'floor':
      return {
        kind,
        ...run,
        required: number(field, 'required'),
        remaining: each(field, 'remaining', (place) => place.whole(1, Number.MAX_SAFE_INTEGER)),
      };
    case 'ceiling':
      return { kind, ...run, allowed: number(field, 'allowed') };
    case 'supply':
      return { kind, ...run, required: number(field, 'required'), left: number(field, 'left') };
  }
}

function readProofIn(field: Field): Proof | null {
  const proof = field.at('proof');
  return !proof.there || proof.none ? null : readProof(proof);
}

function readProof(field: Field): Proof {
  if (!field.has('then') && !field.has('otherwise')) return readLeaf(field);
  return {
    quota: field.at('quota').text(),
    from: number(field, 'from'),
    to: number(field, 'to'),
    atMost: number(field, 'atMost'),
    then: readProof(field.at('then')),
    otherwise: readProof(field.at('otherwise')),
  };
}

function readLeaf(field: Field): Leaf {
  const run = (bound: Field) => ({
    quota: bound.at('quota').text(),
    from: number(bound, 'from'),
    to: number(bound, 'to'),
    times: times(bound),
  });
  const kind = (entry: Field): WeightedKind => ({
    counting: texts(entry, 'counting'),
    times: times(entry),
  });
  return {
    floors: each(field, 'floors', (bound) => ({
      ...run(bound),
      atLeast: bound.at('atLeast').whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    })),
    ceilings: each(field, 'ceilings', (bound) => ({
      ...run(bound),
      atMost: bound.at('atMost').whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    })),
    supplies: each(field, 'supplies', kind),
    dues: each(field, 'dues', kind),
  };
}

function times(field: Field): number {
  return field.at('times').whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

function number(field: Field, name: string): number {
  return field.at(name).whole(0, Number.MAX_SAFE_INTEGER);
}

function rank(field: Field): number | null {
  return field.at('merit').none ? null : number(field, 'merit');
}

function texts(field: Field, name: string): string[] {
  return each(field, name, (item) => item.text());
}

function each<T>(field: Field, name: string, read: (item: Field) => T): T[] {
  return field.at(name).items().map(read);
}
