import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../identity/index.js';
import { Ledger, ledgerLog } from '../ledger/index.js';
import { page, Words, type Answer, type Translate } from '../web/index.js';
import { ledgerPage } from './ledger.page.js';
import { PublicLogs } from './public-logs.js';

/** How many decisions stand on one page. */
const shown = 50;

/** What was decided, searchable, each with the way to its proof. */
@ApiExcludeController()
@Access('central-office', 'party-control', 'observer')
@Controller('office/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly logs: PublicLogs,
  ) {}

  @Get()
  async show(
    @Query('sought') sought: string | undefined,
    @Query('before') before: string | undefined,
    @Words() t: Translate,
  ): Promise<Answer> {
    const text = typeof sought === 'string' ? sought.trim().slice(0, 100) : '';
    const until = /^\d{1,15}$/.test(before ?? '') ? Number(before) : null;
    const entries = await this.ledger.search(text, until, shown + 1);
    const head = await this.logs.newest(ledgerLog);
    return page('ledger/ledger', ledgerPage({ sought: text, entries, shown, head }, t));
  }
}
