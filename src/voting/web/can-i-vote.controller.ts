import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Public } from '../../platform/identity/index.js';
import {
  page,
  RateLimit,
  readBody,
  Words,
  type Answer,
  type Translate,
} from '../../platform/web/index.js';
import { MemberDirectory } from '../application/member-directory.js';
import { MyRounds } from '../application/my-rounds.js';
import { RoundTitles } from '../application/round-titles.js';
import { canIVotePage } from './can-i-vote.page.js';
import { voterPaths } from './voter-paths.js';

class CanIVoteForm {
  @Matches(/^\d{12}$/, { message: 'voting-box.error.iin-shape' })
  readonly iin!: string;
}

/** The question is throttled: whoever tries many numbers learns little, and contacts stay masked. */
@ApiExcludeController()
@Public()
@Controller(voterPaths.canIVote)
export class CanIVoteController {
  constructor(
    private readonly members: MemberDirectory,
    private readonly mine: MyRounds,
    private readonly titles: RoundTitles,
  ) {}

  @Get()
  show(@Words() t: Translate): Answer {
    return page('voting/can-i-vote', canIVotePage(t));
  }

  @RateLimit(10)
  @Post()
  @HttpCode(200)
  async ask(@Body() body: { readonly iin?: string }, @Words() t: Translate): Promise<Answer> {
    const form = await readBody(CanIVoteForm, body);
    if (!form.ok) {
      const again = { iin: body.iin ?? '', errors: form.error };
      return page('voting/can-i-vote', canIVotePage(t, again), 422);
    }
    const { iin } = form.value;
    const member = await this.members.byIin(iin);
    const rounds = member ? await this.mine.of(member.id) : [];
    const titled = await Promise.all(
      rounds.map(async (one) => ({ ...one, title: await this.titles.of(one.round) })),
    );
    return page('voting/can-i-vote', canIVotePage(t, { iin, member, rounds: titled }));
  }
}
