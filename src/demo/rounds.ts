import { defined } from '../kernel/assert.js';
import type { CandidacyId, ContestId, MemberId } from '../kernel/ids.js';
import {
  AuthoriseService,
  ballotContent,
  CastBallotService,
  CloseRoundService,
  CountRoundService,
  DefinePlacesService,
  EnterProtocolService,
  finishToken,
  FreezeRollService,
  MarkForPaperService,
  OpenRoundService,
  PlanRoundsService,
  PublishResultService,
  requestTokens,
  RoundDirectory,
  RoundOverviews,
  sealBallot,
  SignProtocolService,
  type PaperProtocol,
  type Round,
  type TokenPublicKey,
  type UnsignedToken,
} from '../voting/index.js';
import { commissionOf, type StandingContender } from './applications.js';
import { holdCeremony, openBox } from './ballot-keys.js';
import { fillBallot } from './ballots.js';
import { chanceOf, type Chance } from './chance.js';
import { eachOf, expected, patiently } from './expect.js';
import { shares } from './plan.js';
import type { Playing } from './playing.js';
import type { Staff } from './staff.js';

/** A round with everything the simulated voters need. */
export interface PlayedRound {
  readonly round: Round;
  readonly candidates: readonly CandidacyId[];
  /** What the choices are drawn from: the same for the same seed, whatever ids the database gave. */
  readonly chance: Chance;
  /** The appeal of each candidate, by position on the ballot. */
  readonly appeals: readonly number[];
  /** Positions in an order that does not depend on the draw of the ballot. */
  readonly fixedOrder: readonly number[];
  /** The paper places and how many vote at each. */
  readonly paper: readonly { readonly placeId: string; readonly voters: number }[];
}

export interface StageToPlay {
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Plans the rounds of a stage and freezes their rolls. */
export async function prepareStage(
  { app, plan }: Playing,
  stage: StageToPlay,
  contenders: ReadonlyMap<CandidacyId, StandingContender>,
  staff: Staff,
): Promise<PlayedRound[]> {
  const directory = app.get(RoundDirectory);
  const planned = await app.get(PlanRoundsService).plan(stage, staff.office);
  const { rounds } = expected(planned, `the plan of ${stage.stageId}`);
  return await eachOf(rounds, 2, async (id) => {
    const round = defined(await directory.byId(id), 'a round just planned');
    const { secretary } = commissionOf(staff, round.unit);
    expected(await app.get(FreezeRollService).freeze(id, secretary), 'the roll');
    const candidates = await directory.candidates(id);
    const contenderAt = candidates.map((candidacy) =>
      defined(contenders.get(candidacy), 'a contender on the ballot'),
    );
    const contest = defined(contenderAt[0], 'a first contender').contest;
    const purpose = `${contest.body} ${contest.territory} ${round.stageId} ${round.unit}`;
    const fixedOrder = [...contenderAt.keys()].sort((a, b) =>
      byIin(contenderAt[a]?.person.iin, contenderAt[b]?.person.iin),
    );
    return {
      round,
      candidates,
      chance: chanceOf(plan.seed, purpose),
      appeals: contenderAt.map(({ appeal }) => appeal),
      fixedOrder,
      paper: [],
    };
  });
}

/** The ballot key of a round is made by the chair and tried by the trustees. */
export async function makeKeys(
  playing: Playing,
  { round }: PlayedRound,
  staff: Staff,
): Promise<void> {
  const { chair } = commissionOf(staff, round.unit);
  await holdCeremony(playing, round, chair, staff.trustees);
}

export async function openRound(
  { app }: Playing,
  { round }: PlayedRound,
  staff: Staff,
): Promise<void> {
  const { chair } = commissionOf(staff, round.unit);
  expected(await app.get(OpenRoundService).open(round.id, chair), 'the opening');
}

/** Gives voters to paper places, each with its part of them; to be done before the round opens. */
export async function preparePaper(
  { app }: Playing,
  played: PlayedRound,
  paper: { readonly voters: number; readonly places: number },
  staff: Staff,
): Promise<PlayedRound> {
  if (paper.voters === 0) return played;
  const { secretary } = commissionOf(staff, played.round.unit);
  const parts = shares(
    paper.voters,
    Array.from({ length: paper.places }, () => 1),
  );
  const places = parts.map((listed, at) => ({
    name: `№ ${played.round.unit.slice(-2)}/${at + 1}`,
    listed,
  }));
  const { id } = played.round;
  expected(await app.get(DefinePlacesService).define(id, places, secretary), 'the voting places');
  const roll = await app.get(RoundDirectory).voters(id, 'online');
  const marked = await app
    .get(MarkForPaperService)
    .mark(id, roll.slice(0, paper.voters), secretary);
  expected(marked, 'the voters on paper');
  const seen = defined(await app.get(RoundOverviews).console(id), 'the round');
  const listed = seen.places.map((place) => ({ placeId: place.id, voters: place.listed ?? 0 }));
  return { ...played, paper: listed };
}

/** So many voters of the online roll take part: each gets a blind token, then casts a ballot without a name. */
export async function voteOnline(
  { app }: Playing,
  played: PlayedRound,
  count: number,
  tell: (cast: number) => void,
): Promise<void> {
  const directory = app.get(RoundDirectory);
  const voters = (await directory.voters(played.round.id, 'online')).slice(0, count);
  const key = defined(await directory.tokenKey(played.round.id), 'the token key of an open round');
  const ballotKey = defined(await directory.ballotKey(played.round.id), 'the ballot key');
  for (let from = 0; from < voters.length; from += 250) {
    const some = voters.slice(from, from + 250);
    const tokens = requestTokens(key, played.round.id, some.length);
    const contents = some.map(() => contentOf(played));
    await Promise.all(
      some.map((member, at) =>
        voteOnce(app, {
          member,
          key,
          ballotKey,
          token: defined(tokens[at], 'a token'),
          content: defined(contents[at], 'a ballot'),
        }),
      ),
    );
    tell(some.length);
  }
}

interface Vote {
  readonly member: MemberId;
  readonly key: TokenPublicKey;
  readonly ballotKey: Uint8Array;
  readonly token: UnsignedToken;
  readonly content: Uint8Array;
}

/** What the voter's device does: a blinded token is signed for a name, and the ballot is cast without one. */
async function voteOnce(app: Playing['app'], vote: Vote): Promise<void> {
  const { member, key, ballotKey, token, content } = vote;
  const { round, serial, blinded } = token;
  const request = { round, member, blinded };
  const signature = await patiently(() => app.get(AuthoriseService).authorise(request));
  const finished = finishToken(key, token, expected(signature, 'an authorisation'));
  const sealed = sealBallot(ballotKey, { round, serial }, content);
  const ballot = { ...expected(finished, 'a blind signature'), round, ...sealed };
  expected(await patiently(() => app.get(CastBallotService).cast(ballot)), 'a ballot');
}

function contentOf(played: PlayedRound): Uint8Array {
  const content = ballotContent(played.round, played.candidates.length, choose(played));
  return defined(content, 'a ballot that fits');
}

/** The positions marked on a ballot of this round; drawn over the fixed order, so that the same seed marks the same people. */
function choose({ chance, appeals, fixedOrder, round }: PlayedRound): number[] {
  const inFixedOrder = fixedOrder.map((position) => appeals[position] ?? 1);
  return fillBallot(chance, inFixedOrder, round.marks).map((at) => fixedOrder[at] ?? 0);
}

/** The protocols of the paper places, each typed by two people. */
export async function enterPaper(
  { app }: Playing,
  played: PlayedRound,
  staff: Staff,
): Promise<void> {
  const commission = commissionOf(staff, played.round.unit);
  for (const { placeId, voters } of played.paper) {
    const protocol = countByHand(played, voters);
    for (const typist of [commission.secretary, commission.chair]) {
      expected(await app.get(EnterProtocolService).enter(placeId, protocol, typist), 'a protocol');
    }
  }
}

/** What a counting commission would write: one ballot in a hundred is invalid. */
function countByHand(played: PlayedRound, voters: number): PaperProtocol {
  const votes = played.candidates.map(() => 0);
  let invalid = 0;
  for (let ballot = 0; ballot < voters; ballot++) {
    const choice = choose(played);
    if (played.chance.happens(0.01)) invalid += 1;
    else for (const position of choice) votes[position] = (votes[position] ?? 0) + 1;
  }
  return {
    signatures: voters,
    issued: voters,
    cast: voters,
    valid: voters - invalid,
    invalid,
    votes,
  };
}

export async function closeRound(
  { app }: Playing,
  { round }: PlayedRound,
  staff: Staff,
): Promise<void> {
  const { chair } = commissionOf(staff, round.unit);
  expected(await app.get(CloseRoundService).close(round.id, chair), 'the closing');
}

/** Opens the box, counts, signs and publishes a closed round. */
export async function finishRound(
  playing: Playing,
  { round }: PlayedRound,
  staff: Staff,
): Promise<void> {
  const { app } = playing;
  await openBox(playing, round.id, staff.trustees);
  const { chair, secretary, members } = commissionOf(staff, round.unit);
  expected(await app.get(CountRoundService).count(round.id, secretary), 'the count');
  const counted = await app.get(RoundOverviews).of(round.id);
  const { hash } = defined(counted?.result, 'the result of a count');
  for (const member of members) {
    const signed = expected(
      await app.get(SignProtocolService).sign(round.id, hash, member),
      'a signature',
    );
    if (signed.complete) break;
  }
  expected(await app.get(PublishResultService).publish(round.id, chair), 'the publication');
}

function byIin(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
