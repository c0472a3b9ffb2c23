import type { AccountId } from '../../kernel/ids.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';
import type { RoundConsole } from '../application/round-overviews.js';
import { trialsAwaited } from '../domain/rounds/key-progress.js';
import { entryDifferences, paperGaps, placeState } from '../domain/rounds/paper-protocol.js';
import {
  nothingKnown,
  roundBlockers,
  type RoundBlocker,
  type RoundFacts,
  type RoundState,
} from '../domain/rounds/round-states.js';
import type { StoredPlace } from '../domain/rounds/paper-protocol.js';
import { countPaths } from './count-paths.js';
import { blockerSentence, differenceName } from './count-sentences.js';
import { awaitedCount, recountViews, type RecountView } from './recounts.page.js';
import { resultPage, type ResultPage } from './round-result.page.js';
import { headingOf } from './round.page.js';

/** `done`, `next` (can be done now), `blocked` (is its turn, but something stands against it), `later`. */
export type StepState = 'done' | 'next' | 'blocked' | 'later';

/** Something the reader can do. */
export interface StepAction {
  readonly label: string;
  readonly href: string;
}

/** One step of a round. */
export interface ConsoleStep {
  readonly key: string;
  readonly title: string;
  readonly state: StepState;
  readonly stateWord: string;
  readonly detail: string;
  readonly blockers: readonly string[];
  readonly actions: readonly StepAction[];
}

/** A paper voting place on the console. */
export interface ConsolePlace {
  readonly name: string;
  readonly listed: string;
  readonly state: string;
  readonly tone: string;
  readonly typists: string;
  readonly differences: readonly string[];
  readonly href: string | null;
}

/** The commission's console of a round. */
export interface ConsolePage {
  readonly title: string;
  readonly unit: string;
  readonly state: string;
  readonly status: string;
  readonly notice: string | null;
  readonly steps: readonly ConsoleStep[];
  readonly paper: boolean;
  readonly places: readonly ConsolePlace[];
  readonly ties: readonly StepAction[];
  readonly result: ResultPage | null;
  readonly working: string;
  readonly recounts: readonly RecountView[];
  readonly hash: string | null;
  readonly signatures: readonly string[];
  readonly dissents: readonly { readonly name: string; readonly text: string }[];
  readonly publicPage: string;
}

interface Draft {
  readonly key: string;
  readonly done: boolean;
  readonly detail: string;
  readonly blockers: readonly RoundBlocker[];
  /** Who or what is awaited, in the reader's words: it blocks the step as well. */
  readonly awaited?: readonly string[];
  readonly actions: readonly string[];
  /** Need not wait for the steps before it. */
  readonly anytime?: boolean;
  /** Actions that stay possible after the step is done. */
  readonly after?: readonly string[];
}

const order: readonly RoundState[] = [
  'planned',
  'open',
  'closed',
  'counted',
  'signed',
  'published',
  'final',
];

/** Shows every step of the round as done, next, blocked (with everything that blocks it) or later. */
export function consolePage(
  t: Translate,
  data: RoundConsole,
  actor: Actor,
  notice: string | null = null,
): ConsolePage {
  const { round } = data;
  const visible = resultForCommission(data);
  const names = new Map<string, string>(data.candidates.map(({ id, name }) => [id, name]));
  return {
    ...headingOf(t, data.title),
    state: t(`voting-count.state.${round.state}`),
    status: t(`voting-count.status.${round.state}`, {
      opens: round.opensAt,
      closes: round.closesAt,
    }),
    notice,
    steps: stepsOf(t, drafts(t, data, actsIn(actor, round.unit, 'commission-chair')), round.id),
    paper: round.channels.includes('paper'),
    places: placesOf(t, data, actor),
    ties: (visible ? (awaitedCount(data)?.awaited ?? []) : []).map((tied, index) => ({
      label: t('voting-count.console.tie', {
        names: tied.map((id) => names.get(id) ?? '').join(', '),
        voted: data.tieVotes.filter(({ tie }) => tie === [...tied].sort().join(',')).length,
        needed: data.tieVotesNeeded,
      }),
      href: countPaths.tie(round.id, index),
    })),
    result: visible && resultPage(t, visible.result, names),
    working: countPaths.commissionWorking(round.id),
    recounts: visible ? recountViews(t, visible.result, data, names) : [],
    hash: visible?.hash ?? null,
    signatures: data.signatures.map(({ name }) => name),
    dissents: data.dissents,
    publicPage: countPaths.round(round.id),
  };
}

/** The result as the commission sees it: from the moment it was counted. */
export function resultForCommission({
  round,
  result,
}: Pick<RoundConsole, 'round' | 'result'>): RoundConsole['result'] {
  return reachedBy(round.state) >= 2 ? result : null;
}

function stepsOf(t: Translate, all: readonly Draft[], round: string): ConsoleStep[] {
  const turn = all.findIndex(({ done }) => !done);
  return all.map((draft, index) => {
    const state: StepState = draft.done
      ? 'done'
      : index > turn && !draft.anytime
        ? 'later'
        : draft.blockers.length + (draft.awaited ?? []).length > 0
          ? 'blocked'
          : 'next';
    const actions = draft.done ? (draft.after ?? []) : state === 'later' ? [] : draft.actions;
    return {
      key: draft.key,
      title: t(`voting-count.step.${draft.key}`),
      state,
      stateWord: t(`voting-count.step-state.${state}`),
      detail: draft.detail,
      blockers:
        state === 'blocked'
          ? [
              ...draft.blockers.map((blocker) => blockerSentence(t, blocker)),
              ...(draft.awaited ?? []),
            ]
          : [],
      actions: actions.map((action) => ({
        label: t(`voting-count.action.${action}`),
        href: countPaths.step(round, action),
      })),
    };
  });
}

/** `chairs`: the reader may make the keys of the round. */
function drafts(t: Translate, data: RoundConsole, chairs: boolean): Draft[] {
  const { round, counts, signatures, signaturesNeeded } = data;
  const reached = reachedBy(round.state);
  const facts = factsOf(data);
  const countBlockers = (...ignored: RoundBlocker['kind'][]): readonly RoundBlocker[] =>
    roundBlockers(round.state, 'count', facts).filter(({ kind }) => !ignored.includes(kind));
  const online = (round.rollSize ?? 0) - counts.paperVoters;
  const paper = round.channels.includes('paper');
  const voting = reached === 1;
  return [
    {
      key: 'roll',
      done: round.rollSize !== null,
      detail:
        round.rollSize === null
          ? t('voting-count.turnout.no-roll')
          : t('voting-count.console.roll', {
              roll: round.rollSize,
              online,
              paper: counts.paperVoters,
            }),
      blockers: [],
      actions: ['roll'],
      after: paper && reached < 2 ? ['paper-voters'] : [],
    },
    ...(paper
      ? [
          {
            key: 'places',
            done: data.places.length > 0,
            detail: t('voting-count.console.places', { places: data.places.length }),
            blockers: [],
            actions: ['places'],
            anytime: reached === 0,
            after: reached === 0 ? ['places'] : [],
          },
        ]
      : []),
    ...keySteps(t, data, reached, chairs),
    {
      key: 'opening',
      done: reached >= 1,
      detail: t('voting-count.console.opening', { at: round.opensAt }),
      blockers: reached === 0 ? data.against.open : [],
      actions: ['opening'],
    },
    {
      key: 'voting',
      done: reached >= 2 || (voting && data.against.close.length === 0),
      detail: t('voting-count.console.voting', {
        ballots: counts.ballots,
        authorised: counts.participations,
        roll: online,
      }),
      blockers: [],
      actions: round.state === 'paused' ? ['resumption', 'extension'] : ['pause', 'extension'],
    },
    {
      key: 'closing',
      done: reached >= 2,
      detail: t('voting-count.console.closing', { at: round.closesAt }),
      blockers: voting ? data.against.close : [],
      actions: ['closing'],
    },
    ...boxStep(t, data, reached),
    ...(paper
      ? [
          {
            key: 'paper',
            done: reached >= 3 || (reached === 2 && countBlockers(...notPaper).length === 0),
            detail: t('voting-count.console.paper', {
              places: data.places.length,
              missing: facts.placesMissing.length,
              differing: facts.entriesDiffering.length,
            }),
            blockers: reached === 2 ? countBlockers(...notPaper) : [],
            actions: [],
          },
        ]
      : []),
    {
      key: 'count',
      done: reached >= 3,
      detail: t('voting-count.console.count'),
      blockers: reached === 2 ? countBlockers('ties-undecided') : [],
      actions: ['count'],
      after: reached === 3 || reached === 4 ? ['reopening', 'recount'] : [],
    },
    {
      key: 'signatures',
      done: reached >= 4,
      detail: t('voting-count.console.signatures', {
        have: signatures.length,
        need: signaturesNeeded,
      }),
      blockers: [],
      actions: ['signature', 'dissent'],
      after: reached === 4 ? ['dissent'] : [],
    },
    {
      key: 'publication',
      done: reached >= 5,
      detail: t('voting-count.console.publication'),
      blockers: [],
      actions: ['publication'],
      after: [
        ...(data.result?.result.outcome === 'quorum-not-met' ? ['repetition'] : []),
        ...(reached === 5 ? ['recount'] : []),
      ],
    },
    {
      key: 'final',
      done: reached >= 6,
      detail: t('voting-count.console.final'),
      blockers: data.against.finalise,
      actions: ['finalisation'],
    },
  ];
}

/** The ballot key and its trial, where ballots are sealed to one. */
function keySteps(
  t: Translate,
  { round, keys: { progress, names } }: RoundConsole,
  reached: number,
  chairs: boolean,
): Draft[] {
  if (!round.channels.includes('online')) return [];
  const trustees = progress?.trustees.length ?? 0;
  const tried = progress?.trustees.filter((one) => one.tried).length ?? 0;
  const awaited = progress ? trialsAwaited(progress) : [];
  const action = chairs ? ['keys'] : [];
  return [
    {
      key: 'keys',
      done: reached >= 1 || progress !== null,
      detail: progress
        ? t('voting-keys.console.keys', { trustees, needed: progress.needed })
        : t('voting-keys.console.no-keys'),
      blockers: [],
      awaited: chairs ? [] : [t('voting-keys.blocker.keys-missing')],
      actions: action,
      anytime: reached === 0,
      after: reached === 0 ? action : [],
    },
    {
      key: 'trial',
      done: reached >= 1 || (progress !== null && progress.trialOpenedAt !== null),
      detail: progress
        ? t('voting-keys.console.trial', { trustees, tried })
        : t('voting-keys.console.no-trial'),
      blockers: [],
      awaited: awaited.length > 0 ? [trialsMissing(t, awaited, names)] : [],
      actions: [],
      anytime: reached === 0 && progress !== null,
    },
  ];
}

function trialsMissing(
  t: Translate,
  awaited: readonly AccountId[],
  names: RoundConsole['keys']['names'],
): string {
  return blockerSentence(t, {
    kind: 'trials-missing',
    names: awaited.map((account) => names.get(account) ?? account),
  });
}

/** The opening of the box by its trustees. */
function boxStep(t: Translate, data: RoundConsole, reached: number): Draft[] {
  const { round, counts, keys } = data;
  if (!round.channels.includes('online')) return [];
  const { ballots, ballotsOpened } = counts;
  const { progress } = keys;
  const given = progress?.trustees.filter(({ gave }) => gave).length ?? 0;
  const needed = progress?.needed ?? 0;
  const stands = ballots === 0 ? 'box-empty' : progress?.opened ? 'box-opened' : 'box';
  return [
    {
      key: 'box',
      done: reached >= 3 || (reached === 2 && ballotsOpened >= ballots),
      detail: t(`voting-keys.console.${stands}`, {
        given,
        needed,
        ballots,
        opened: ballotsOpened,
      }),
      blockers: [],
      awaited: reached === 2 ? boxAwaits(t, keys, given) : [],
      actions: [],
    },
  ];
}

function boxAwaits(
  t: Translate,
  { progress, names }: RoundConsole['keys'],
  given: number,
): string[] {
  if (!progress) return [t('voting-keys.blocker.keys-missing')];
  if (progress.opened) return [t('voting-keys.blocker.box-opening')];
  const missing = progress.needed - given;
  const awaited = progress.trustees
    .filter(({ gave }) => !gave)
    .map(({ account }) => names.get(account) ?? account)
    .join(', ');
  return missing > 0
    ? [t('voting-keys.blocker.shares-missing', { missing, names: awaited })]
    : [t('voting-keys.blocker.shares-do-not-fit', { names: awaited })];
}

const notPaper = [
  'ties-undecided',
  'box-not-opened',
  'more-ballots-than-authorised',
  'wrong-state',
] as const satisfies readonly RoundBlocker['kind'][];

function factsOf({ places, counts }: RoundConsole): RoundFacts {
  const gaps = paperGaps(places);
  return {
    ...nothingKnown,
    placesMissing: gaps.missing,
    entriesDiffering: gaps.differing,
    ballots: counts.ballots,
    authorised: counts.participations,
    ballotsOpened: counts.ballotsOpened,
    paperCast: places.reduce((sum, { entries }) => sum + (entries[0]?.protocol.cast ?? 0), 0),
    paperMarked: counts.paperVoters,
    tiesUndecided: 0,
  };
}

function placesOf(t: Translate, data: RoundConsole, actor: Actor): ConsolePlace[] {
  const candidates = data.candidates.map(({ name }) => name);
  return data.places.map((place) => {
    const state = placeState(place);
    return {
      name: place.name,
      listed: place.listed === null ? '—' : String(place.listed),
      state: t(`voting-count.place.${state.kind}`),
      tone: state.kind === 'confirmed' ? 'good' : state.kind === 'differs' ? 'bad' : 'warn',
      typists: place.entries.map(({ typedBy }) => data.names.get(typedBy) ?? '').join(', '),
      differences:
        state.kind === 'differs'
          ? state.differences.map(({ field, first, second }) =>
              t('voting-count.place.difference', {
                field: differenceName(t, field, candidates, data.form),
                first,
                second,
              }),
            )
          : [],
      href: mayType(place, data, actor) ? countPaths.place(data.round.id, place.id) : null,
    };
  });
}

/** Whether it is the reader's turn to type the protocol of a place. */
function mayType(place: StoredPlace, { round }: RoundConsole, actor: Actor): boolean {
  if (round.state !== 'closed') return false;
  const own = place.entries.some(({ typedBy }) => typedBy === actor.accountId);
  const [first, second] = place.entries;
  if (!first || !second) return !own;
  return own && entryDifferences(first.protocol, second.protocol).length > 0;
}

function reachedBy(state: RoundState): number {
  return state === 'paused' || state === 'extended' ? 1 : order.indexOf(state);
}
