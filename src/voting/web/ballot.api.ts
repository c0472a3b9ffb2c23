import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Req,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsBase64, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { NoRateLimit, readBody, refusal } from '../../platform/web/index.js';
import { AuthoriseService } from '../application/authorise.service.js';
import { CastBallotService } from '../application/cast-ballot.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { RoundDirectory } from '../application/round-directory.js';
import { statusOfRefusal } from './refusal-status.js';
import { voterPaths } from './voter-paths.js';

const malformed = { message: 'voting-box.error.not-base64' };

class AuthorisationBody {
  @ApiProperty({ description: 'The blinded message of RFC 9474, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(1_000, malformed)
  readonly blinded!: string;
}

class AuthorisationAnswer {
  @ApiProperty({
    description: 'The blind signature, base64. The same for the same blinded message.',
  })
  readonly blindSignature!: string;
}

class BallotBody {
  @ApiProperty({ description: 'The 32 random bytes that the token was made for, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly serial!: string;

  @ApiProperty({ description: 'The 32 random bytes put before the token message, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly prefix!: string;

  @ApiProperty({ description: 'The unblinded signature of the token, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(1_000, malformed)
  readonly signature!: string;

  @ApiProperty({ description: 'The encapsulated key of HPKE (RFC 9180), 32 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly enc!: string;

  @ApiProperty({
    description:
      'The ballot sealed with HPKE, of the one length that all ballots of the round have, base64.',
  })
  @IsBase64({}, malformed)
  @MaxLength(100_000, malformed)
  readonly ct!: string;
}

class ReceiptAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty({ description: 'The serial under which the ballot lies in the box, hexadecimal.' })
  readonly serial!: string;

  @ApiProperty({
    description: 'The hash of the ballot as a leaf of the box (RFC 9162), hexadecimal.',
  })
  readonly leafHash!: string;

  @ApiProperty({ description: 'Ed25519 over `irikteu/receipt/1\\n<round>\\n<leafHash>`, base64.' })
  readonly signature!: string;
}

class BallotFormAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty()
  readonly state!: string;

  @ApiProperty()
  readonly opensAt!: string;

  @ApiProperty()
  readonly closesAt!: string;

  @ApiProperty({ enum: ['single', 'rating', 'cumulative', 'score', 'ranking'] })
  readonly kind!: string;

  @ApiProperty({ description: 'The most marks a ballot may carry.' })
  readonly marks!: number;

  @ApiProperty({
    description:
      'The highest value beside a mark: the highest score, the last place, the most votes for one.',
  })
  readonly highestValue!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'The votes of a cumulative ballot.' })
  readonly votes!: number | null;

  @ApiProperty({ description: 'Whether several candidates may be ranked on one place.' })
  readonly equalRanks!: boolean;

  @ApiProperty({ description: 'The length of every ballot before it is sealed.' })
  readonly contentBytes!: number;

  @ApiProperty({
    type: [String],
    description: 'Candidacies in the order of the ballot, from place 0.',
  })
  readonly candidates!: readonly string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The key that signs tokens (SubjectPublicKeyInfo, base64); null before the opening.',
  })
  readonly tokenKey!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The key that ballots are sealed to (X25519, 32 bytes, base64); null before the trustees have it.',
  })
  readonly ballotKey!: string | null;
}

/** The ballot path for programs: the pages of voters use it too. */
@ApiTags('voting')
@Controller()
export class BallotApi {
  constructor(
    private readonly authorisation: AuthoriseService,
    private readonly casting: CastBallotService,
    private readonly members: MemberDirectory,
    private readonly rounds: RoundDirectory,
  ) {}

  @ApiOperation({ summary: 'What a ballot of a round looks like' })
  @ApiOkResponse({ type: BallotFormAnswer })
  @Public()
  @Get(voterPaths.form)
  async form(@Param('roundId') roundId: string): Promise<BallotFormAnswer> {
    const round = await this.rounds.byId(idOf(roundId));
    if (!round) throw new NotFoundException();
    const key = await this.rounds.tokenKey(round.id);
    const ballotKey = await this.rounds.ballotKey(round.id);
    return {
      round: round.id,
      state: round.state,
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
      kind: round.ballotKind,
      marks: round.marks,
      highestValue: round.highestValue,
      votes: round.votes,
      equalRanks: round.equalRanks,
      contentBytes: round.contentBytes,
      candidates: await this.rounds.candidates(round.id),
      tokenKey: key?.key.export({ format: 'der', type: 'spki' }).toString('base64') ?? null,
      ballotKey: ballotKey?.toString('base64') ?? null,
    };
  }

  @ApiOperation({
    summary: 'Ask for the right to cast one ballot: signs a blinded token, once per voter',
  })
  @ApiBearerAuth()
  @ApiOkResponse({ type: AuthorisationAnswer })
  @ApiUnprocessableEntityResponse({ description: 'Refused, with the kind of the refusal.' })
  @Access('voter')
  @NoRateLimit()
  @Post(voterPaths.authorisation)
  @HttpCode(200)
  async authorise(
    @Param('roundId') roundId: string,
    @Body() body: AuthorisationBody,
    @CurrentActor() actor: Actor,
  ): Promise<AuthorisationAnswer> {
    const read = await readBody(AuthorisationBody, body);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const member = await this.members.ofAccount(actor.accountId);
    if (!member) throw refusal({ kind: 'not-on-roll' }, 403);
    const blinded = Buffer.from(read.value.blinded, 'base64');
    const answer = await this.authorisation.authorise({
      round: idOf(roundId),
      member: member.id,
      blinded,
    });
    if (!answer.ok) throw refusal(answer.error, statusOfRefusal(answer.error.kind));
    return { blindSignature: answer.value.toString('base64') };
  }

  @ApiOperation({
    summary: 'Cast a ballot, anonymously: send no cookie and no token of a session',
    description: 'The same ballot again gets the same receipt.',
  })
  @ApiOkResponse({ type: ReceiptAnswer })
  @ApiUnprocessableEntityResponse({ description: 'Refused, with the kind of the refusal.' })
  @Public()
  @NoRateLimit()
  @Post(voterPaths.ballots)
  @HttpCode(200)
  async cast(
    @Param('roundId') roundId: string,
    @Body() body: BallotBody,
    @Req() request: FastifyRequest,
  ): Promise<ReceiptAnswer> {
    if (carriesSession(request)) throw refusal({ kind: 'session-sent' }, 400);
    const read = await readBody(BallotBody, body);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const { serial, prefix, signature, enc, ct } = read.value;
    const cast = await this.casting.cast({
      round: idOf(roundId),
      serial: Buffer.from(serial, 'base64'),
      prefix: Buffer.from(prefix, 'base64'),
      signature: Buffer.from(signature, 'base64'),
      enc: Buffer.from(enc, 'base64'),
      ct: Buffer.from(ct, 'base64'),
    });
    if (!cast.ok) throw refusal(cast.error, statusOfRefusal(cast.error.kind));
    return {
      round: cast.value.round,
      serial: Buffer.from(serial, 'base64').toString('hex'),
      leafHash: cast.value.leafHash.toString('hex'),
      signature: cast.value.signature.toString('base64'),
    };
  }
}

function idOf(text: string): RoundId {
  if (!isId(text)) throw new NotFoundException();
  return text as RoundId;
}

/** A client that says who it is with its ballot is broken; what it says is not wanted here. */
function carriesSession({ headers }: FastifyRequest): boolean {
  return 'cookie' in headers || 'authorization' in headers;
}
