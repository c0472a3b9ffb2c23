import type { CandidacyId } from '../../kernel/ids.js';
import type { FieldSentence, Translate, WordValues } from '../../platform/web/index.js';
import type { CampaignRefusal } from '../application/refusal.js';

type NameOf = (id: CandidacyId) => string;

/** The sentences for everything a use case refused, in the reader's words. */
export function refusalSentences(
  refusals: readonly CampaignRefusal[],
  t: Translate,
  nameOf: NameOf,
): FieldSentence[] {
  return refusals.map((refusal) => ({
    field: fieldOf(refusal),
    sentence: t(`campaign.refusal.${refusal.kind}`, valuesOf(refusal, t, nameOf)),
  }));
}

/** The status of an answer that refuses: somebody else's business, nothing there, or not possible. */
export function statusOf(refusals: readonly CampaignRefusal[]): number {
  if (refusals.some(({ kind }) => kind === 'outside-your-territory')) return 403;
  return refusals.some(({ kind }) => kind.endsWith('-unknown') && kind !== 'event-kind-unknown')
    ? 404
    : 422;
}

function valuesOf(refusal: CampaignRefusal, t: Translate, nameOf: NameOf): WordValues {
  if ('candidacies' in refusal) return { names: refusal.candidacies.map(nameOf).join(', ') };
  if ('deadline' in refusal) return { deadline: refusal.deadline };
  if ('decideBy' in refusal) return { by: refusal.decideBy };
  if ('startsAt' in refusal) return { at: refusal.startsAt };
  if ('from' in refusal) return { from: t(`campaign.state.${refusal.from}`) };
  if ('least' in refusal) return { least: refusal.least };
  if ('found' in refusal) return { found: refusal.found };
  return {};
}

const fields: Readonly<Partial<Record<CampaignRefusal['kind'], string>>> = {
  'place-missing': 'place',
  'starts-in-the-past': 'startsAt',
  'stream-address-malformed': 'address',
  'too-few-participants': 'participants',
  'participant-twice': 'participants',
  'not-registered': 'participants',
  'stands-elsewhere': 'participants',
  'public-word-missing': 'word',
  'cancel-reason-missing': 'reason',
  'nothing-marked': 'register',
  'reason-missing': 'register',
  'attendance-incomplete': 'register',
  'text-missing': 'text',
  'not-yet-happened': 'happenedAt',
  'complaint-too-late': 'happenedAt',
  'ground-does-not-fit': 'ground',
  'against-oneself': 'respondent',
  'respondent-not-standing': 'respondent',
  'sanction-missing': 'sanction',
  'sanction-without-breach': 'sanction',
  'sanction-without-candidate': 'sanction',
  'event-kind-unknown': 'kind',
  'not-yet-held': 'heldAt',
  'attended-not-a-number': 'attended',
  'file-empty': 'evidence',
  'file-too-large': 'evidence',
  'file-type-not-accepted': 'evidence',
  'file-is-not-what-its-name-says': 'evidence',
};

function fieldOf({ kind }: CampaignRefusal): string {
  return fields[kind] ?? 'content';
}
