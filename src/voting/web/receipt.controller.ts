import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { PublicLogs } from '../../platform/public-log/index.js';
import { page, RateLimit, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { BallotBoxes } from '../application/ballot-boxes.js';
import { BoxLogs } from '../application/box-logs.js';
import { RoundDirectory } from '../application/round-directory.js';
import { RoundTitles } from '../application/round-titles.js';
import { boxLog } from '../application/seal-boxes.service.js';
import { boxPage, type AskedSerial } from './box.page.js';
import { receiptCheckPage } from './receipt-check.page.js';
import { voterPaths } from './voter-paths.js';

/** How many signed heads the page of a box shows. */
const headsShown = 24;

/** The log of a ballot box, and the check of a receipt, for everybody. */
@ApiExcludeController()
@Public()
@Controller()
export class ReceiptController {
  constructor(
    private readonly rounds: RoundDirectory,
    private readonly titles: RoundTitles,
    private readonly logs: PublicLogs,
    private readonly boxes: BoxLogs,
    private readonly ballotBoxes: BallotBoxes,
  ) {}

  @RateLimit(60)
  @Get(voterPaths.box)
  async box(
    @Param('roundId') roundId: string,
    @Query('serial') typed: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const round = isId(roundId) ? await this.rounds.byId(roundId as RoundId) : null;
    if (!round) throw new NotFoundException();
    const asked = typed === undefined ? null : await this.asked(round.id, typed);
    const facts = {
      round,
      title: await this.titles.of(round),
      ...(await this.logs.sample(boxLog(round.id), headsShown)),
      asked,
    };
    return page(
      'voting/box',
      boxPage(facts, t),
      asked?.standing === undefined && asked ? 422 : 200,
    );
  }

  @Get(voterPaths.receipt)
  receipt(@Words() t: Translate): Answer {
    return page('voting/receipt-check', receiptCheckPage(this.ballotBoxes.url, t));
  }

  private async asked(round: RoundId, typed: string): Promise<AskedSerial> {
    const serial = typed.trim().toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(serial)) return { serial, standing: undefined };
    return { serial, standing: await this.boxes.standing(round, Buffer.from(serial, 'hex')) };
  }
}
