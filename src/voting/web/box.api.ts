import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import {
  answered,
  ConsistencyAnswer,
  countIn,
  entriesAtOnce,
  EntriesAnswer,
  forEver,
  forNow,
  found,
  hashIn,
  headAnswer,
  HeadAnswer,
  HeadsAnswer,
  inclusionAnswer,
  InclusionAnswer,
  inHex,
  keyAnswer,
  KeyAnswer,
  NewestHeadAnswer,
  PublicLogs,
} from '../../platform/public-log/index.js';
import { RateLimit, Words, type Translate } from '../../platform/web/index.js';
import { BoxKeys } from '../application/box-keys.js';
import { BoxLogs } from '../application/box-logs.js';
import { boxLog } from '../application/seal-boxes.service.js';

class BallotStandingAnswer {
  @ApiProperty({ description: 'The leaf hash of the ballot under the serial, hexadecimal.' })
  readonly leafHash!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Its place in the log; null until the next tree head, for ten seconds at most.',
  })
  readonly index!: number | null;
}

/** The log of a ballot box, for whoever keeps a copy of it or checks a receipt, while the round runs and afterwards. */
@ApiTags('box')
@ApiParam({ name: 'roundId' })
@Public()
@Controller('api/rounds/:roundId/box')
export class BoxApi {
  constructor(
    private readonly logs: PublicLogs,
    private readonly boxes: BoxLogs,
    private readonly keys: BoxKeys,
  ) {}

  @ApiOperation({ summary: 'The newest signed head of the box' })
  @ApiOkResponse({ type: NewestHeadAnswer })
  @Get()
  async newest(
    @Param('roundId') roundId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewestHeadAnswer> {
    const head = await this.logs.newest(boxLog(await this.idOf(roundId)));
    return forNow(reply, { head: head && headAnswer(head) });
  }

  @ApiOperation({
    summary: 'The public key with which the heads of this box and its receipts are signed',
  })
  @ApiOkResponse({ type: KeyAnswer })
  @Get('key')
  async key(
    @Param('roundId') roundId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<KeyAnswer> {
    return forNow(reply, keyAnswer(await this.keys.of(await this.idOf(roundId))));
  }

  @ApiOperation({ summary: 'The signed heads, smallest first' })
  @ApiQuery({ name: 'from', required: false, description: 'The smallest size.' })
  @ApiOkResponse({ type: HeadsAnswer })
  @Get('heads')
  async heads(
    @Param('roundId') roundId: string,
    @Query('from') from: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<HeadsAnswer> {
    const log = boxLog(await this.idOf(roundId));
    const { heads, next } = await this.logs.heads(log, countIn(t, 'from', from, 0));
    const answer = { heads: heads.map(headAnswer), next };
    return next === null ? forNow(reply, answer) : forEver(reply, answer);
  }

  @ApiOperation({ summary: 'The head over exactly so many ballots' })
  @ApiOkResponse({ type: HeadAnswer })
  @Get('heads/:size')
  async head(
    @Param('roundId') roundId: string,
    @Param('size') size: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<HeadAnswer> {
    const log = boxLog(await this.idOf(roundId));
    const head = found(await this.logs.head(log, countIn(t, 'size', size)));
    return forEver(reply, headAnswer(head));
  }

  @ApiOperation({
    summary: 'Sealed ballots `from … to − 1` of the log, for keeping a copy',
    description: `At most ${entriesAtOnce} at once; \`to\` of the answer says where to go on.`,
  })
  @ApiQuery({ name: 'from' })
  @ApiQuery({ name: 'to' })
  @ApiOkResponse({ type: EntriesAnswer })
  @RateLimit(300)
  @Get('entries')
  async entries(
    @Param('roundId') roundId: string,
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<EntriesAnswer> {
    const round = await this.idOf(roundId);
    const asked = { from: countIn(t, 'from', from), to: countIn(t, 'to', to) };
    const span = answered(t, await this.logs.span(boxLog(round), asked, entriesAtOnce));
    const leaves = await this.boxes.leaves(round, span);
    const entries = leaves.map((leaf) => leaf.toString('base64'));
    return forEver(reply, { ...span, entries });
  }

  @ApiOperation({
    summary: 'The whole box up to a head, as one file',
    description:
      'The bytes that the leaf hashes cover, one ballot after the other in the order of the log; all have the same length.',
  })
  @ApiQuery({ name: 'size', required: false, description: 'That of the newest head if not said.' })
  @ApiProduces('application/octet-stream')
  @RateLimit(12)
  @Get('leaves')
  async leaves(
    @Param('roundId') roundId: string,
    @Query('size') size: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<StreamableFile> {
    const round = await this.idOf(roundId);
    const newest = (await this.logs.newest(boxLog(round)))?.size ?? 0;
    const asked = { from: 0, to: countIn(t, 'size', size, newest) };
    const span = answered(t, await this.logs.span(boxLog(round), asked));
    const file = new StreamableFile(Readable.from(this.boxes.pages(round, span)), {
      type: 'application/octet-stream',
      disposition: `attachment; filename="box-${round}-${span.to}.bin"`,
    });
    return size === undefined ? forNow(reply, file) : forEver(reply, file);
  }

  @ApiOperation({ summary: 'The proof that a ballot with this leaf hash is in the log' })
  @ApiQuery({ name: 'leaf', description: 'The leaf hash of the receipt, hexadecimal.' })
  @ApiQuery({ name: 'size', required: false, description: 'That of the newest head if not said.' })
  @ApiOkResponse({ type: InclusionAnswer })
  @Get('inclusion')
  async inclusion(
    @Param('roundId') roundId: string,
    @Query('leaf') leaf: string | undefined,
    @Query('size') size: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<InclusionAnswer> {
    const round = await this.idOf(roundId);
    const index = await this.boxes.indexOf(round, hashIn(t, 'leaf', leaf));
    const asked = size === undefined ? undefined : countIn(t, 'size', size);
    const proof = answered(t, await this.logs.inclusion(boxLog(round), index, asked));
    const answer = inclusionAnswer(proof);
    return asked === undefined ? forNow(reply, answer) : forEver(reply, answer);
  }

  @ApiOperation({ summary: 'The proof that the log of `to` ballots continues that of `from`' })
  @ApiQuery({ name: 'from' })
  @ApiQuery({ name: 'to' })
  @ApiOkResponse({ type: ConsistencyAnswer })
  @Get('consistency')
  async consistency(
    @Param('roundId') roundId: string,
    @Query('from') from: string | undefined,
    @Query('to') to: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<ConsistencyAnswer> {
    const log = boxLog(await this.idOf(roundId));
    const span = { from: countIn(t, 'from', from), to: countIn(t, 'to', to) };
    const proof = answered(t, await this.logs.consistency(log, span));
    return forEver(reply, { ...span, proof: inHex(proof) });
  }

  @ApiOperation({ summary: 'Where the ballot under the serial of a receipt stands' })
  @ApiOkResponse({ type: BallotStandingAnswer })
  @Get('ballots/:serial')
  async standing(
    @Param('roundId') roundId: string,
    @Param('serial') serial: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Words() t: Translate,
  ): Promise<BallotStandingAnswer> {
    const round = await this.idOf(roundId);
    const { leafHash, index } = found(
      await this.boxes.standing(round, hashIn(t, 'serial', serial)),
    );
    return forNow(reply, { leafHash: leafHash.toString('hex'), index });
  }

  private async idOf(text: string): Promise<RoundId> {
    const known = isId(text) && (await this.boxes.isKnown(text as RoundId));
    return found(known ? (text as RoundId) : null);
  }
}
