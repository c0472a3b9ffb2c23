interface NameParts {
  readonly family: string | null;
  readonly given: string | null;
  readonly patronymic: string | null;
}

/** The whole name as written in Kazakhstan, family name first; null while nothing is filled in. */
export function wholeName({ family, given, patronymic }: NameParts): string | null {
  const parts = [family, given, patronymic].filter((part) => part !== null && part !== '');
  return parts.length > 0 ? parts.join(' ') : null;
}
