/** What a page controller answers: a page to show, or an address to go to. */
export type Answer =
  | {
      readonly kind: 'page';
      readonly template: string;
      readonly status: number;
      readonly view: object;
    }
  | { readonly kind: 'go'; readonly to: string };

/** Shows `templates/pages/<template>.hbs` with plain view data; a refused form is shown again with 422. */
export function page(template: string, view: object, status = 200): Answer {
  return { kind: 'page', template, status, view };
}

/** Sends the browser to another address after something was done (303). */
export function go(to: string): Answer {
  return { kind: 'go', to };
}

export function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return (value.kind === 'page' && 'template' in value) || (value.kind === 'go' && 'to' in value);
}
