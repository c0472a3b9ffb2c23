import { stringify } from 'yaml';
import { CloseRoundService } from '../../src/voting/application/close-round.service.js';
import {
  AuthoriseService,
  ballotContent,
  CastBallotService,
  CountRoundService,
  EnterProtocolService,
  finishToken,
  MarkForPaperService,
  PublishResultService,
  requestTokens,
  RoundDirectory,
  sealBallot,
  RoundResults,
  SignProtocolService,
  type Round,
} from '../../src/voting/index.js';
import type { MemberId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { readBallotLine } from '../../src/voting/domain/rounds/paper-ballots.js';
import { formOf } from '../../src/voting/application/ballot-content.js';
import { testApp, type TestApp } from '../support/app.js';
import { openBox } from '../support/ballot-keys.js';
import { accepted, iinOf } from '../support/candidates.js';
import { commissionOf } from '../support/counting.js';
import { openRatingRound } from '../support/open-round.js';
import { rankingRules } from '../support/rule-sets.js';

const names = ['Айбек', 'Дина', 'Ержан', 'Жанар'];

/** What seven voters rank online, and what two wrote on paper, by position on the ballot. */
const online = [[0, 1], [0, 1], [0, 1], [0, 3], [1], [2, 1], [3, 1]];
const paper = ['1: 2 3', '1: 4 2'];

const rules = rankingRules({ 'bodies[0].path[0].cut': { kind: 'top', count: 2 } });

let app: TestApp;
let round: Round;
let commission: Actor[];
let voters: MemberId[];

beforeAll(async () => {
  app = await testApp();
  const members = [...online, ...paper].map((_, at) => ({
    iin: iinOf(7_400 + at),
    phone: `+770100004${String(at).padStart(2, '0')}`,
  }));
  round = await openRatingRound(app, names, members, stringify(rules));
  commission = await commissionOf(app, round.unit);
  const rows = await app.rows<{ id: MemberId }>('SELECT id FROM voting_member ORDER BY iin');
  voters = rows.map(({ id }) => id);
});

afterAll(() => app.close());

async function cast(member: MemberId, order: readonly number[]): Promise<void> {
  const key = await app.get(RoundDirectory).tokenKey(round.id);
  const [unsigned] = requestTokens(key!, round.id, 1);
  const { blinded } = unsigned!;
  const request = { round: round.id, member, blinded };
  const signature = accepted(await app.get(AuthoriseService).authorise(request));
  const token = accepted(finishToken(key!, unsigned!, signature));
  const ballotKey = await app.get(RoundDirectory).ballotKey(round.id);
  const content = ballotContent(round, names.length, order);
  const name = { round: round.id, serial: token.serial };
  const sealed = sealBallot(ballotKey!, name, content!);
  accepted(await app.get(CastBallotService).cast({ ...token, ...name, ...sealed }));
}

it('goes from the ballots cast and typed to the published result', async () => {
  expect(round).toMatchObject({ ballotKind: 'ranking', highestValue: 4, equalRanks: false });
  const onPaper = voters.slice(online.length);
  accepted(await app.get(MarkForPaperService).mark(round.id, onPaper, commission[0]!));
  for (const [at, order] of online.entries()) await cast(voters[at]!, order);
  await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
  accepted(await app.get(CloseRoundService).close(round.id, commission[0]!));
  await openBox(app, round.id);

  const [place] = await app.rows<{ id: string }>(
    'SELECT id FROM voting_place WHERE round_id = $1',
    [round.id],
  );
  const form = formOf(round, names.length);
  const ballots = paper.map((line) => readBallotLine(line, form));
  const protocol = {
    signatures: 2,
    issued: 2,
    cast: 2,
    valid: 2,
    invalid: 0,
    votes: [],
    ballots,
  };
  const enter = app.get(EnterProtocolService);
  accepted(await enter.enter(place!.id, protocol, commission[1]!));
  accepted(await enter.enter(place!.id, protocol, commission[2]!));

  // By hand: 9 ballots and 2 places make a quota of 4. The first has it without a surplus; the third (1) and then the
  // fourth (2) are excluded, and all three of their ballots go to the second, who has 5.
  const count = accepted(await app.get(CountRoundService).count(round.id, commission[0]!));
  expect(count).toMatchObject({ outcome: 'elected', turnout: 9, valid: 9, invalid: 0 });
  expect(count.rounds[0]?.votes.map(Number)).toEqual([4, 2, 1, 2]);
  expect(count.rounds.map(({ elected, excluded }) => [elected, excluded])).toEqual([
    [[0], [2]],
    [[], [3]],
    [[1], []],
  ]);

  const [stored] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [round.id],
  );
  for (const member of commission.slice(0, 5))
    await app.get(SignProtocolService).sign(round.id, stored!.hash, member);
  accepted(await app.get(PublishResultService).publish(round.id, commission[0]!));
  const published = await app.get(RoundResults).ofRound(round.id);
  expect(published).toMatchObject({ outcome: 'elected', hash: stored!.hash, turnout: 9 });
  expect(published?.candidates.filter(({ elected }) => elected)).toMatchObject([
    { candidacyId: count.positions[0], rank: 1 },
    { candidacyId: count.positions[1], rank: 2 },
  ]);
});
