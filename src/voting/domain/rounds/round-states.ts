import { accept, refuse, type Result } from '../../../kernel/result.js';

/** Where a round stands, from its planning to its final result. */
export type RoundState =
  | 'planned'
  | 'open'
  | 'paused'
  | 'extended'
  | 'closed'
  | 'counted'
  | 'signed'
  | 'published'
  | 'final';

/** What can be done to a round. */
export type RoundMove =
  | 'open'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'close'
  | 'count'
  | 'reopen-count'
  | 'recount'
  | 'sign'
  | 'publish'
  | 'finalise';

/** Who may make a move: the commission of the unit by a decision, or the clock when the scheduled moment has come. */
export type RoundMover = 'commission' | 'clock';

/** A named reason why a round cannot move yet. */
export type RoundBlocker =
  | { readonly kind: 'wrong-state'; readonly state: RoundState; readonly move: RoundMove }
  | { readonly kind: 'season-not-voting' }
  | { readonly kind: 'no-candidates' }
  | { readonly kind: 'roll-not-frozen' }
  | { readonly kind: 'roll-empty' }
  | { readonly kind: 'no-paper-places' }
  | { readonly kind: 'keys-missing' }
  /** `names`: the trustees who are awaited. */
  | { readonly kind: 'trials-missing'; readonly names: readonly string[] }
  | { readonly kind: 'opening-not-reached' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'closing-not-later' }
  | { readonly kind: 'closing-not-reached' }
  | { readonly kind: 'closing-passed' }
  | { readonly kind: 'box-not-opened'; readonly opened: number; readonly ballots: number }
  | { readonly kind: 'places-missing'; readonly places: readonly string[] }
  | { readonly kind: 'entries-differ'; readonly places: readonly string[] }
  | {
      readonly kind: 'more-ballots-than-authorised';
      readonly ballots: number;
      readonly authorised: number;
    }
  | { readonly kind: 'more-paper-than-marked'; readonly cast: number; readonly marked: number }
  | { readonly kind: 'ties-undecided'; readonly ties: number }
  | { readonly kind: 'signatures-missing'; readonly have: number; readonly need: number }
  | { readonly kind: 'complaints-open'; readonly complaints: number }
  | { readonly kind: 'complaint-period-running' };

/**
 * What is known about a round when it is asked to move. A caller starts from `nothingKnown`, in which everything blocks,
 * and states what the move needs.
 */
export interface RoundFacts {
  readonly seasonVoting: boolean;
  readonly candidates: number;
  readonly rollFrozen: boolean;
  readonly rollSize: number;
  /** No paper channel, or at least one paper voting place is defined. */
  readonly paperPlacesReady: boolean;
  /** No online channel, or the key is made to which ballots are sealed. */
  readonly keysReady: boolean;
  /** The names of the trustees who have not tried their share of it. */
  readonly trialsAwaited: readonly string[];
  readonly openingReached: boolean;
  readonly closingReached: boolean;
  /** The published reason of a decision. */
  readonly reason: string;
  /** The proposed closing is after the present one and after now. */
  readonly closingLater: boolean;
  /** The closing of the round was moved by an earlier decision. */
  readonly extendedBefore: boolean;
  /** Paper voting places whose protocol is not there (or was typed by one person only). */
  readonly placesMissing: readonly string[];
  /** Paper voting places whose two entries differ. */
  readonly entriesDiffering: readonly string[];
  /** Ballots in the box, and voters who were given the right to one. */
  readonly ballots: number;
  readonly authorised: number;
  /** Ballots of the box that were opened with the trustees' key, or found not to open. */
  readonly ballotsOpened: number;
  /** Ballots of the paper protocols, and voters marked on the roll for paper. */
  readonly paperCast: number;
  readonly paperMarked: number;
  readonly tiesUndecided: number;
  readonly signatures: number;
  readonly signaturesNeeded: number;
  readonly complaintsOpen: number;
  readonly complaintPeriodOver: boolean;
}

/** The facts of a round about which nothing has been established: every move is blocked. */
export const nothingKnown: RoundFacts = {
  seasonVoting: false,
  candidates: 0,
  rollFrozen: false,
  rollSize: 0,
  paperPlacesReady: false,
  keysReady: false,
  trialsAwaited: ['?'],
  openingReached: false,
  closingReached: false,
  reason: '',
  closingLater: false,
  extendedBefore: false,
  placesMissing: ['?'],
  entriesDiffering: ['?'],
  ballots: 1,
  authorised: 0,
  ballotsOpened: 0,
  paperCast: 1,
  paperMarked: 0,
  tiesUndecided: 1,
  signatures: 0,
  signaturesNeeded: 1,
  complaintsOpen: 1,
  complaintPeriodOver: false,
};

type Need = Exclude<RoundBlocker['kind'], 'wrong-state'>;

/** One row of the transition table. */
export interface RoundTransition {
  readonly from: readonly RoundState[];
  /** `same`: the round stays in the state it is in. */
  readonly to: RoundState | 'same';
  readonly by: readonly RoundMover[];
  readonly needs: readonly Need[];
}

/**
 * The life of a round (the states of `docs/rules.md`). `resume` leads back to `extended` where the closing had been moved;
 * extending a paused round lets the voting go on. A count may be taken back with a reason until it is published.
 */
export const roundTransitions: Readonly<Record<RoundMove, RoundTransition>> = {
  open: {
    from: ['planned'],
    to: 'open',
    by: ['commission', 'clock'],
    needs: [
      'season-not-voting',
      'no-candidates',
      'roll-not-frozen',
      'roll-empty',
      'no-paper-places',
      'keys-missing',
      'trials-missing',
      'opening-not-reached',
      'closing-passed',
    ],
  },
  pause: {
    from: ['open', 'extended'],
    to: 'paused',
    by: ['commission'],
    needs: ['reason-missing', 'closing-passed'],
  },
  resume: {
    from: ['paused'],
    to: 'open',
    by: ['commission'],
    needs: ['reason-missing', 'closing-passed'],
  },
  extend: {
    from: ['open', 'paused', 'extended'],
    to: 'extended',
    by: ['commission'],
    needs: ['reason-missing', 'closing-not-later'],
  },
  close: {
    from: ['open', 'paused', 'extended'],
    to: 'closed',
    by: ['commission', 'clock'],
    needs: ['closing-not-reached'],
  },
  count: {
    from: ['closed'],
    to: 'counted',
    by: ['commission', 'clock'],
    needs: [
      'box-not-opened',
      'places-missing',
      'entries-differ',
      'more-ballots-than-authorised',
      'more-paper-than-marked',
      'ties-undecided',
    ],
  },
  'reopen-count': {
    from: ['counted', 'signed'],
    to: 'closed',
    by: ['commission'],
    needs: ['reason-missing'],
  },
  // Without those who left after the vote; the first result stays.
  recount: {
    from: ['counted', 'signed', 'published'],
    to: 'same',
    by: ['commission'],
    needs: ['reason-missing'],
  },
  sign: {
    from: ['counted'],
    to: 'signed',
    by: ['commission'],
    needs: ['signatures-missing'],
  },
  publish: { from: ['signed'], to: 'published', by: ['commission'], needs: [] },
  finalise: {
    from: ['published'],
    to: 'final',
    by: ['commission', 'clock'],
    needs: ['complaint-period-running', 'complaints-open'],
  },
};

const unmet: Readonly<Record<Need, (facts: RoundFacts) => RoundBlocker | null>> = {
  'season-not-voting': (facts) => (facts.seasonVoting ? null : { kind: 'season-not-voting' }),
  'no-candidates': (facts) => (facts.candidates > 0 ? null : { kind: 'no-candidates' }),
  'roll-not-frozen': (facts) => (facts.rollFrozen ? null : { kind: 'roll-not-frozen' }),
  'roll-empty': (facts) => (facts.rollSize > 0 ? null : { kind: 'roll-empty' }),
  'no-paper-places': (facts) => (facts.paperPlacesReady ? null : { kind: 'no-paper-places' }),
  'keys-missing': (facts) => (facts.keysReady ? null : { kind: 'keys-missing' }),
  'trials-missing': ({ trialsAwaited }) =>
    trialsAwaited.length === 0 ? null : { kind: 'trials-missing', names: trialsAwaited },
  'opening-not-reached': (facts) => (facts.openingReached ? null : { kind: 'opening-not-reached' }),
  'reason-missing': (facts) => (facts.reason.trim() !== '' ? null : { kind: 'reason-missing' }),
  'closing-not-later': (facts) => (facts.closingLater ? null : { kind: 'closing-not-later' }),
  'closing-not-reached': (facts) => (facts.closingReached ? null : { kind: 'closing-not-reached' }),
  'closing-passed': (facts) => (facts.closingReached ? { kind: 'closing-passed' } : null),
  'box-not-opened': ({ ballotsOpened, ballots }) =>
    ballotsOpened >= ballots ? null : { kind: 'box-not-opened', opened: ballotsOpened, ballots },
  'places-missing': ({ placesMissing }) =>
    placesMissing.length === 0 ? null : { kind: 'places-missing', places: placesMissing },
  'entries-differ': ({ entriesDiffering }) =>
    entriesDiffering.length === 0 ? null : { kind: 'entries-differ', places: entriesDiffering },
  'more-ballots-than-authorised': ({ ballots, authorised }) =>
    ballots <= authorised ? null : { kind: 'more-ballots-than-authorised', ballots, authorised },
  // One voter, one channel: paper ballots come from voters who were marked for paper on the same roll.
  'more-paper-than-marked': ({ paperCast, paperMarked }) =>
    paperCast <= paperMarked
      ? null
      : { kind: 'more-paper-than-marked', cast: paperCast, marked: paperMarked },
  'ties-undecided': ({ tiesUndecided }) =>
    tiesUndecided === 0 ? null : { kind: 'ties-undecided', ties: tiesUndecided },
  'signatures-missing': ({ signatures, signaturesNeeded }) =>
    signatures >= signaturesNeeded
      ? null
      : { kind: 'signatures-missing', have: signatures, need: signaturesNeeded },
  'complaints-open': ({ complaintsOpen }) =>
    complaintsOpen === 0 ? null : { kind: 'complaints-open', complaints: complaintsOpen },
  'complaint-period-running': (facts) =>
    facts.complaintPeriodOver ? null : { kind: 'complaint-period-running' },
};

/** The state a round comes to by a move, or everything that stands against it. */
export function moveRound(
  state: RoundState,
  move: RoundMove,
  facts: RoundFacts,
): Result<RoundState, readonly RoundBlocker[]> {
  const blockers = roundBlockers(state, move, facts);
  return blockers.length > 0 ? refuse(blockers) : accept(destination(state, move, facts));
}

/** Everything that stands against a move, so that a page can list it all at once; empty when the move is free. */
export function roundBlockers(
  state: RoundState,
  move: RoundMove,
  facts: RoundFacts,
): readonly RoundBlocker[] {
  const transition = roundTransitions[move];
  const wrong: RoundBlocker[] = transition.from.includes(state)
    ? []
    : [{ kind: 'wrong-state', state, move }];
  return [...wrong, ...transition.needs.flatMap((need) => unmet[need](facts) ?? [])];
}

/** Whether ballots are taken in this state, if the clock allows. */
export function takesBallots(state: RoundState): boolean {
  return state === 'open' || state === 'extended';
}

/** Whether no ballot will be taken any more. */
export function isClosed(state: RoundState): boolean {
  return !['planned', 'open', 'paused', 'extended'].includes(state);
}

/** Whether the result may be shown to everyone. Before that not even the commission's pages leave the building. */
export function showsResult(state: RoundState): boolean {
  return state === 'published' || state === 'final';
}

function destination(state: RoundState, move: RoundMove, facts: RoundFacts): RoundState {
  const { to } = roundTransitions[move];
  if (to === 'same') return state;
  return move === 'resume' && facts.extendedBefore ? 'extended' : to;
}
