import { stringify } from 'yaml';
import { setTimeout } from 'node:timers/promises';
import type {
  CandidacyId,
  ContestId,
  MemberId,
  RoundId,
  TerritoryCode,
} from '../../src/kernel/ids.js';
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
  OpenBoxService,
  OpenRoundService,
  PlanRoundsService,
  PublishResultService,
  readTokenPublicKey,
  requestTokens,
  RoundDirectory,
  sealBallot,
  SignProtocolService,
  StateDissentService,
  type CastRequest,
} from '../../src/voting/index.js';
import { BuildListService } from '../../src/list-building/index.js';
import type { TestApp } from './app.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  personData,
  submitted,
} from './candidates.js';
import { openPrimary } from './primary.js';
import { giveShares, holdCeremony, trusteesOver } from './round-keys.js';
import { changedRules } from './rule-sets.js';

/** A round that was played to its end through the use cases, with the list that followed. */
export interface PlayedRound {
  readonly round: RoundId;
  readonly contestId: ContestId;
  readonly candidacies: readonly CandidacyId[];
}

const region = 'KZ-39' as TerritoryCode;
const words = { kk: 'Дауыс беру', ru: 'Голосование', en: 'Vote' };

/** One vote of the members of a region decides the order of its list: two marks, ties by lot, three seats. */
const rules = stringify(
  changedRules('nur-otan-2020', {
    'bodies[0].seats': { default: 3 },
    'bodies[0].list': { factor: '1', round: 'up' },
    'bodies[0].path': [
      {
        id: 'rating',
        name: words,
        unit: 'region',
        electorate: 'members',
        channels: ['online', 'paper'],
        ballot: { kind: 'rating', marks: { count: 2 } },
        unitSeats: { kind: 'all' },
        cut: { kind: 'all' },
        ties: [{ kind: 'lot' }],
      },
    ],
    'bodies[0].quotas': [
      {
        id: 'women',
        name: words,
        group: ['woman'],
        scope: { kind: 'list' },
        atLeast: { count: 1 },
      },
    ],
    'bodies[0].centralQuota': { cap: { count: 1 }, outsiders: false },
  }),
);

/** So long the round takes ballots: enough for a busy machine. */
const openFor = 25_000;

/** Puts a ballot into the box. */
export type Cast = (ballot: CastRequest) => Promise<unknown>;

/**
 * Plays a round with online and paper votes and a tie, publishes its result and builds the list of the contest. Ballots go
 * into the box of the application unless they are cast elsewhere.
 */
export async function playRound(
  app: TestApp,
  cast: Cast = async (ballot) => accepted(await app.get(CastBallotService).cast(ballot)),
): Promise<PlayedRound> {
  app.clock.set('2020-08-20T09:00:00+05:00');
  const { primaryId, office } = await openPrimary(app, { state: 'registration', rules });
  const contestId = await contestIn(app, primaryId, region);
  const ids: CandidacyId[] = [];
  for (const [at, given] of ['Айдар', 'Болат', 'Дана', 'Ержан', 'Жанар'].entries()) {
    const actor = await candidate(app, iinOf(at + 1));
    const sex = at === 2 || at === 4 ? 'female' : 'male';
    const data = personData({ name: { family: 'Омар', given, patronymic: null }, sex });
    ids.push(await submitted(app, actor, { contestId, unit: region, route: 'self' }, data));
  }
  const members = await commission(app, region);
  await decided(app, members, ids);
  for (const at of [2, 4])
    await app.rows(
      `INSERT INTO candidate_group_evidence (candidacy_id, group_id, basis, state, found_by, found_at)
       VALUES ($1, 'woman', 'sex', 'verified', $2, now())
       ON CONFLICT (candidacy_id, group_id) DO UPDATE SET state = 'verified', found_by = $2, found_at = now()`,
      [ids[at], members[0]!.accountId],
    );
  app.clock.set(new Date());
  await app.rows("UPDATE primary_season SET state = 'voting'");
  for (let at = 0; at < 9; at++) await plantMember(app, at, at < 7 ? `+7701000000${at}` : null);
  const closesAt = new Date(Date.now() + openFor);
  const plan = { contestId, stageId: 'rating', opensAt: new Date(Date.now() - 60_000), closesAt };
  const [round] = accepted(await app.get(PlanRoundsService).plan(plan, office)).rounds;
  const id = round!;
  accepted(await app.get(FreezeRollService).freeze(id, office));
  accepted(
    await app.get(DefinePlacesService).define(id, [{ name: '№ 1', listed: null }], members[0]!),
  );
  const trustees = await trusteesOver(app, region, 3);
  const shares = await holdCeremony(app, id, members[0]!, trustees);
  accepted(await app.get(OpenRoundService).open(id, office));
  const voters = await app.rows<{ id: MemberId }>(
    "SELECT member_id AS id FROM voting_roll_entry WHERE round_id = $1 AND channel = 'online' ORDER BY pseudonym",
    [id],
  );
  accepted(await app.get(MarkForPaperService).mark(id, [voters[0]!.id], office));
  const choices = [[0, 1], [0, 2], [1], [3, 4], [2, 3], []];
  for (const [at, chosen] of choices.entries())
    await cast(await ballotOf(app, id, voters[at + 1]!.id, chosen));
  await setTimeout(Math.max(0, closesAt.getTime() - Date.now()) + 200);
  accepted(await app.get(CloseRoundService).close(id, office));
  const [place] = await app.rows<{ id: string }>(
    'SELECT id FROM voting_place WHERE round_id = $1',
    [id],
  );
  for (const typist of members.slice(0, 2)) {
    const protocol = { signatures: 3, issued: 3, cast: 3, valid: 2, invalid: 1 };
    const votes = [0, 0, 1, 0, 2];
    accepted(await app.get(EnterProtocolService).enter(place!.id, { ...protocol, votes }, typist));
  }
  await giveShares(app, id, trustees.slice(1), shares.slice(1));
  accepted(await app.get(OpenBoxService).open(id));
  accepted(await app.get(CountRoundService).count(id, null));
  const [{ hash } = { hash: '' }] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [id],
  );
  accepted(await app.get(StateDissentService).state(id, 'The hall was too small.', members[4]!));
  for (const member of members.slice(0, 3))
    accepted(await app.get(SignProtocolService).sign(id, hash, member));
  accepted(await app.get(PublishResultService).publish(id, office));
  accepted(await app.get(BuildListService).build(contestId, office));
  return { round: id, contestId, candidacies: ids };
}

async function plantMember(app: TestApp, at: number, phone: string | null): Promise<void> {
  await app.rows(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, email, organisation)
     VALUES (gen_random_uuid(), $1, 'Сейітова', 'Айгүл', $2, '2015-01-01', $3, NULL, '№ 1')`,
    [iinOf(100 + at), region, phone],
  );
}

/** A voter is authorised and seals a ballot for these positions, as the device does it. */
export async function ballotOf(
  app: TestApp,
  id: RoundId,
  member: MemberId,
  chosen: readonly number[],
): Promise<CastRequest> {
  const round = (await app.get(RoundDirectory).byId(id))!;
  const [keys] = await app.rows<{ token: Buffer; ballot: Buffer }>(
    `SELECT t.public_key AS token, k.public_key AS ballot FROM voting_token_key t
       JOIN voting_ballot_key k ON k.round_id = t.round_id WHERE t.round_id = $1`,
    [id],
  );
  const tokenKey = readTokenPublicKey(keys!.token);
  const [unsigned] = requestTokens(tokenKey, id, 1);
  const { blinded } = unsigned!;
  const answer = accepted(
    await app.get(AuthoriseService).authorise({ round: id, member, blinded }),
  );
  const token = accepted(finishToken(tokenKey, unsigned!, answer));
  const content = ballotContent(round, 5, chosen)!;
  const sealed = sealBallot(keys!.ballot, { round: id, serial: token.serial }, content);
  return { round: id, ...token, ...sealed };
}
