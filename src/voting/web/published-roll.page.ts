import type { Translate } from '../../platform/web/index.js';
import type {
  Issued,
  PublishedPage,
  PublishedVoter,
  RollCommitments,
} from '../application/published-rolls.js';
import type { RoundTitle } from '../application/round-titles.js';
import { countPaths } from './count-paths.js';
import { pathOf, voterPaths } from './voter-paths.js';

/** The roll or the issuance log of a round, by pseudonym. */
export interface PublishedRollPage {
  readonly title: string;
  readonly round: string;
  readonly about: string;
  readonly sentence: string;
  readonly explanation: string;
  readonly rootName: string;
  readonly root: string | null;
  readonly json: string;
  /** Whether one can look for a pseudonym, and what was found. */
  readonly search: {
    readonly values: { readonly pseudonym: string };
    readonly answer: { readonly tone: string; readonly sentence: string } | null;
  } | null;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly secondName: string;
  readonly lines: readonly { readonly pseudonym: string; readonly second: string }[];
  readonly next: string | null;
}

/** Where a list is read from, and what is known of its round. */
interface PublishedFacts<Line> {
  readonly round: string;
  readonly title: RoundTitle;
  readonly commitments: RollCommitments;
  /** Null before the closing. */
  readonly page: PublishedPage<Line> | null;
}

/** A pseudonym that was looked for: its line, `null` when there is none, `undefined` when it is not one. */
export interface AskedPseudonym {
  readonly typed: string;
  readonly line: Issued | null | undefined;
}

/** The bytes of a pseudonym in hexadecimal; undefined for everything else. */
export function pseudonymIn(text: unknown): Buffer | undefined {
  const typed = typeof text === 'string' ? text.trim().toLowerCase() : '';
  return /^[0-9a-f]{64}$/.test(typed) ? Buffer.from(typed, 'hex') : undefined;
}

export function rollPage(facts: PublishedFacts<PublishedVoter>, t: Translate): PublishedRollPage {
  const { round, commitments, page } = facts;
  const { size, rollRoot } = commitments;
  return {
    ...commonOf(facts, t),
    title: t('voting-roll.roll.title'),
    sentence:
      size === null
        ? t('voting-roll.roll.not-frozen')
        : t(page ? 'voting-roll.roll.published' : 'voting-roll.roll.committed', { size }),
    explanation: t('voting-roll.roll.explanation'),
    root: rollRoot,
    json: `/${pathOf(voterPaths.rollJson, round)}`,
    search: null,
    secondName: t('voting-roll.channel'),
    lines: (page?.lines ?? []).map(({ pseudonym, channel }) => ({
      pseudonym: pseudonym.toString('hex'),
      second: t(`voting-roll.channels.${channel}`),
    })),
    next: nextOf(pathOf(voterPaths.roll, round), page),
  };
}

export function issuedPage(
  facts: PublishedFacts<Issued>,
  t: Translate,
  asked?: AskedPseudonym,
): PublishedRollPage {
  const { round, commitments, page } = facts;
  const malformed = asked !== undefined && asked.line === undefined;
  return {
    ...commonOf(facts, t),
    title: t('voting-roll.issued.title'),
    sentence: page
      ? t('voting-roll.issued.published', { authorised: commitments.authorised ?? 0 })
      : t('voting-roll.issued.not-yet'),
    explanation: t('voting-roll.issued.explanation'),
    root: commitments.issuedRoot,
    json: `/${pathOf(voterPaths.issuedJson, round)}`,
    search: page && { values: { pseudonym: asked?.typed ?? '' }, answer: answerOf(asked, t) },
    errors: malformed ? [{ field: 'pseudonym', sentence: t('voting-roll.pseudonym-shape') }] : [],
    secondName: t('voting-roll.blinded-hash'),
    lines: (page?.lines ?? []).map(({ pseudonym, blindedHash }) => ({
      pseudonym: pseudonym.toString('hex'),
      second: blindedHash.toString('hex'),
    })),
    next: nextOf(pathOf(voterPaths.issued, round), page),
  };
}

function commonOf(
  { round, title }: PublishedFacts<unknown>,
  t: Translate,
): Pick<PublishedRollPage, 'round' | 'about' | 'rootName' | 'errors'> {
  const { language } = t;
  return {
    round: `${title.body[language]}: ${title.stage[language]}, ${title.unit[language]}`,
    about: countPaths.round(round),
    rootName: t('voting-roll.root'),
    errors: [],
  };
}

function answerOf(
  asked: AskedPseudonym | undefined,
  t: Translate,
): { readonly tone: string; readonly sentence: string } | null {
  if (asked?.line === undefined) return null;
  return asked.line === null
    ? { tone: 'warn', sentence: t('voting-roll.issued.absent') }
    : {
        tone: 'good',
        sentence: t('voting-roll.issued.present', {
          hash: asked.line.blindedHash.toString('hex'),
        }),
      };
}

function nextOf(path: string, page: PublishedPage<unknown> | null): string | null {
  return page?.next ? `${path}?after=${page.next.toString('hex')}` : null;
}
