import type { Translate } from '../../platform/web/index.js';
import type { Names } from '../domain/list-input.js';
import type {
  Cause,
  Certificate,
  NoList,
  PassedOver,
  PlaceReason,
  Shortage,
  Waiver,
} from '../domain/list-outcome.js';
import { isStatement } from '../domain/succession.js';
import type { InputFault } from '../domain/read-list-input.js';
import type { JsonFileFault } from './json-file.js';

/** What everybody calls the quotas, by their ids. */
export type QuotaNames = ReadonlyMap<string, Names>;

/** Why somebody stands on a place, in one or a few sentences. */
export function reasonSentence(reason: PlaceReason, quotas: QuotaNames, t: Translate): string {
  switch (reason.kind) {
    case 'merit':
      return t('list-building.reason.merit');
    case 'fixed':
      return reason.reason === ''
        ? t('list-building.reason.fixed-silent')
        : t('list-building.reason.fixed', { reason: reason.reason });
    case 'kept':
      return reason.reason === ''
        ? t('list-succession.reason.kept')
        : t('list-succession.reason.yielded', { who: reason.reason });
    case 'quota': {
      const causes = reason.because.map((cause) => causeSentence(cause, quotas, t)).join(' ');
      if (reason.because.every((cause) => cause.quotas.every(isStatement))) return causes;
      return t('list-building.reason.quota', { causes });
    }
  }
}

/** Where and why somebody was passed over. */
export function passedOverSentence(passed: PassedOver, quotas: QuotaNames, t: Translate): string {
  const { places, because, certificate } = passed;
  const cause = passedOverCause(because, certificate, quotas, t);
  if (places.length === 0) return t('list-building.passed-over.off-list', { cause });
  if (places.length === 1) {
    return t('list-building.passed-over.at-one', { place: rangesOf(places), cause });
  }
  return t('list-building.passed-over.at-many', { places: rangesOf(places), cause });
}

function passedOverCause(
  because: PassedOver['because'],
  certificate: PassedOver['certificate'],
  quotas: QuotaNames,
  t: Translate,
): string {
  switch (certificate.kind) {
    case 'intervention':
      return t('list-building.cause.intervention');
    case 'kept':
      return t('list-succession.cause.kept');
    default:
      return causeSentence({ quotas: because, certificate }, quotas, t);
  }
}

/** The quotas behind a decision with the counting, as in "by place 10 at least 2 required, 1 so far …". */
export function causeSentence(cause: Cause, quotas: QuotaNames, t: Translate): string {
  const { certificate } = cause;
  if (cause.quotas.length > 0 && cause.quotas.every(isStatement)) {
    const said = cause.quotas.map((id) => statementOf(id, quotas, t));
    return t('list-succession.cause.statement', { said: [...new Set(said)].join('; ') });
  }
  if (certificate.kind === 'together') {
    return t('list-building.cause.together', { quotas: namesOf(cause.quotas, quotas, t) });
  }
  const quota = nameOf(certificate.quota, quotas, t);
  return t(`list-building.cause.${causeKey(certificate)}`, {
    ...Object.fromEntries(Object.entries(certificate).map(([key, value]) => [key, String(value)])),
    quota,
    ...(certificate.kind === 'floor' && { remaining: rangesOf(certificate.remaining) }),
  });
}

/** Everything to say about a list that does not exist. */
export function infeasibleSentences(
  { conflict, becauseOfFixed, shortage }: Omit<NoList, 'status'>,
  quotas: QuotaNames,
  t: Translate,
): string[] {
  return [
    t('list-building.infeasible.status'),
    ...(conflict.length > 0
      ? [t('list-building.infeasible.conflict', { quotas: namesOf(conflict, quotas, t) })]
      : []),
    ...shortage.map((item) => shortageSentence(item, quotas, t)),
    ...(becauseOfFixed ? [t('list-building.infeasible.because-of-fixed')] : []),
  ];
}

/** Which soft quota could not be kept in full, and where it was eased by how many people. */
export function waiverSentence(
  { quota, windows }: Waiver,
  quotas: QuotaNames,
  t: Translate,
): string {
  const where = windows.map(({ from, to, by }) => `${from === to ? from : `${from}–${to}`}: ${by}`);
  return t('list-building.waived', { quota: nameOf(quota, quotas, t), where: where.join('; ') });
}

/** What is wrong at one place of a list file. */
export function faultSentence({ kind, given }: InputFault | JsonFileFault, t: Translate): string {
  return t(`list-building.fault.${kind}`, { given });
}

/** `1–3, 7` for 1, 2, 3 and 7. */
export function rangesOf(places: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** The names of quotas, in the reader's language. */
export function namesOf(ids: readonly string[], quotas: QuotaNames, t: Translate): string {
  const [open, close] = t.language === 'en' ? ['“', '”'] : ['«', '»'];
  return ids.map((id) => `${open}${nameOf(id, quotas, t)}${close}`).join(', ');
}

function nameOf(id: string, quotas: QuotaNames, t: Translate): string {
  if (isStatement(id)) {
    return t('list-succession.statement-name', { said: statementOf(id, quotas, t) });
  }
  return statementOf(id, quotas, t);
}

/** What a quota is called; a statement is called by its person and the places they accept. */
function statementOf(id: string, quotas: QuotaNames, t: Translate): string {
  return quotas.get(id)?.[t.language] ?? id;
}

function shortageSentence({ quota, of, needs, has }: Shortage, quotas: QuotaNames, t: Translate) {
  const name = quota === null ? '' : nameOf(quota, quotas, t);
  return t(`list-building.infeasible.${of}`, { quota: name, needs, has });
}

function causeKey(certificate: Exclude<Certificate, { kind: 'together' }>): string {
  const { kind, from, to } = certificate;
  if (from === to) return `${kind}-place`;
  if (kind === 'supply') return kind;
  if (kind === 'ceiling') return kind;
  const many = certificate.remaining.length === 1 ? 'one' : 'many';
  return `floor-${from === 1 ? 'by' : 'on'}-${many}`;
}
