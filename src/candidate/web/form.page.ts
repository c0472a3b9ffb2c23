import { page, type Answer, type FieldSentence } from '../../platform/web/index.js';
import { withErrors, type Field } from './field.js';

/** A page with one form: what it is about, its questions, one button and the way back. */
export interface FormPage {
  readonly title: string;
  readonly lead: readonly string[];
  readonly fields: readonly Field[];
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly action: string;
  readonly button: string;
  readonly back: { readonly href: string; readonly label: string };
}

/** Shows a form; with errors it is shown again as refused, the errors beside the fields and the values kept. */
export function formAnswer(form: FormPage, errors: readonly FieldSentence[] = []): Answer {
  const view = { ...form, errors, fields: withErrors(form.fields, errors) };
  return page('candidate/form', view, errors.length > 0 ? 422 : 200);
}

/** A page that says what will happen and who will know, before it does. */
export interface ConfirmPage {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly action: string;
  readonly button: string;
  readonly back: { readonly href: string; readonly label: string };
}

export function confirmAnswer(confirm: ConfirmPage, errors: readonly FieldSentence[] = []): Answer {
  return page('candidate/confirm', { ...confirm, errors }, errors.length > 0 ? 422 : 200);
}
