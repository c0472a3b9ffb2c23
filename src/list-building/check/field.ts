/** What is wrong in a file, and where; the command turns `kind` into a sentence. */
export interface FileFault {
  /** As in `quotas[2].atLeast.share`; empty for the file itself. */
  readonly path: string;
  readonly kind: FileFaultKind;
  /** What would have been right, or what stood there. */
  readonly given: string;
}

export type FileFaultKind =
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-yes-or-no'
  | 'not-whole'
  | 'out-of-range'
  | 'not-a-choice'
  | 'unknown-field'
  | 'not-a-share'
  | 'no-amount'
  | 'no-amount-here'
  | 'count-only'
  | 'place-only'
  | 'empty'
  | 'twice'
  | 'nobody'
  | 'given-and-barred';

/** A value in a file together with its path: it is read by asking for what it should be, and every fault is kept. */
export interface Field {
  readonly path: string;
  readonly there: boolean;
  /** Whether it is the object `null`. */
  readonly none: boolean;
  is(value: string): boolean;
  has(name: string): boolean;
  at(name: string): Field;
  /** Refuses every field of the object that is not among `names`. */
  only(names: readonly string[]): void;
  items(): Field[];
  text(): string;
  flag(): boolean;
  whole(least: number, most: number): number;
  choice<T extends string>(choices: readonly T[], otherwise: T): T;
  fault(kind: FileFaultKind, given?: string): void;
}

/** The whole document as a field; what is wrong with it gathers in `faults`. */
export function fieldOf(value: unknown, faults: FileFault[], path = ''): Field {
  const fault = (kind: FileFaultKind, given = shown(value)) =>
    void faults.push({ path, kind, given });
  const record = isRecord(value) ? value : null;
  return {
    path,
    there: value !== undefined,
    none: value === null,
    is: (other) => value === other,
    has: (name) => record?.[name] !== undefined,
    at: (name) => fieldOf(record?.[name], faults, path === '' ? name : `${path}.${name}`),
    only(names) {
      if (!record) fault('not-an-object');
      for (const name of Object.keys(record ?? {})) {
        if (!names.includes(name)) this.at(name).fault('unknown-field', names.join(', '));
      }
    },
    items() {
      if (!Array.isArray(value)) fault('not-a-list');
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      return items.map((item, index) => fieldOf(item, faults, `${path}[${index}]`));
    },
    text() {
      if (typeof value === 'string' && value.trim() !== '') return value;
      fault(typeof value === 'string' ? 'empty' : 'not-a-text');
      return '';
    },
    flag() {
      if (typeof value !== 'boolean') fault('not-yes-or-no');
      return value === true;
    },
    whole(least, most) {
      const number = typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
      if (number === null) fault('not-whole');
      else if (number < least || number > most) fault('out-of-range', `${least}–${most}`);
      else return number;
      return least;
    },
    choice(choices, otherwise) {
      const found = choices.find((choice) => choice === value);
      if (found === undefined) fault('not-a-choice', choices.join(', '));
      return found ?? otherwise;
    },
    fault,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
