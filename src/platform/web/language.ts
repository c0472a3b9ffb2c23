import type { FastifyReply, FastifyRequest } from 'fastify';

export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];

export const languageCookie = 'irikteu_language';

/** The reader's language: the one just chosen, else the one kept, else the browser's, else Kazakh. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown };
  const kept = (request.cookies as Readonly<Record<string, string | undefined>>)[languageCookie];
  const preferred = (request.headers['accept-language'] ?? '').slice(0, 2).toLowerCase();
  return [lang, kept, preferred].find(isLanguage) ?? 'kk';
}

/** Keeps a language chosen with `?lang=`. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const { lang } = request.query as { lang?: unknown };
  if (!isLanguage(lang)) return;
  void reply.setCookie(languageCookie, lang, {
    path: '/',
    maxAge: 365 * 24 * 60 * 60,
    sameSite: 'lax',
  });
}

function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
