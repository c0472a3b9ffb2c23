import { setTimeout } from 'node:timers/promises';

/** A person with a browser that keeps cookies, talking to a running server. */
export interface Visitor {
  readonly name: string;
  get(path: string): Promise<{ status: number; body: string; type: string }>;
  signIn(login: string, password: string): Promise<number>;
}

export function visitor(name: string, base: string): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(base + path, {
      redirect: 'manual',
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  /** Everybody in a test comes from one address, and together they may be too quick for it. */
  const askPatiently = async (path: string): Promise<Response> => {
    const response = await ask(path);
    if (response.status !== 429) return response;
    await setTimeout(1000 * Number(response.headers.get('retry-after') ?? 1));
    return await askPatiently(path);
  };
  return {
    name,
    get: async (path) => {
      const response = await askPatiently(path);
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, body: await response.text(), type };
    },
    signIn: async (login, password) => {
      const form = await (await ask('/sign-in')).text();
      const csrf = /name="_csrf" value="([^"]*)"/.exec(form)?.[1] ?? '';
      const response = await ask('/sign-in/staff', {
        method: 'POST',
        body: new URLSearchParams({ login, password, _csrf: csrf }),
      });
      return response.status;
    },
  };
}

export interface Fault {
  readonly who: string;
  readonly path: string;
  readonly wrong: string;
}

/**
 * Follows every link a visitor can see from the given starts, two addresses of each kind, and answers what is wrong: a
 * status that is not 200, a sentence with a hole in it, a value that was printed without being one.
 */
export async function walk(
  person: Visitor,
  starts: readonly string[],
): Promise<{ seen: string[]; faults: Fault[] }> {
  const waiting = [...starts];
  const visited = new Set<string>();
  const kinds = new Map<string, number>();
  const faults: Fault[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    if (visited.has(path) || (kinds.get(kind) ?? 0) >= 2) continue;
    visited.add(path);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const { status, body, type } = await person.get(path);
    if (status !== 200) faults.push({ who: person.name, path, wrong: `status ${status}` });
    if (!type.startsWith('text/html')) continue;
    const hole = /\{\{\w*|\[object Object\]|>\s*(undefined|NaN|null)\s*</.exec(body);
    if (hole) faults.push({ who: person.name, path, wrong: `prints ${hole[0]}` });
    waiting.push(...linksIn(body));
  }
  return { seen: [...kinds.keys()].sort(), faults };
}

function linksIn(body: string): string[] {
  return [...body.matchAll(/href="(\/[^"#]*)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
    .filter((href) => !href.startsWith('/assets/') && !href.includes('lang='));
}

/** The address with what identifies one thing left out. */
function kindOf(path: string): string {
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/KZ-\d+/g, ':territory')
    .replace(/\?.*$/, '?')
    .replace(/\/\d+(?=\/|$)/g, '/:number');
}
