import type { Translate } from '../../platform/web/index.js';
import type { GroupRule } from '../../primary/index.js';
import type { Amount, Quota, Scope } from '../domain/list-input.js';
import { writeAmount } from './scenario.form.js';

/** Where and how much a quota asks, and how strictly, in one line. */
export function quotaRule(quota: Quota, t: Translate): string {
  const { scope, atLeast, atMost, strength } = quota;
  return [
    scopeSentence(scope, t),
    ...(atLeast ? [t('list-scenario.rule.least', { amount: amountText(atLeast, t) })] : []),
    ...(atMost ? [t('list-scenario.rule.most', { amount: amountText(atMost, t) })] : []),
    strength === 'hard'
      ? t('list-scenario.rule.hard')
      : t('list-scenario.rule.soft', { priority: strength.soft }),
  ].join('; ');
}

export function scopeSentence(scope: Scope, t: Translate): string {
  const key = `list-scenario.scope.${scope.kind}`;
  switch (scope.kind) {
    case 'list':
      return t(key);
    case 'top':
      return t(key, { a: scope.places });
    case 'prefix':
      return t(key, { a: scope.from });
    case 'stretch':
      return t(key, { a: scope.length });
    case 'gap':
      return t(key, { a: scope.most });
    case 'place':
      return t(key, { a: scope.place });
    case 'every':
      return t(key, { a: scope.from, b: scope.step });
    case 'window':
      return t(key, { a: scope.from, b: scope.to });
  }
}

/** What a union of groups is called: the names of its groups together. */
export function unionName(union: string, groups: readonly GroupRule[], t: Translate): string {
  return union
    .split('+')
    .map((id) => groups.find((group) => group.id === id)?.name[t.language] ?? id)
    .join(' + ');
}

function amountText(amount: Amount, t: Translate): string {
  if ('count' in amount) return writeAmount(amount);
  return `${writeAmount(amount)} (${t(`list-scenario.round.${amount.round}`)})`;
}
