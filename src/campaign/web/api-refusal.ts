import type { HttpException } from '@nestjs/common';
import { refusal, type FieldErrors, type Translate } from '../../platform/web/index.js';
import type { CampaignRefusal } from '../application/refusal.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

/** The JSON answer to a refused use case: every reason with its kind, its values and its sentence. */
export function refused(refusals: readonly CampaignRefusal[], t: Translate): HttpException {
  const sentences = refusalSentences(refusals, t, (id) => id);
  return refusal(
    refusals.map((reason, index) => ({ ...reason, sentence: sentences[index]?.sentence ?? '' })),
    statusOf(refusals),
  );
}

/** The JSON answer to a request whose fields are wrong: every field with its sentence. */
export function malformed(errors: FieldErrors, t: Translate): HttpException {
  return refusal(
    Object.entries(errors).map(([field, key]) => ({ kind: 'malformed', field, sentence: t(key) })),
  );
}
