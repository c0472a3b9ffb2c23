import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { page, RateLimit, Words, type Answer, type Translate } from '../../platform/web/index.js';
import { Receipts } from '../application/receipts.js';
import { RoundDirectory } from '../application/round-directory.js';
import { RoundTitles } from '../application/round-titles.js';
import { receiptPage } from './receipt.page.js';
import { voterPaths } from './voter-paths.js';

/** Whether a ballot is in the box, for whoever holds its receipt. */
@ApiExcludeController()
@Public()
@Controller()
export class ReceiptController {
  constructor(
    private readonly rounds: RoundDirectory,
    private readonly titles: RoundTitles,
    private readonly receipts: Receipts,
  ) {}

  @RateLimit(60)
  @Get(voterPaths.box)
  async show(
    @Param('roundId') roundId: string,
    @Query('serial') typed: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const round = isId(roundId) ? await this.rounds.byId(roundId as RoundId) : null;
    if (!round) throw new NotFoundException();
    const title = await this.titles.of(round);
    const serial = typed?.trim().toLowerCase();
    if (serial === undefined) return page('voting/receipt', receiptPage(t, title));
    if (!/^[0-9a-f]{64}$/.test(serial))
      return page('voting/receipt', receiptPage(t, title, { serial, leafHash: undefined }), 422);
    const leaf = await this.receipts.leafUnder(round.id, Buffer.from(serial, 'hex'));
    const leafHash = leaf?.toString('hex') ?? null;
    return page('voting/receipt', receiptPage(t, title, { serial, leafHash }));
  }
}
