import {
  moveRound,
  nothingKnown,
  roundBlockers,
  roundTransitions,
  showsResult,
  takesBallots,
  type RoundFacts,
  type RoundMove,
  type RoundState,
} from './round-states.js';

const states: RoundState[] = [
  'planned',
  'open',
  'paused',
  'extended',
  'closed',
  'counted',
  'signed',
  'published',
  'final',
];
const moves = Object.keys(roundTransitions) as RoundMove[];

/** Facts under which nothing but the state can stand against a move. */
function ready(move: RoundMove): RoundFacts {
  return {
    ...nothingKnown,
    seasonVoting: true,
    candidates: 15,
    rollFrozen: true,
    rollSize: 109,
    paperPlacesReady: true,
    keysReady: true,
    trialsAwaited: [],
    openingReached: true,
    closingReached: move === 'close',
    reason: 'The site could not be reached for two hours',
    closingLater: true,
    placesMissing: [],
    entriesDiffering: [],
    ballots: 90,
    authorised: 92,
    ballotsOpened: 90,
    paperCast: 12,
    paperMarked: 12,
    tiesUndecided: 0,
    signatures: 5,
    signaturesNeeded: 5,
    complaintsOpen: 0,
    complaintPeriodOver: true,
  };
}

const allowed: [RoundState, RoundMove, RoundState][] = [
  ['planned', 'open', 'open'],
  ['open', 'pause', 'paused'],
  ['extended', 'pause', 'paused'],
  ['paused', 'resume', 'open'],
  ['open', 'extend', 'extended'],
  ['paused', 'extend', 'extended'],
  ['extended', 'extend', 'extended'],
  ['open', 'close', 'closed'],
  ['paused', 'close', 'closed'],
  ['extended', 'close', 'closed'],
  ['closed', 'count', 'counted'],
  ['counted', 'reopen-count', 'closed'],
  ['signed', 'reopen-count', 'closed'],
  ['counted', 'recount', 'counted'],
  ['signed', 'recount', 'signed'],
  ['published', 'recount', 'published'],
  ['counted', 'sign', 'signed'],
  ['signed', 'publish', 'published'],
  ['published', 'finalise', 'final'],
];
const refused = states
  .flatMap((state) => moves.map((move): [RoundState, RoundMove] => [state, move]))
  .filter(([state, move]) => !allowed.some(([from, by]) => from === state && by === move));

describe('moveRound', () => {
  it.each(allowed)('takes a round that is %s by %s to %s', (from, move, to) => {
    expect(moveRound(from, move, ready(move))).toEqual({ ok: true, value: to });
  });

  it.each(refused)('refuses a round that is %s to %s', (state, move) => {
    expect(moveRound(state, move, ready(move))).toEqual({
      ok: false,
      error: [{ kind: 'wrong-state', state, move }],
    });
  });

  it('reaches every state from planned', () => {
    const reached = new Set<RoundState>(['planned']);
    for (const [from, , to] of allowed) if (reached.has(from)) reached.add(to);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('resumes into extended where the closing had been moved', () => {
    expect(moveRound('paused', 'resume', { ...ready('resume'), extendedBefore: true })).toEqual({
      ok: true,
      value: 'extended',
    });
  });
});

describe('roundBlockers', () => {
  it('lists everything that stands against opening at once', () => {
    expect(roundBlockers('planned', 'open', { ...nothingKnown, closingReached: true })).toEqual([
      { kind: 'season-not-voting' },
      { kind: 'no-candidates' },
      { kind: 'roll-not-frozen' },
      { kind: 'roll-empty' },
      { kind: 'no-paper-places' },
      { kind: 'keys-missing' },
      { kind: 'trials-missing', names: ['?'] },
      { kind: 'opening-not-reached' },
      { kind: 'closing-passed' },
    ]);
  });

  it('names the wrong state beside the other reasons', () => {
    expect(roundBlockers('planned', 'count', nothingKnown)).toEqual([
      { kind: 'wrong-state', state: 'planned', move: 'count' },
      { kind: 'box-not-opened', opened: 0, ballots: 1 },
      { kind: 'places-missing', places: ['?'] },
      { kind: 'entries-differ', places: ['?'] },
      { kind: 'more-ballots-than-authorised', ballots: 1, authorised: 0 },
      { kind: 'more-paper-than-marked', cast: 1, marked: 0 },
      { kind: 'ties-undecided', ties: 1 },
    ]);
  });

  it.each<[RoundMove, RoundState, string[]]>([
    ['pause', 'open', ['reason-missing']],
    ['resume', 'paused', ['reason-missing']],
    ['extend', 'open', ['reason-missing', 'closing-not-later']],
    ['close', 'open', ['closing-not-reached']],
    ['reopen-count', 'counted', ['reason-missing']],
    ['sign', 'counted', ['signatures-missing']],
    ['publish', 'signed', []],
    ['finalise', 'published', ['complaint-period-running', 'complaints-open']],
  ])('blocks %s by default', (move, state, kinds) => {
    expect(roundBlockers(state, move, nothingKnown).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says how many signatures are there and how many are needed', () => {
    const facts = { ...ready('sign'), signatures: 3 };
    expect(roundBlockers('counted', 'sign', facts)).toEqual([
      { kind: 'signatures-missing', have: 3, need: 5 },
    ]);
  });

  it('does not take a space for a reason', () => {
    expect(roundBlockers('open', 'pause', { ...ready('pause'), reason: '  ' })).toEqual([
      { kind: 'reason-missing' },
    ]);
  });
});

describe('takesBallots', () => {
  it('is true while a round is open or extended only', () => {
    expect(states.filter(takesBallots)).toEqual(['open', 'extended']);
  });
});

describe('showsResult', () => {
  it('is true from publication on only', () => {
    expect(states.filter(showsResult)).toEqual(['published', 'final']);
  });
});
