import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { RoundDirectory } from '../application/round-directory.js';
import { voterPaths } from './voter-paths.js';

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

/** What a program needs to know before it takes the ballot path (`BallotRoutes`). */
@ApiTags('voting')
@Controller()
export class BallotApi {
  constructor(private readonly rounds: RoundDirectory) {}

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
}

function idOf(text: string): RoundId {
  if (!isId(text)) throw new NotFoundException();
  return text as RoundId;
}
