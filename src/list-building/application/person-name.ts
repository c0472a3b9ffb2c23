import type { NamedPerson } from '../domain/filed-order.js';

/** Family name, given name and patronymic as they are written in a list. */
export function fullName({ family, given, patronymic }: NamedPerson): string {
  return [family, given, patronymic ?? ''].filter((part) => part !== '').join(' ');
}
