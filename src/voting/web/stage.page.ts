import { actsIn, type Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import type { AdvanceRefusal } from '../application/advance-winners.service.js';
import type { ContestPath } from '../application/stage-overviews.js';
import { countPaths } from './count-paths.js';
import { preparationPaths } from './preparation-paths.js';

/** A contest on its selection path. */
export interface StageRow {
  readonly title: string;
  readonly stages: readonly {
    readonly sentence: string;
    readonly done: boolean;
    /** Where the reader makes the ballot keys of all its rounds; null where that is over, or not the reader's to do. */
    readonly keys: string | null;
  }[];
  readonly action: { readonly label: string; readonly href: string } | null;
}

/** The contests of a commission with their paths. */
export interface StagesPage {
  readonly title: string;
  readonly contests: readonly StageRow[];
  readonly rounds: string;
  readonly delegates: string;
}

/** The page that plans the next stage of a contest. */
export interface StagePage {
  readonly title: string;
  readonly contest: StageRow;
  readonly back: string;
  readonly open: boolean;
  readonly values: { readonly opensAt: string; readonly closesAt: string };
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
}

export function stagesPage(t: Translate, paths: readonly ContestPath[], actor: Actor): StagesPage {
  return {
    title: t('voting-count.stages.title'),
    contests: paths.map((path) => stageRow(t, path, actor)),
    rounds: countPaths.rounds,
    delegates: preparationPaths.delegates,
  };
}

export function stagePage(
  t: Translate,
  path: ContestPath,
  actor: Actor,
  values: Partial<StagePage['values']> = {},
  errors: StagePage['errors'] = [],
): StagePage {
  const name = path.next?.name[t.language];
  return {
    title:
      name === undefined
        ? t('voting-count.stages.all-planned')
        : t('voting-count.stages.plan', { stage: name }),
    contest: stageRow(t, path, actor),
    back: countPaths.stages,
    open: path.next !== null,
    values: { opensAt: values.opensAt ?? '', closesAt: values.closesAt ?? '' },
    errors,
  };
}

/** Why the stage is not planned, sentence by sentence. */
export function advanceSentences(
  t: Translate,
  refusals: readonly AdvanceRefusal[],
  { stages }: ContestPath,
): StagePage['errors'] {
  return refusals.map((refusal) => {
    const field = refusal.kind === 'closing-not-after-opening' ? 'closesAt' : 'opensAt';
    return { field, sentence: sentenceOf(t, refusal, stages) };
  });
}

function sentenceOf(t: Translate, refusal: AdvanceRefusal, stages: ContestPath['stages']): string {
  const key = `voting-count.stages.refusal.${refusal.kind}`;
  switch (refusal.kind) {
    case 'previous-stage-not-published': {
      const stage = stages.find(({ id }) => id === refusal.stageId);
      return t(key, { stage: stage?.name[t.language] ?? refusal.stageId });
    }
    case 'candidates-fit-no-unit':
      return t(key, { candidates: refusal.candidacies.length });
    case 'too-few-seats':
      return t(key, { needed: refusal.needed, seats: refusal.seats });
    case 'too-many-candidates': {
      const { standing, most } = refusal;
      return t(key, { standing, most });
    }
    case 'outside-your-territory':
    case 'stage-unknown':
    case 'already-planned':
    case 'closing-not-after-opening':
    case 'no-candidates':
    case 'last-stage-held':
      return t(key);
  }
}

function stageRow(t: Translate, { contest, stages, next }: ContestPath, actor: Actor): StageRow {
  const chairs = actsIn(actor, contest.territory, 'commission-chair');
  return {
    title: `${contest.bodyName[t.language]} · ${contest.territoryName[t.language]}`,
    stages: stages.map(({ id, name, rounds, published }) => ({
      sentence: t(
        rounds === 0 ? 'voting-count.stages.not-planned' : 'voting-count.stages.progress',
        { stage: name[t.language], rounds, published },
      ),
      done: rounds > 0 && rounds === published,
      keys: chairs && rounds > published ? countPaths.stageKeys(contest.id, id) : null,
    })),
    action: next && {
      label: t('voting-count.stages.plan', { stage: next.name[t.language] }),
      href: countPaths.stage(contest.id),
    },
  };
}
