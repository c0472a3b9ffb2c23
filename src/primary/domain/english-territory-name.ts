import type { TerritoryKind } from './territory-kind.js';

/** BGN/PCGN romanization of Kazakh, without the marks that no English newspaper prints. */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'ä',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'gh',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  қ: 'q',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'ng',
  о: 'o',
  ө: 'ö',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'ü',
  ф: 'f',
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

const kinds: Readonly<Record<Exclude<TerritoryKind, 'country'>, string>> = {
  region: 'Region',
  'republican-city': 'City',
  district: 'District',
  city: 'City',
};

/** The name for an English reader, made from the Kazakh one: Қостанай облысы is Qostanay Region. */
export function englishTerritoryName(kazakh: string, kind: TerritoryKind): string {
  if (kind === 'country') return 'Republic of Kazakhstan';
  const proper = kazakh.replace(/ (облысы|қаласы|ауданы)$/, '');
  return `${Array.from(proper, romanized).join('')} ${kinds[kind]}`;
}

function romanized(letter: string): string {
  const small = letter.toLowerCase();
  const text = latin[small] ?? letter;
  return letter === small ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
