import { NotFoundException } from '@nestjs/common';
import type { Result } from '../../kernel/result.js';
import {
  go,
  page,
  textIn,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../platform/web/index.js';
import type { CaseFile, Decision } from '../application/case-files.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { refusalGrounds, strikeOffGrounds } from '../domain/decision.js';
import type { Typed } from './application-fields.js';
import type { StrikingOffForm } from './dossier.form.js';
import { proposalName } from './dossier.page.js';
import { areaField, radioField, selectField, type Field } from './field.js';
import { confirmAnswer, formAnswer } from './form.page.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalErrors, ruleNames, statusOf } from './refusal.page.js';

function errorsOf(
  t: Translate,
  { frame }: CaseFile,
  refusals: readonly CandidateRefusal[],
): FieldSentence[] {
  return refusalErrors(t, refusals, ruleNames(frame.primary.rules, t));
}

/**
 * Where an act leads: to the dossier once it is done, to its sentence alone when it is not the reader's to do, else to
 * where it was asked for again, with everything that kept it from being done.
 */
export function acted<Again extends Answer | Promise<Answer>>(
  t: Translate,
  { file, part = '' }: { readonly file: CaseFile; readonly part?: string },
  done: Result<unknown, CandidateRefusal[]>,
  again: (errors: readonly FieldSentence[]) => Again,
): Answer | Again {
  if (done.ok) return go(pathTo(candidatePaths.dossier, { id: file.dossier.id }) + part);
  if (statusOf(done.error) !== 422) return refusedAnswer(t, file, done.error);
  return again(errorsOf(t, file, done.error));
}

/** The vote that is open on the application; the page is not there when none is. */
export function openIn({ decisions }: CaseFile): Decision {
  const open = decisions.find(({ decision }) => decision.outcome === 'open');
  if (!open) throw new NotFoundException();
  return open.decision;
}

function backTo(t: Translate, { dossier: { id } }: CaseFile): { href: string; label: string } {
  return { href: pathTo(candidatePaths.dossier, { id }), label: t('candidate.queue.person') };
}

/** An act the reader may not do at all: its sentence, and nothing of the dossier. */
function refusedAnswer(
  t: Translate,
  file: CaseFile,
  refusals: readonly CandidateRefusal[],
): Answer {
  const view = {
    title: t('candidate.page.refused'),
    errors: errorsOf(t, file, refusals),
    back: { href: candidatePaths.queue, label: t('candidate.queue.title') },
  };
  return page('candidate/refused', view, statusOf(refusals));
}

function actAnswer(
  t: Translate,
  file: CaseFile,
  act: 'proposal' | 'vote' | 'correction' | 'strikingOff',
  form: { lead: readonly string[]; fields: readonly Field[]; hidden?: Hidden },
  errors: readonly FieldSentence[],
): Answer {
  const key = act === 'strikingOff' ? 'striking-off' : act;
  return formAnswer(
    {
      title: t(`candidate.${key}.title`),
      lead: form.lead,
      fields: form.fields,
      hidden: form.hidden ?? [],
      action: pathTo(candidatePaths[act], { id: file.dossier.id }),
      button: t(`candidate.${key}.button`),
      back: backTo(t, file),
    },
    errors,
  );
}

type Hidden = readonly { readonly name: string; readonly value: string }[];

export function proposalAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FieldSentence[] = [],
): Answer {
  const fields = [
    radioField(
      { id: 'kind', label: t('candidate.proposal.kind'), value: textIn(typed, 'kind') },
      ['register', 'refuse'].map((value) => ({ value, label: t(`candidate.proposal.${value}`) })),
    ),
    selectField(
      { id: 'ground', label: t('candidate.proposal.ground'), value: textIn(typed, 'ground') },
      [{ value: '', label: '–' }, ...groundOptions(t, refusalGrounds)],
    ),
    areaField({
      id: 'text',
      label: t('candidate.proposal.text'),
      hint: t('candidate.proposal.text-hint'),
      value: textIn(typed, 'text'),
    }),
  ];
  return actAnswer(t, file, 'proposal', { lead: [t('candidate.proposal.lead')], fields }, errors);
}

export function voteAnswer(
  t: Translate,
  file: CaseFile,
  decision: Decision,
  typed: Typed,
  errors: readonly FieldSentence[] = [],
): Answer {
  const proposal = proposalName(t, decision.proposal);
  const lead = [
    t('candidate.vote.lead', { proposal }),
    t('candidate.vote.final'),
    t('candidate.vote.recusal'),
  ];
  const fields = [
    radioField(
      { id: 'vote', label: t('candidate.vote.vote'), value: textIn(typed, 'vote') },
      ['for', 'against', 'recused'].map((value) => ({
        value,
        label: t(`candidate.dossier.vote.${value}`),
      })),
    ),
    areaField({
      id: 'text',
      label: t('candidate.vote.opinion'),
      value: textIn(typed, 'text'),
    }),
  ];
  const hidden = [{ name: 'decision', value: decision.id }];
  return actAnswer(t, file, 'vote', { lead, fields, hidden }, errors);
}

/** The page that says what closing the vote will do. */
export function closingAnswer(t: Translate, file: CaseFile): Answer {
  return confirmAnswer({
    title: t('candidate.closing.title'),
    sentences: [t('candidate.closing.will'), t('candidate.closing.know')],
    hidden: [{ name: 'decision', value: openIn(file).id }],
    action: pathTo(candidatePaths.closing, { id: file.dossier.id }),
    button: t('candidate.closing.button'),
    back: backTo(t, file),
  });
}

export function correctionAnswer(
  t: Translate,
  file: CaseFile,
  text: string,
  errors: readonly FieldSentence[] = [],
): Answer {
  const fields = [areaField({ id: 'text', label: t('candidate.correction.text'), value: text })];
  const lead = [t('candidate.correction.lead')];
  return actAnswer(t, file, 'correction', { lead, fields }, errors);
}

export function strikingOffAnswer(
  t: Translate,
  file: CaseFile,
  typed: Typed,
  errors: readonly FieldSentence[] = [],
): Answer {
  const fields = [
    selectField(
      { id: 'ground', label: t('candidate.striking-off.ground'), value: textIn(typed, 'ground') },
      groundOptions(t, strikeOffGrounds),
    ),
    areaField({
      id: 'text',
      label: t('candidate.striking-off.text'),
      value: textIn(typed, 'text'),
    }),
  ];
  const lead = [t('candidate.striking-off.lead')];
  return actAnswer(t, file, 'strikingOff', { lead, fields }, errors);
}

export function surelyStrikeOff(
  t: Translate,
  file: CaseFile,
  { ground, text }: StrikingOffForm,
): Answer {
  const { id } = file.dossier;
  const groundName = t(`candidate.ground.${ground}`);
  return confirmAnswer({
    title: t('candidate.striking-off.title'),
    sentences: [
      t('candidate.striking-off.sure', { ground: groundName }),
      text,
      t('candidate.striking-off.lead'),
    ],
    hidden: [
      { name: 'ground', value: ground },
      { name: 'text', value: text },
      { name: 'sure', value: 'yes' },
    ],
    action: pathTo(candidatePaths.strikingOff, { id }),
    button: t('candidate.striking-off.button'),
    back: backTo(t, file),
  });
}

function groundOptions(
  t: Translate,
  grounds: readonly string[],
): { value: string; label: string }[] {
  return grounds.map((value) => ({ value, label: t(`candidate.ground.${value}`) }));
}
