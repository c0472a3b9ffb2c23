import type { Actor, Role } from '../identity/actor.js';
import { holds } from '../identity/actor.js';
import { languages, type Language } from './language.js';
import type { Translate } from './words.js';

/** What stands around every page: navigation, languages, who is signed in, the token that forms carry. */
export interface Shell {
  readonly language: Language;
  readonly person: string | null;
  readonly navigation: readonly {
    readonly label: string;
    readonly href: string;
    readonly current: boolean;
  }[];
  readonly languages: readonly {
    readonly code: Language;
    readonly href: string;
    readonly current: boolean;
  }[];
  readonly csrf: string;
}

const rooms: readonly {
  readonly key: string;
  readonly href: string;
  readonly roles: readonly Role[];
}[] = [
  { key: 'home', href: '/', roles: [] },
  { key: 'contests', href: '/contests', roles: [] },
  { key: 'debates', href: '/debates', roles: [] },
  { key: 'lists', href: '/lists', roles: [] },
  { key: 'rules', href: '/rules', roles: [] },
  { key: 'vote', href: '/vote', roles: ['voter'] },
  { key: 'my', href: '/my', roles: ['candidate'] },
  {
    key: 'commission',
    href: '/commission',
    roles: ['commission-chair', 'commission-secretary', 'commission-member'],
  },
  { key: 'trustee', href: '/trustee', roles: ['trustee'] },
  { key: 'office', href: '/office', roles: ['central-office'] },
  { key: 'accounts', href: '/office/accounts', roles: ['administrator'] },
  { key: 'control', href: '/control', roles: ['party-control'] },
];

/** The shell of the page at `url` for whoever reads it. */
export function shell(url: string, actor: Actor | null, csrf: string, t: Translate): Shell {
  const { path, query } = readAddress(url);
  const open = rooms.filter(
    ({ roles }) => roles.length === 0 || (actor !== null && holds(actor, ...roles)),
  );
  const here = roomAt(path, open);
  return {
    language: t.language,
    person: actor?.name ?? null,
    navigation: open.map(({ key, href }) => ({
      label: t(`shell.navigation.${key}`),
      href,
      current: href === here,
    })),
    languages: languages.map((code) => ({
      code,
      href: `${path}?${inLanguage(query, code)}`,
      current: code === t.language,
    })),
    csrf,
  };
}

/**
 * The path and the query of a request on this site. A request may name another host in its address; a browser would
 * take `//host/` and `/\\host/` in a link for one, so that a path begins with one slash here.
 */
function readAddress(url: string): { path: string; query: string } {
  const [path = '', ...query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path.replace(/^[/\\\s]*/, '/'), query: query.join('?') };
}

/** The same question asked in another language. */
function inLanguage(query: string, language: Language): string {
  const asked = new URLSearchParams(query);
  asked.delete('lang');
  asked.append('lang', language);
  return asked.toString();
}

/** The room a page stands in: of two within each other, the inner one. */
function roomAt(path: string, open: readonly { readonly href: string }[]): string | undefined {
  return open
    .map(({ href }) => href)
    .filter((href) => isAt(path, href))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
