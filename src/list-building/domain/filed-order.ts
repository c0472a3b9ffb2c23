import { defined } from '../../kernel/assert.js';

/** A person as named in the filed document. */
export interface NamedPerson {
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
}

/** The ids of a ranked order as the rules have them filed: by the alphabet, or as they are. */
export function orderForFiling(
  ranked: readonly string[],
  named: ReadonlyMap<string, NamedPerson>,
  order: 'alphabetical-kk' | 'ranked',
): string[] {
  if (order === 'ranked') return [...ranked];
  const people = ranked.map((id) => {
    const { family, given, patronymic } = defined(named.get(id), 'the name of somebody listed');
    return { id, family, given, patronymic };
  });
  return inFiledOrder(people).map(({ id }) => id);
}

/**
 * The order of the filed document: alphabetical in the state language (constitutional law "On elections", art. 87), by
 * family name, given name and patronymic. Who has the same name stays in ranked order.
 */
export function inFiledOrder<Person extends NamedPerson>(people: readonly Person[]): Person[] {
  const kazakh = new Intl.Collator('kk');
  return [...people].sort(
    (a, b) =>
      kazakh.compare(a.family, b.family) ||
      kazakh.compare(a.given, b.given) ||
      kazakh.compare(a.patronymic ?? '', b.patronymic ?? ''),
  );
}
