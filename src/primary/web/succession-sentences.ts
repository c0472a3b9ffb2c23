import type { Translate } from '../../platform/web/index.js';
import type { FilingRule, GroupRule, VacancyRule } from '../domain/rule-set.js';
import type { BodyRule } from '../domain/rule-set.js';
import { successionOf } from '../domain/succession-rule.js';

interface Voice {
  readonly t: Translate;
  readonly rules: { readonly groups: readonly GroupRule[] };
}

/** What happens when somebody leaves, for the page of the rules; what the rules do not say holds by itself and is said too. */
export function successionSentences(body: BodyRule, voice: Voice): string[] {
  const { t } = voice;
  const { beforeFiling, afterFiling, confirmWithinHours, silence, vacancy } = successionOf(body);
  return [
    t(`list-succession.rule.before.${beforeFiling}`),
    t(`list-succession.rule.after.${afterFiling}`),
    ...(confirmWithinHours === undefined
      ? []
      : [t(`list-succession.rule.confirm.${silence ?? 'waits'}`, { hours: confirmWithinHours })]),
    vacancySentence(vacancy, voice),
  ];
}

/** What must be attached for every person, or once for the list. */
export function requirementSentence(what: FilingRule['requires'][number], t: Translate): string {
  return what === 'congress-minutes'
    ? t('list-mandates.rule.congress-minutes')
    : t(`primary.sentence.filing.requires.${what}`);
}

function vacancySentence(vacancy: VacancyRule, { t, rules }: Voice): string {
  const named = vacancy.kind === 'same-group' ? vacancy.groups : [];
  const groups = named
    .map((id) => rules.groups.find((group) => group.id === id)?.name[t.language] ?? id)
    .join(', ');
  return t(`list-mandates.rule.vacancy.${vacancy.kind}`, { groups });
}
