import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { PreparedStage, PreparedUnit } from '../application/stage-preparations.js';
import { preparationPaths } from './preparation-paths.js';

export interface DelegatesPage {
  readonly title: string;
  readonly stages: readonly {
    readonly title: string;
    readonly units: readonly {
      readonly name: string;
      readonly delegates: number;
      readonly href: string | null;
    }[];
  }[];
}

/** The stages in which delegates vote, with how many each unit has; a frozen roll takes no other. */
export function delegatesPage(
  stages: readonly { readonly prepared: PreparedStage; readonly units: readonly PreparedUnit[] }[],
  t: Translate,
): DelegatesPage {
  return {
    title: t('voting-box.delegates.title'),
    stages: stages.map(({ prepared, units }) => ({
      title: stageName(prepared, t),
      units: units.map(({ code, name, delegates, round }) => ({
        name: name[t.language],
        delegates,
        href: round?.rollFrozenAt
          ? null
          : preparationPaths.unitDelegates(prepared.contest.id, prepared.stage.id, code),
      })),
    })),
  };
}

export interface IinsPage {
  readonly title: string;
  readonly where: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly value: string;
  readonly label: string;
  readonly submit: string;
  readonly back: string;
}

/** The page on which the delegates of a unit are set. */
export function unitDelegatesPage(
  prepared: PreparedStage,
  unit: PreparedUnit,
  t: Translate,
  typed: { readonly value?: string; readonly errors?: readonly FieldSentence[] } = {},
): IinsPage {
  return {
    title: t('voting-box.delegates.title'),
    where: `${stageName(prepared, t)}: ${unit.name[t.language]}`,
    sentence: t('voting-box.delegates.how', { delegates: unit.delegates }),
    errors: typed.errors ?? [],
    value: typed.value ?? '',
    label: t('voting-box.delegates.label'),
    submit: t('voting-box.delegates.submit'),
    back: preparationPaths.delegates,
  };
}

/** The page on which voters are given to the paper channel. */
export function paperVotersPage(
  round: { readonly id: string; readonly where: string; readonly marked: number },
  t: Translate,
  typed: { readonly value?: string; readonly errors?: readonly FieldSentence[] } = {},
): IinsPage {
  return {
    title: t('voting-box.paper.title'),
    where: round.where,
    sentence: t('voting-box.paper.how', { marked: round.marked }),
    errors: typed.errors ?? [],
    value: typed.value ?? '',
    label: t('voting-box.paper.label'),
    submit: t('voting-box.paper.submit'),
    back: preparationPaths.console(round.id),
  };
}

function stageName({ contest, stage }: PreparedStage, t: Translate): string {
  return `${contest.bodyName[t.language]}, ${contest.territoryName[t.language]}, ${stage.name[t.language]}`;
}
