import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { RuleSet } from '../../primary/index.js';
import type { RankedList } from '../application/list-directory.js';
import type { ScenarioRefusal } from '../application/keep-scenarios.service.js';
import type { Scenario } from '../application/scenario-directory.js';
import { quotaStandings, type QuotaStanding } from '../domain/broken-quotas.js';
import type { ListInput, Quota } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { contestNames } from './list.page.js';
import { faultSentence, infeasibleSentences } from './list-sentences.js';
import { listPath, scenarioPath } from './paths.js';
import { needOf } from './quota-names.js';
import { quotaRule, scopeSentence, unionName } from './scenario-sentences.js';
import { changeOf, nameIn, orderOf, placePairs, scenarioMoves } from './scenario-moves.js';
import { scopeKinds, type QuotaFields, type ScenarioFields } from './scenario.form.js';

export interface ScenariosPage {
  readonly title: string;
  readonly label: string;
  readonly list: string;
  readonly create: string;
  readonly back: string;
  readonly rows: readonly {
    readonly name: string;
    readonly href: string;
    readonly note: string;
    readonly made: string;
    readonly state: string;
    readonly tone: 'good' | 'warn' | 'bad';
  }[];
}

type ScenarioSummary = Pick<
  Scenario,
  'id' | 'name' | 'note' | 'madeByName' | 'madeAt' | 'outcome' | 'version'
>;

/** The what-ifs of a list, the newest first. */
export function scenariosPage(
  list: RankedList,
  scenarios: readonly ScenarioSummary[],
  t: Translate,
): ScenariosPage {
  return {
    title: t('list-scenario.list-title', contestNames(list, t)),
    label: t('list-scenario.label'),
    list: t('list-scenario.about'),
    create: listPath('newScenario', list.id),
    back: listPath('workbench', list.id),
    rows: scenarios.map((scenario) => ({
      name: scenario.name,
      href: scenarioPath(list.id, scenario.id),
      note: scenario.note,
      made: madeSentence(scenario, t),
      state: t(`list-scenario.state.${scenario.outcome?.status ?? 'open'}`),
      tone: toneOf(scenario.outcome),
    })),
  };
}

function madeSentence(
  { madeByName, madeAt, version }: Pick<Scenario, 'madeByName' | 'madeAt' | 'version'>,
  t: Translate,
): string {
  return t('list-scenario.made', {
    name: madeByName,
    at: writeMoment(madeAt, t.language),
    version,
  });
}

function toneOf(outcome: ListOutcome | null): 'good' | 'warn' | 'bad' {
  if (!outcome) return 'warn';
  return outcome.status === 'built' ? 'good' : 'bad';
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface NewScenarioPage {
  readonly title: string;
  readonly label: string;
  readonly errors: readonly FieldSentence[];
  readonly action: string;
  readonly back: string;
  readonly name: string;
  readonly note: string;
  readonly objectives: readonly Option[];
  readonly quotas: readonly QuotaForm[];
  readonly added: readonly QuotaForm[];
  readonly addedOpen: boolean;
}

interface QuotaForm {
  readonly prefix: string;
  readonly number: number;
  readonly title: string;
  readonly scope: string;
  readonly on: boolean;
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly least: string;
  readonly most: string;
  readonly priority: string;
  readonly leastRounds: readonly Option[];
  readonly mostRounds: readonly Option[];
  readonly strengths: readonly Option[];
  readonly scopes: readonly Option[];
  readonly groups: readonly Option[];
}

/** The form of a new scenario: the list's own quotas as they are, and lines for others. */
export function newScenarioPage(
  list: RankedList,
  fields: ScenarioFields,
  rules: RuleSet,
  t: Translate,
  errors: readonly FieldSentence[] = [],
): NewScenarioPage {
  const unions = [...new Set(list.input.quotas.flatMap(({ group }) => group))];
  const quotaForm = (of: QuotaFields, index: number, quota: Quota | undefined): QuotaForm => ({
    prefix: of.prefix,
    number: index + 1,
    title: quota
      ? quota.name[t.language]
      : t('list-scenario.form.new-quota', { number: index + 1 }),
    scope: quota ? scopeSentence(quota.scope, t) : '',
    on: of.on,
    name: of.name,
    a: of.a,
    b: of.b,
    least: of.least,
    most: of.most,
    priority: of.priority,
    leastRounds: roundings(of.leastRound, t),
    mostRounds: roundings(of.mostRound, t),
    strengths: options(['hard', 'soft'], of.strength, (value) =>
      t(`list-scenario.form.strength.${value}`),
    ),
    scopes: options(['', ...scopeKinds], of.scope, (value) =>
      t(`list-scenario.form.scope.${value === '' ? 'none' : value}`),
    ),
    groups: unions.map((union) => ({
      value: union,
      label: unionName(union, rules.groups, t),
      chosen: of.group.includes(union),
    })),
  });
  return {
    title: t('list-scenario.form.title', contestNames(list, t)),
    label: t('list-scenario.label'),
    errors,
    action: listPath('scenarios', list.id),
    back: listPath('scenarios', list.id),
    name: fields.name,
    note: fields.note,
    objectives: options(['by-place', 'members-first'], fields.objective, (value) =>
      t(`list-scenario.form.objective.${value}`),
    ),
    quotas: fields.quotas.map((of, index) => quotaForm(of, index, list.input.quotas[index])),
    added: fields.added.map((of, index) => quotaForm(of, index, undefined)),
    addedOpen: fields.added.some(({ on }) => on),
  };
}

function roundings(chosen: string, t: Translate): Option[] {
  return options(['up', 'down', 'half-up'], chosen, (value) => t(`list-scenario.round.${value}`));
}

function options(
  values: readonly string[],
  chosen: string,
  label: (value: string) => string,
): Option[] {
  return values.map((value) => ({ value, label: label(value), chosen: value === chosen }));
}

/** Everything refused, beside the field it is about. */
export function scenarioErrors(
  refusals: readonly ScenarioRefusal[],
  prefixes: readonly string[],
  t: Translate,
): FieldSentence[] {
  return refusals.flatMap((refusal): FieldSentence[] => {
    if (refusal.kind === 'name-missing') {
      return [{ field: 'name', sentence: t('list-scenario.name-missing') }];
    }
    if (refusal.kind !== 'faults') {
      return [{ field: 'name', sentence: t(`list-building.refusal.${refusal.kind}`) }];
    }
    return refusal.faults.map((fault) => {
      const [, index, rest = ''] = /^quotas\[(\d+)\]\.?(.*)$/.exec(fault.path) ?? [];
      const prefix = index === undefined ? undefined : prefixes[Number(index)];
      if (prefix === undefined) return { field: 'objective', sentence: faultSentence(fault, t) };
      const sentence = t('list-scenario.form.fault', {
        quota: prefix.startsWith('q')
          ? t('list-scenario.form.own', { number: Number(prefix.slice(1)) + 1 })
          : t('list-scenario.form.new-quota', { number: Number(prefix.slice(1)) + 1 }),
        fault: faultSentence(fault, t),
      });
      return { field: `${prefix}-${fieldOf(rest)}`, sentence };
    });
  });
}

function fieldOf(path: string): string {
  if (path.startsWith('atMost')) return 'most';
  if (path.startsWith('strength')) return 'priority';
  if (path.startsWith('group')) return 'group';
  if (path.startsWith('scope.kind')) return 'scope';
  if (/^scope\.(to|step)/.test(path)) return 'b';
  if (path.startsWith('scope')) return 'a';
  return 'least';
}

interface QuotaSide {
  readonly rule: string;
  readonly line: string;
  readonly sign: string;
}

export interface ScenarioPage {
  readonly title: string;
  readonly label: string;
  readonly warning: string;
  readonly name: string;
  readonly note: string;
  readonly made: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly status: string;
  readonly reasons: readonly string[];
  readonly build: string | null;
  readonly places: readonly {
    readonly place: number;
    readonly list: string;
    readonly scenario: string;
    readonly differs: boolean;
  }[];
  readonly moves: readonly {
    readonly title: string;
    readonly count: number;
    readonly lines: readonly { readonly name: string; readonly change: string }[];
  }[];
  readonly quotas: readonly {
    readonly name: string;
    readonly list: QuotaSide;
    readonly scenario: QuotaSide;
    readonly differs: boolean;
  }[];
  readonly exports: readonly { readonly label: string; readonly href: string }[];
  readonly removal: string | null;
  readonly back: string;
}

/** A scenario beside the list it was made from. */
export function scenarioPage(
  scenario: Scenario,
  list: RankedList,
  mayRemove: boolean,
  t: Translate,
): ScenarioPage {
  const { id, name, note, outcome, sealed, changed } = scenario;
  const person = nameIn(sealed);
  const built = outcome?.status === 'built';
  return {
    title: `${t('list-scenario.label')} · ${name}`,
    label: t('list-scenario.label'),
    warning: t('list-scenario.warning', contestNames(list, t)),
    name,
    note,
    made: madeSentence(scenario, t),
    tone: toneOf(outcome),
    status: t(`list-scenario.status.${outcome?.status ?? 'open'}`),
    reasons:
      outcome?.status === 'infeasible'
        ? infeasibleSentences(outcome, namesIn(changed), t).slice(1)
        : [],
    build: outcome ? null : scenarioPath(list.id, id),
    places: outcome
      ? placePairs(scenario).map(({ place, list: was, scenario: is }) => ({
          place,
          list: was === null ? '–' : person(was),
          scenario: is === null ? '–' : person(is),
          differs: was !== is,
        }))
      : [],
    moves: built
      ? scenarioMoves(scenario).map(({ title, moves }) => ({
          title: t(`list-scenario.moves.${title}`),
          count: moves.length,
          lines: moves.map((move) => ({
            name: person(move.candidate),
            change: changeOf(move, t),
          })),
        }))
      : [],
    quotas: quotaRows(scenario, t),
    exports: (['scenarioWorkbook', 'scenarioTable', 'scenarioDocument'] as const).map((of) => ({
      label: t(`list-scenario.export.${of}`),
      href: scenarioPath(list.id, id, of),
    })),
    removal: mayRemove ? scenarioPath(list.id, id, 'scenarioRemoval') : null,
    back: listPath('scenarios', list.id),
  };
}

/** Every quota of the list and of the scenario, as each of them stands to it. */
export function quotaRows(scenario: Scenario, t: Translate): ScenarioPage['quotas'] {
  const { sealed, changed, sealedOutcome, outcome } = scenario;
  const ids = [...new Set([...sealed.quotas, ...changed.quotas].map(({ id }) => id))];
  const was = standingsOf(sealed, orderOf(sealedOutcome));
  const is = standingsOf(changed, outcome ? orderOf(outcome) : []);
  return ids.map((id) => {
    const [own, other] = [sealed, changed].map(({ quotas }) => quotas.find((one) => one.id === id));
    const list = sideOf(own, was.get(id), t);
    const scenario = sideOf(other, is.get(id), t);
    return {
      name: (own ?? other)?.name[t.language] ?? id,
      list,
      scenario,
      differs: list.rule !== scenario.rule,
    };
  });
}

function sideOf(
  quota: Quota | undefined,
  standing: QuotaStanding | undefined,
  t: Translate,
): QuotaSide {
  if (!quota) return { rule: t('list-scenario.rule.off'), line: '', sign: '–' };
  if (!standing) return { rule: quotaRule(quota, t), line: '', sign: '–' };
  const { from, to, members, kept } = standing;
  return {
    rule: quotaRule(quota, t),
    line: t('list-building.page.quota-line', { from, to, members, need: needOf(standing, t) }),
    sign: kept ? '✓' : '✕',
  };
}

function standingsOf(
  { candidates, quotas }: ListInput,
  order: readonly string[],
): Map<string, QuotaStanding> {
  if (order.length === 0) return new Map();
  const groups = new Map(candidates.map((candidate) => [candidate.id, candidate.groups]));
  const list = order.map((id) => ({ groups: groups.get(id) ?? [] }));
  return new Map(quotaStandings(list, quotas).map((standing) => [standing.quota, standing]));
}

export interface ScenarioRemovalPage {
  readonly title: string;
  readonly sentence: string;
  readonly action: string;
  readonly back: string;
}

export function scenarioRemovalPage(scenario: Scenario, t: Translate): ScenarioRemovalPage {
  const { id, listId, name } = scenario;
  return {
    title: t('list-scenario.removal.title', { name }),
    sentence: t('list-scenario.removal.sentence'),
    action: scenarioPath(listId, id, 'scenarioRemoval'),
    back: scenarioPath(listId, id),
  };
}

function namesIn({ quotas }: ListInput): Map<string, Quota['name']> {
  return new Map(quotas.map(({ id, name }) => [id, name]));
}
