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
  { key: 'office', href: '/office', roles: ['central-office'] },
  { key: 'control', href: '/control', roles: ['party-control'] },
];

/** The shell of a page at `path` for whoever reads it. */
export function shell(path: string, actor: Actor | null, csrf: string, t: Translate): Shell {
  return {
    language: t.language,
    person: actor?.name ?? null,
    navigation: rooms
      .filter(({ roles }) => roles.length === 0 || (actor !== null && holds(actor, ...roles)))
      .map(({ key, href }) => ({
        label: t(`shell.navigation.${key}`),
        href,
        current: isAt(path, href),
      })),
    languages: languages.map((code) => ({
      code,
      href: `${path}?lang=${code}`,
      current: code === t.language,
    })),
    csrf,
  };
}

function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
