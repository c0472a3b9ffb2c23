import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { page, RateLimit, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { PublishedRolls, type RollCommitments } from '../application/published-rolls.js';
import { RoundDirectory } from '../application/round-directory.js';
import { RoundTitles, type RoundTitle } from '../application/round-titles.js';
import { issuedPage, pseudonymIn, rollPage, type AskedPseudonym } from './published-roll.page.js';
import { voterPaths } from './voter-paths.js';

/** Lines on one page for people; programs get more at once. */
const shownLines = 100;

/** The roll of a round and who was authorised, by pseudonym, for everybody. */
@ApiExcludeController()
@Public()
@Controller()
export class PublishedRollController {
  constructor(
    private readonly rounds: RoundDirectory,
    private readonly titles: RoundTitles,
    private readonly published: PublishedRolls,
  ) {}

  @Get(voterPaths.roll)
  async roll(
    @Param('roundId') roundId: string,
    @Query('after') after: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const facts = await this.factsOf(roundId);
    const lines = await this.published.roll(facts.round, shownLines, pseudonymIn(after));
    return page(
      'voting/published-roll',
      rollPage({ ...facts, page: lines.ok ? lines.value : null }, t),
    );
  }

  @RateLimit(60)
  @Get(voterPaths.issued)
  async issued(
    @Param('roundId') roundId: string,
    @Query('after') after: string | undefined,
    @Query('pseudonym') typed: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const facts = await this.factsOf(roundId);
    const lines = await this.published.issued(facts.round, shownLines, pseudonymIn(after));
    const asked = typeof typed === 'string' ? await this.lookUp(facts.round, typed) : undefined;
    const malformed = asked !== undefined && asked.line === undefined;
    const view = issuedPage({ ...facts, page: lines.ok ? lines.value : null }, t, asked);
    return page('voting/published-roll', view, malformed ? 422 : 200);
  }

  private async lookUp(round: RoundId, typed: string): Promise<AskedPseudonym> {
    const pseudonym = pseudonymIn(typed);
    if (!pseudonym) return { typed, line: undefined };
    const found = await this.published.issuedTo(round, pseudonym);
    return { typed, line: found.ok ? found.value : null };
  }

  private async factsOf(id: string): Promise<{
    readonly round: RoundId;
    readonly title: RoundTitle;
    readonly commitments: RollCommitments;
  }> {
    const round = isId(id) ? await this.rounds.byId(id as RoundId) : null;
    if (!round) throw new NotFoundException();
    const [title, commitments] = await Promise.all([
      this.titles.of(round),
      this.published.commitments(round.id),
    ]);
    return { round: round.id, title, commitments };
  }
}
