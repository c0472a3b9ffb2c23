import type { Territory } from '../../primary/index.js';
import type { Translate } from '../../platform/web/index.js';
import type { CaseFile } from '../application/case-files.js';
import { platformLimits } from '../domain/platform.js';
import { bars, heldPlaces, memberships, routes, sexes } from './application.form.js';
import {
  areaField,
  checkField,
  lineField,
  manyOf,
  radioField,
  selectField,
  type Field,
} from './field.js';
import { ruleNames } from './refusal.page.js';

/** What was typed, by field; what the browser sent when the form is shown again. */
export type Typed = Readonly<Record<string, unknown>>;

function textIn(typed: Typed, id: string): string {
  const value = typed[id];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The questions about the person, one group on one page. */
export function personFields(t: Translate, typed: Typed): Field[] {
  const ask = (id: string, key: string, autocomplete = 'off') => ({
    id,
    label: t(`candidate.person.${key}`),
    value: textIn(typed, id),
    autocomplete,
  });
  return [
    lineField({ ...ask('family', 'family', 'family-name'), most: 80 }),
    lineField({ ...ask('given', 'given', 'given-name'), most: 80 }),
    lineField({
      ...ask('patronymic', 'patronymic', 'additional-name'),
      hint: t('candidate.person.patronymic-hint'),
      required: false,
      most: 80,
    }),
    lineField(ask('birthDate', 'birth-date', 'bday'), 'date'),
    radioField(ask('sex', 'sex'), labelled(t, 'sex', sexes)),
    lineField(ask('residentSince', 'resident-since'), 'date'),
    radioField(ask('membership', 'membership'), labelled(t, 'membership', memberships)),
    checkField(
      { ...ask('bars', 'bars'), hint: t('candidate.person.bars-hint') },
      labelled(t, 'bar', bars),
      manyOf(typed['bars']),
    ),
  ];
}

/** What the dossier holds of the person, as the form would send it. */
export function typedPerson({ dossier }: CaseFile): Typed {
  const { data } = dossier.person;
  if (!data) return {};
  const { name, birthDate, sex, residentSince, membership } = data;
  return {
    family: name.family,
    given: name.given,
    patronymic: name.patronymic ?? '',
    birthDate,
    sex,
    residentSince,
    membership,
    bars: data.bars,
  };
}

/** Who nominates, which groups are claimed by certificate, which places were held. */
export function nominationFields(t: Translate, file: CaseFile, typed: Typed): Field[] {
  const { rules } = file.frame.primary;
  const names = ruleNames(rules, t);
  const offered = routes.filter((route) => rules.nomination.includes(route));
  const certified = rules.groups
    .filter(({ kind }) => kind === 'certificate')
    .map(({ id }) => ({ value: id, label: names.group(id) }));
  const groups = checkField(
    {
      id: 'claimedGroups',
      label: t('candidate.nomination.groups'),
      hint: t('candidate.nomination.groups-hint'),
    },
    certified,
    manyOf(typed['claimedGroups']),
  );
  return [
    ...nominationQuestions(t, typed, offered),
    ...(certified.length > 0 ? [groups] : []),
    checkField(
      { id: 'heldPlaces', label: t('candidate.nomination.held') },
      labelled(t, 'held', heldPlaces),
      manyOf(typed['heldPlaces']),
    ),
  ];
}

/** The nomination itself: the route and the organisation. */
export function nominationQuestions(
  t: Translate,
  typed: Typed,
  offered: readonly (typeof routes)[number][] = routes,
): Field[] {
  return [
    radioField(
      { id: 'route', label: t('candidate.new.route'), value: textIn(typed, 'route') },
      labelled(t, 'route', offered),
    ),
    lineField({
      id: 'organisation',
      label: t('candidate.new.organisation'),
      hint: t('candidate.new.organisation-hint'),
      value: textIn(typed, 'organisation'),
      required: false,
      most: 200,
    }),
  ];
}

export function typedNomination({ dossier }: CaseFile): Typed {
  const { route, organisation, claimedGroups, heldPlaces: held } = dossier;
  return { route, organisation: organisation ?? '', claimedGroups, heldPlaces: held };
}

/** One pledge: the same questions and lengths for everybody. */
export function pledgeFields(
  t: Translate,
  territories: readonly Territory[],
  typed: Typed,
): Field[] {
  const ask = (id: string, most: number) => ({
    id,
    label: t(`candidate.pledge.${id}`),
    value: textIn(typed, id),
    most,
  });
  const { title, text, indicator } = platformLimits;
  return [
    lineField(ask('title-kk', title)),
    lineField(ask('title-ru', title)),
    areaField(ask('text-kk', text)),
    areaField(ask('text-ru', text)),
    lineField(ask('indicator-kk', indicator)),
    lineField(ask('indicator-ru', indicator)),
    selectField(
      {
        id: 'territory',
        label: t('candidate.pledge.territory'),
        value: textIn(typed, 'territory'),
      },
      territories.map(({ code, name }) => ({ value: code, label: name[t.language] })),
    ),
    lineField(
      {
        id: 'dueYear',
        label: t('candidate.pledge.due-year'),
        value: textIn(typed, 'dueYear'),
        most: 4,
      },
      'number',
    ),
  ];
}

export function typedPledge({ dossier }: CaseFile, number: number): Typed {
  const pledge = dossier.pledges[number - 1];
  if (!pledge) return {};
  return {
    'title-kk': pledge.title.kk,
    'title-ru': pledge.title.ru,
    'text-kk': pledge.text.kk,
    'text-ru': pledge.text.ru,
    'indicator-kk': pledge.indicator.kk,
    'indicator-ru': pledge.indicator.ru,
    territory: pledge.territory,
    dueYear: pledge.dueYear,
  };
}

function labelled(
  t: Translate,
  kind: string,
  values: readonly string[],
): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: t(`candidate.${kind}.${value}`) }));
}
