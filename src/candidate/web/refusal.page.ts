import {
  refusal,
  type FieldSentence,
  type Translate,
  type WordValues,
} from '../../platform/web/index.js';
import { writeDay, type RuleSet, type Words } from '../../primary/index.js';
import type { CandidateRefusal } from '../application/refusal.js';

/** The names the rules give to documents and groups. */
export interface RuleNames {
  document(id: string): string;
  group(id: string): string;
}

/** The names of the rules in the reader's language; what the rules do not know keeps its id. */
export function ruleNames(rules: Pick<RuleSet, 'documents' | 'groups'>, t: Translate): RuleNames {
  const nameIn = (named: readonly { id: string; name: Words }[], id: string): string =>
    named.find((one) => one.id === id)?.name[t.language] ?? id;
  return {
    document: (id) => nameIn(rules.documents, id),
    group: (id) => nameIn(rules.groups, id),
  };
}

const noNames: RuleNames = { document: (id) => id, group: (id) => id };

/** The sentences of refusals, each beside the field it concerns. */
export function refusalErrors(
  t: Translate,
  refusals: readonly CandidateRefusal[],
  names: RuleNames = noNames,
): FieldSentence[] {
  const lines = refusals.map((one) => ({
    field: fieldOf(one),
    sentence: refusalSentence(t, one, names),
  }));
  return lines.filter(
    (line, place) => lines.findIndex(({ sentence }) => sentence === line.sentence) === place,
  );
}

/** One refusal as a sentence. */
export function refusalSentence(t: Translate, one: CandidateRefusal, names: RuleNames): string {
  return t(`candidate.refusal.${keyOf(one)}`, valuesOf(t, one, names));
}

/** The refusals of a JSON request: their kinds with a sentence for the reader; 403 when it is about who asks. */
export function refusedRequest(
  t: Translate,
  refusals: readonly CandidateRefusal[],
): ReturnType<typeof refusal> {
  const told = refusals.map((one) => ({ ...one, sentence: refusalSentence(t, one, noNames) }));
  return refusal(told, statusOf(refusals));
}

/** 404 for what is not there, 403 when the one who asks may not, 422 for everything a person can mend. */
export function statusOf(refusals: readonly CandidateRefusal[]): 403 | 404 | 422 {
  const kinds = refusals.map(({ kind }) => kind);
  if (kinds.some((kind) => unknowns.includes(kind))) return 404;
  return kinds.some((kind) => forbidden.includes(kind)) ? 403 : 422;
}

const unknowns: readonly CandidateRefusal['kind'][] = [
  'application-unknown',
  'contest-unknown',
  'vote-unknown',
  'appeal-unknown',
];
const forbidden: readonly CandidateRefusal['kind'][] = [
  'outside-your-territory',
  'not-your-application',
  'not-your-commission',
];

function keyOf(one: CandidateRefusal): string {
  return one.kind === 'not-a-member' && one.joiningAllowed ? 'not-a-member-yet' : one.kind;
}

function valuesOf(t: Translate, one: CandidateRefusal, names: RuleNames): WordValues {
  switch (one.kind) {
    case 'not-editable':
    case 'not-under-review':
      return { state: t(`candidate.state.${one.state}`) };
    case 'move-not-allowed':
      return { from: t(`candidate.state.${one.from}`), to: t(`candidate.state.${one.to}`) };
    case 'registration-not-open':
      return { from: writeDay(one.from, t.language) };
    case 'registration-closed':
      return { to: writeDay(one.to, t.language) };
    case 'route-not-offered':
      return { route: t(`candidate.route.${one.route}`) };
    case 'too-young':
      return { needed: one.needed, age: one.age, on: writeDay(one.on, t.language) };
    case 'residence-too-short':
      return { needed: one.needed, years: one.years };
    case 'barred':
      return { by: t(`candidate.bar.${one.by}`) };
    case 'candidacy-elsewhere':
      return { where: one.other.where[t.language], most: one.most };
    case 'document-missing':
    case 'document-not-asked-for':
      return { document: names.document(one.document) };
    case 'file-too-large':
      return { largest: Math.floor(one.largest / 1024 / 1024) };
    case 'file-is-not-what-its-name-says':
      return { found: one.found };
    case 'too-many-pledges':
    case 'name-too-long':
      return { most: one.most };
    case 'pledge-text-missing':
    case 'pledge-text-too-long':
      return {
        pledge: one.pledge,
        field: t(`candidate.pledge-field.${one.field}`),
        language: t(`candidate.language.${one.language}`),
        ...(one.kind === 'pledge-text-too-long' && { most: one.most }),
      };
    case 'pledge-territory-outside':
      return { pledge: one.pledge };
    case 'pledge-year-out-of-range':
      return { pledge: one.pledge, from: String(one.from), to: String(one.to) };
    case 'evidence-unknown':
    case 'group-not-supported':
    case 'group-unknown':
    case 'reason-missing':
      return { group: names.group(one.group) };
    case 'quorum-not-reached':
      return { quorum: one.quorum };
    case 'appeal-open':
      return { decideBy: one.decideBy };
    case 'appeal-too-late':
      return { deadline: one.deadline };
    case 'too-many-codes':
      return { retryAt: one.retryAt };
    case 'code-wrong':
      return { attemptsLeft: one.attemptsLeft };
    default:
      return {};
  }
}

function fieldOf(one: CandidateRefusal): string {
  switch (one.kind) {
    case 'iin-shape':
    case 'iin-check-digit':
      return 'iin';
    case 'contact-malformed':
      return 'contact';
    case 'code-wrong':
    case 'code-expired':
    case 'too-many-codes':
      return 'code';
    case 'name-missing':
    case 'name-too-long':
      return one.field;
    case 'birth-date-in-future':
      return 'birthDate';
    case 'residence-before-birth':
    case 'residence-in-future':
      return 'residentSince';
    case 'unit-outside-contest':
      return 'unit';
    case 'organisation-missing':
      return 'organisation';
    case 'pledge-text-missing':
    case 'pledge-text-too-long':
      return `${one.field}-${one.language}`;
    case 'pledge-territory-outside':
      return 'territory';
    case 'pledge-year-out-of-range':
      return 'dueYear';
    case 'file-empty':
    case 'file-too-large':
    case 'file-type-not-accepted':
    case 'file-is-not-what-its-name-says':
      return `file-${one.document}`;
    case 'text-missing':
    case 'ground-text-missing':
    case 'appeal-text-missing':
    case 'recusal-reason-missing':
    case 'reason-missing':
      return 'text';
    default:
      return 'content';
  }
}
