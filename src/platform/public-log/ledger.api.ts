import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/index.js';
import { leafInput, Ledger, LedgerKey, ledgerLog } from '../ledger/index.js';
import { RateLimit, Words, type Translate } from '../web/index.js';
import {
  answered,
  countIn,
  entriesAtOnce,
  forEver,
  forNow,
  found,
  hashIn,
} from './log-question.js';
import {
  ConsistencyAnswer,
  EntriesAnswer,
  headAnswer,
  HeadAnswer,
  HeadsAnswer,
  inclusionAnswer,
  InclusionAnswer,
  inHex,
  keyAnswer,
  KeyAnswer,
  NewestHeadAnswer,
} from './log.answers.js';
import { PublicLogs } from './public-logs.js';

/** The log of decisions, for whoever keeps a copy of it or checks a proof. */
@ApiTags('ledger')
@Public()
@Controller('api/ledger')
export class LedgerApi {
  constructor(
    private readonly logs: PublicLogs,
    private readonly ledger: Ledger,
    private readonly key: LedgerKey,
  ) {}

  @ApiOperation({ summary: 'The newest signed head of the log of decisions' })
  @ApiOkResponse({ type: NewestHeadAnswer })
  @Get()
  async newest(@Res({ passthrough: true }) reply: FastifyReply): Promise<NewestHeadAnswer> {
    const head = await this.logs.newest(ledgerLog);
    return forNow(reply, { head: head && headAnswer(head) });
  }

  @ApiOperation({ summary: 'The public key with which tree heads and receipts are signed' })
  @ApiOkResponse({ type: KeyAnswer })
  @Get('key')
  publicKey(@Res({ passthrough: true }) reply: FastifyReply): KeyAnswer {
    return forNow(reply, keyAnswer(this.key.rawPublicKey()));
  }

  @ApiOperation({ summary: 'The signed heads, smallest first' })
  @ApiQuery({ name: 'from', required: false, description: 'The smallest size.' })
  @ApiOkResponse({ type: HeadsAnswer })
  @Get('heads')
  async heads(
    @Query('from') from: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<HeadsAnswer> {
    const { heads, next } = await this.logs.heads(ledgerLog, countIn(t, 'from', from, 0));
    const answer = { heads: heads.map(headAnswer), next };
    return next === null ? forNow(reply, answer) : forEver(reply, answer);
  }

  @ApiOperation({ summary: 'The head over exactly so many entries' })
  @ApiOkResponse({ type: HeadAnswer })
  @Get('heads/:size')
  async head(
    @Param('size') size: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<HeadAnswer> {
    const head = found(await this.logs.head(ledgerLog, countIn(t, 'size', size)));
    return forEver(reply, headAnswer(head));
  }

  @ApiOperation({
    summary: 'Entries `from … to − 1`, for keeping a copy',
    description: `At most ${entriesAtOnce} at once; \`to\` of the answer says where to go on.`,
  })
  @ApiQuery({ name: 'from' })
  @ApiQuery({ name: 'to' })
  @ApiOkResponse({ type: EntriesAnswer })
  @RateLimit(300)
  @Get('entries')
  async entries(
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<EntriesAnswer> {
    const asked = { from: countIn(t, 'from', from), to: countIn(t, 'to', to) };
    const span = answered(t, await this.logs.span(ledgerLog, asked, entriesAtOnce));
    const lines = await this.ledger.between(span.from, span.to);
    const entries = lines.map((line) => leafInput(line).toString('base64'));
    return forEver(reply, { ...span, entries });
  }

  @ApiOperation({ summary: 'The proof that an entry with this leaf hash is in the log' })
  @ApiQuery({ name: 'leaf', description: 'The leaf hash, hexadecimal.' })
  @ApiQuery({ name: 'size', required: false, description: 'That of the newest head if not said.' })
  @ApiOkResponse({ type: InclusionAnswer })
  @Get('inclusion')
  async inclusion(
    @Query('leaf') leaf: string | undefined,
    @Query('size') size: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<InclusionAnswer> {
    const index = await this.ledger.indexOf(hashIn(t, 'leaf', leaf));
    const asked = size === undefined ? undefined : countIn(t, 'size', size);
    const proof = answered(t, await this.logs.inclusion(ledgerLog, index, asked));
    const answer = inclusionAnswer(proof);
    return asked === undefined ? forNow(reply, answer) : forEver(reply, answer);
  }

  @ApiOperation({ summary: 'The proof that the log of `to` entries continues that of `from`' })
  @ApiQuery({ name: 'from' })
  @ApiQuery({ name: 'to' })
  @ApiOkResponse({ type: ConsistencyAnswer })
  @Get('consistency')
  async consistency(
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<ConsistencyAnswer> {
    const span = { from: countIn(t, 'from', from), to: countIn(t, 'to', to) };
    const proof = answered(t, await this.logs.consistency(ledgerLog, span));
    return forEver(reply, { ...span, proof: inHex(proof) });
  }
}
