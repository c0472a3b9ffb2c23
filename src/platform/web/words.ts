import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import { parse } from 'yaml';
import { languages, type Language } from './language.js';
import { templatesDirectory } from '../templates-directory.js';

/** What may fill the gaps of a sentence. Numbers and dates are written in the reader's way. */
export type WordValues = Readonly<Record<string, string | number | Date>>;

/** Sentences in one language: `t('candidate.submitted', { name })`. A missing sentence is an error. */
export interface Translate {
  (key: string, values?: WordValues): string;
  readonly language: Language;
}

interface WordTree {
  readonly [key: string]: WordTree | Readonly<Record<Language, string>>;
}

let loaded: i18n | null = null;

/** Made once: making one takes longer than writing a hundred numbers with it. */
const numberFormats: Readonly<Record<Language, Intl.NumberFormat>> = {
  kk: new Intl.NumberFormat('kk'),
  ru: new Intl.NumberFormat('ru'),
  en: new Intl.NumberFormat('en'),
};

/**
 * The sentences, read at the first call: a command that says none does not wait for them. The server asks at its start, so
 * that a broken file is found there and not by a reader.
 */
export function words(): i18n {
  loaded ??= loadWords();
  return loaded;
}

/** The translator for a language. */
export function wordsIn(language: Language): Translate {
  const instance = words();
  const translate = (key: string, values: WordValues = {}): string => {
    if (!instance.exists(key, { lng: language, ...countOf(values) })) {
      throw new Error(`No words for ${key} in ${language}`);
    }
    return instance.t(key, { lng: language, ...written(values, language) });
  };
  return Object.assign(translate, { language });
}

/** What is wrong with the words files: languages that lack words, sentences that were cut; empty when all is said. */
export function missingWords(): string[] {
  return wordFiles().flatMap(({ name, tree }) => missingIn(tree, name));
}

function loadWords(): i18n {
  const resources = Object.fromEntries(
    languages.map((language) => [
      language,
      {
        translation: wordFiles().reduce(
          (all, { tree }) => ({ ...all, ...inLanguage(tree, language) }),
          {},
        ),
      },
    ]),
  );
  const made = i18next.createInstance();
  void made.init({
    resources,
    lng: 'kk',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return made;
}

function wordFiles(): { name: string; tree: WordTree }[] {
  const directory = join(templatesDirectory, 'words');
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      name: file,
      tree: parse(readFileSync(join(directory, file), 'utf8')) as WordTree,
    }));
}

function inLanguage(tree: WordTree, language: Language): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, node]) => [
      key,
      isLeaf(node) ? node[language] : inLanguage(node, language),
    ]),
  );
}

function missingIn(tree: WordTree, path: string): string[] {
  return Object.entries(tree).flatMap(([key, node]) => {
    if (!isLeaf(node)) return missingIn(node, `${path}.${key}`);
    return faultsOf(node).map((fault) => `${path}.${key} (${fault})`);
  });
}

/** The languages without words; and what else stands there, which is a sentence cut in two by an unquoted comma. */
function faultsOf(leaf: Readonly<Record<Language, string>>): string[] {
  const strays = Object.keys(leaf).filter((key) => !languages.some((language) => language === key));
  return [...languages.filter((language) => !leaf[language]), ...strays];
}

function isLeaf(node: WordTree[string]): node is Readonly<Record<Language, string>> {
  return languages.some(
    (language) => typeof (node as Record<string, unknown>)[language] === 'string',
  );
}

function countOf({ count }: WordValues): { count?: number } {
  return typeof count === 'number' ? { count } : {};
}

function written(values: WordValues, language: Language): Record<string, string | number> {
  const entries = Object.entries(values).map(([name, value]): [string, string | number] => {
    if (name === 'count' && typeof value === 'number') return [name, value];
    if (typeof value === 'number') return [name, numberFormats[language].format(value)];
    return [name, value instanceof Date ? writeMoment(value, language) : value];
  });
  return Object.fromEntries(entries);
}

/** A moment as read in Astana. */
export function writeMoment(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Almaty',
  }).format(moment);
}
