import type { Translate } from '../../platform/web/index.js';
import type { EntryRefusal } from '../application/enter-protocol.service.js';
import type { PlacesRefusal } from '../application/define-places.service.js';
import type { RecountRefusal } from '../application/recount-round.service.js';
import type { RepeatRefusal } from '../application/repeat-round.service.js';
import type { FreezeRollRefusal } from '../application/freeze-roll.service.js';
import type { DissentRefusal } from '../application/state-dissent.service.js';
import type { SignRefusal } from '../application/sign-protocol.service.js';
import type { TieRefusal } from '../application/decide-tie.service.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { writeBallot } from '../domain/rounds/paper-ballots.js';
import type { EntryDifference, ProtocolField } from '../domain/rounds/paper-protocol.js';
import type { RoundBlocker } from '../domain/rounds/round-states.js';

/** Any refusal of the counting half. */
export type CountRefusal =
  | EntryRefusal
  | PlacesRefusal
  | SignRefusal
  | DissentRefusal
  | TieRefusal
  | FreezeRollRefusal
  | RecountRefusal
  | RepeatRefusal;

/** Everything a refusal says, sentence by sentence, in the reader's language. */
export function refusalSentences(
  t: Translate,
  refusals: readonly CountRefusal[],
  candidates: readonly string[] = [],
): string[] {
  return refusals.flatMap((refusal) =>
    refusal.kind === 'round-blocked'
      ? refusal.blockers.map((blocker) => blockerSentence(t, blocker))
      : [t(`voting-count.refusal.${refusal.kind}`, valuesOf(t, refusal, candidates))],
  );
}

/** What stands against a move of a round, as a sentence. */
export function blockerSentence(t: Translate, blocker: RoundBlocker): string {
  switch (blocker.kind) {
    case 'wrong-state':
      return t('voting-count.blocker.wrong-state', {
        state: t(`voting-count.state.${blocker.state}`),
      });
    case 'places-missing':
    case 'entries-differ':
      return t(`voting-count.blocker.${blocker.kind}`, { places: blocker.places.join('; ') });
    case 'keys-missing':
      return t('voting-keys.blocker.keys-missing');
    case 'trials-missing':
      return t('voting-keys.blocker.trials-missing', { names: blocker.names.join(', ') });
    case 'ties-undecided':
    case 'signatures-missing':
    case 'box-not-opened':
    case 'more-ballots-than-authorised':
    case 'more-paper-than-marked':
    case 'complaints-open': {
      const { kind, ...values } = blocker;
      return t(`voting-count.blocker.${kind}`, values);
    }
    case 'season-not-voting':
    case 'no-candidates':
    case 'roll-not-frozen':
    case 'roll-empty':
    case 'no-paper-places':
    case 'opening-not-reached':
    case 'reason-missing':
    case 'closing-not-later':
    case 'closing-not-reached':
    case 'closing-passed':
    case 'complaint-period-running':
      return t(`voting-count.blocker.${blocker.kind}`);
  }
}

/** What a field of a protocol is called; a candidate's field by the name. */
function fieldName(t: Translate, field: ProtocolField, candidates: readonly string[]): string {
  return typeof field === 'number'
    ? (candidates[field] ?? '')
    : t(`voting-count.protocol.${field}`);
}

/** Where two entries of a protocol differ: a field, or a ballot as the protocol writes it. */
export function differenceName(
  t: Translate,
  field: EntryDifference['field'],
  candidates: readonly string[],
  form: BallotForm,
): string {
  return typeof field === 'object'
    ? t('voting-count.place.ballot', { ballot: writeBallot(field.ballot, form) })
    : fieldName(t, field, candidates);
}

function valuesOf(
  t: Translate,
  refusal: Exclude<CountRefusal, { kind: 'round-blocked' }>,
  candidates: readonly string[],
): Readonly<Record<string, string | number>> {
  if (refusal.kind === 'not-a-count')
    return {
      field: 'name' in refusal ? refusal.name : fieldName(t, refusal.field, candidates),
    };
  if (refusal.kind === 'line-not-valid')
    return { line: refusal.line, reason: t(`voting-count.invalid.${refusal.reason}`) };
  if (refusal.kind === 'candidate-above-valid' || refusal.kind === 'candidate-above-most')
    return { ...refusal, name: candidates[refusal.candidate] ?? '' };
  if (refusal.kind === 'somebody-returned') return { count: refusal.candidacies.length };
  if ('state' in refusal) return { state: t(`voting-count.state.${refusal.state}`) };
  return { ...refusal };
}
