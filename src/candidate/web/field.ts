import type { FieldSentence } from '../../platform/web/index.js';

/** One question of a form, ready to be placed: the template decides nothing. */
export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly error: string | null;
  readonly value: string;
  readonly isArea: boolean;
  readonly isSelect: boolean;
  readonly isChoice: boolean;
  readonly isInput: boolean;
  /** The kind of input, or of each choice: `radio` or `checkbox`. */
  readonly type: string;
  readonly autocomplete: string;
  readonly required: boolean;
  readonly most: number | null;
  readonly options: readonly FieldOption[];
}

export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly most?: number;
  readonly autocomplete?: string;
}

/** A line to type into. */
export function lineField(asked: Asked, type = 'text'): Field {
  return { ...field(asked), isInput: true, type };
}

/** Room for a longer text. */
export function areaField(asked: Asked): Field {
  return { ...field(asked), isArea: true };
}

/** One of many, folded away. */
export function selectField(asked: Asked, options: readonly Omit<FieldOption, 'chosen'>[]): Field {
  return { ...field(asked), isSelect: true, options: choose(options, [asked.value ?? '']) };
}

/** One of a few, all in sight. */
export function radioField(asked: Asked, options: readonly Omit<FieldOption, 'chosen'>[]): Field {
  const chosen = choose(options, [asked.value ?? '']);
  return { ...field(asked), isChoice: true, type: 'radio', options: chosen };
}

/** Any number of a few. */
export function checkField(
  asked: Asked,
  options: readonly Omit<FieldOption, 'chosen'>[],
  chosen: readonly string[],
): Field {
  const answered = { ...field({ ...asked, required: false }), options: choose(options, chosen) };
  return { ...answered, isChoice: true, type: 'checkbox' };
}

/** The fields with the sentences of the errors beside them. */
export function withErrors(fields: readonly Field[], errors: readonly FieldSentence[]): Field[] {
  return fields.map((one) => ({
    ...one,
    error: errors.find((error) => error.field === one.id)?.sentence ?? null,
  }));
}

/** The chosen values of a group of check boxes, however the browser sent them. */
export function manyOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function choose(
  options: readonly Omit<FieldOption, 'chosen'>[],
  chosen: readonly string[],
): FieldOption[] {
  return options.map((option) => ({ ...option, chosen: chosen.includes(option.value) }));
}

function field({ id, label, hint, value, required = true, most, autocomplete }: Asked): Field {
  return {
    id,
    label,
    hint: hint ?? null,
    error: null,
    value: value ?? '',
    isArea: false,
    isSelect: false,
    isChoice: false,
    isInput: false,
    type: 'text',
    autocomplete: autocomplete ?? 'off',
    required,
    most: most ?? null,
    options: [],
  };
}
