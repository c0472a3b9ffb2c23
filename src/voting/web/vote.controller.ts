import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CandidateDirectory, type Candidacy } from '../../candidate/index.js';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { page, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { BallotBoxes } from '../application/ballot-boxes.js';
import { BoxKeys } from '../application/box-keys.js';
import { MemberDirectory } from '../application/member-directory.js';
import { MyRounds } from '../application/my-rounds.js';
import { RoundDirectory } from '../application/round-directory.js';
import { RoundTitles } from '../application/round-titles.js';
import { ballotPage } from './ballot.page.js';
import { myRoundsPage } from './my-rounds.page.js';
import { voterPaths } from './voter-paths.js';

@ApiExcludeController()
@Access('voter')
@Controller()
export class VoteController {
  constructor(
    private readonly members: MemberDirectory,
    private readonly mine: MyRounds,
    private readonly rounds: RoundDirectory,
    private readonly titles: RoundTitles,
    private readonly candidates: CandidateDirectory,
    private readonly boxes: BallotBoxes,
    private readonly boxKeys: BoxKeys,
  ) {}

  @Get(voterPaths.myRounds)
  async list(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    const member = await this.members.ofAccount(actor.accountId);
    const rounds = member && (await this.mine.of(member.id));
    const titled =
      rounds &&
      (await Promise.all(
        rounds.map(async (one) => ({ ...one, title: await this.titles.of(one.round) })),
      ));
    return page('voting/my-rounds', myRoundsPage(titled, t));
  }

  @Get(voterPaths.ballot)
  async ballot(
    @Param('roundId') roundId: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const member = isId(roundId) ? await this.members.ofAccount(actor.accountId) : null;
    const mine = member && (await this.mine.one(member.id, roundId as RoundId));
    if (!member || !mine) throw new NotFoundException();
    const { id } = mine.round;
    const facts = {
      mine: { ...mine, title: await this.titles.of(mine.round) },
      member: member.id,
      candidates: await this.onBallot(id),
      decisions: await this.rounds.decisions(id),
      key: await this.rounds.tokenKey(id),
      ballotKey: await this.rounds.ballotKey(id),
      boxUrl: this.boxes.url,
      boxKey: await this.boxKeys.of(id),
      grades: await this.titles.gradesOf(mine.round),
    };
    return page('voting/ballot', ballotPage(facts, t));
  }

  /** The candidates in the order of the ballot, struck off or not: the places on the ballot are fixed. */
  private async onBallot(round: RoundId): Promise<Candidacy[]> {
    const order = await this.rounds.candidates(round);
    const known = await this.candidates.candidacies(order);
    const byId = new Map(known.map((candidacy) => [candidacy.id, candidacy]));
    return order.flatMap((id) => byId.get(id) ?? []);
  }
}
