import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Public } from '../../platform/identity/index.js';
import { refusal } from '../../platform/web/index.js';
import {
  PublishedRolls,
  publishedLines,
  type PublishedPage,
  type PublishedRefusal,
} from '../application/published-rolls.js';
import { pseudonymIn } from './published-roll.page.js';
import { voterPaths } from './voter-paths.js';

class RollAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'How many are on the roll' })
  readonly size!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Merkle root (RFC 9162) over the pseudonyms in their order, hexadecimal',
  })
  readonly rollRoot!: string | null;

  @ApiProperty({ type: [Object], description: 'Pseudonym (hexadecimal) and channel' })
  readonly voters!: readonly { readonly pseudonym: string; readonly channel: string }[];

  @ApiProperty({ type: String, nullable: true, description: '`after` for the next page' })
  readonly next!: string | null;
}

class IssuedAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'How many were authorised' })
  readonly authorised!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Merkle root (RFC 9162) over the lines in their order, hexadecimal',
  })
  readonly issuedRoot!: string | null;

  @ApiProperty({
    type: [Object],
    description: 'Pseudonym and SHA-256 of the blinded message (hexadecimal)',
  })
  readonly issued!: readonly { readonly pseudonym: string; readonly blindedHash: string }[];

  @ApiProperty({ type: String, nullable: true, description: '`after` for the next page' })
  readonly next!: string | null;
}

/** The published roll and issuance log of a closed round, for programs. */
@ApiTags('rounds')
@Public()
@Controller()
export class PublishedRollApi {
  constructor(private readonly published: PublishedRolls) {}

  @ApiOperation({ summary: 'The roll of a closed round by pseudonym' })
  @ApiQuery({ name: 'after', required: false, description: 'A pseudonym, hexadecimal' })
  @ApiOkResponse({ type: RollAnswer })
  @ApiConflictResponse({ description: 'The round is not closed.' })
  @Get(voterPaths.rollJson)
  async roll(@Param('roundId') id: string, @Query('after') after?: string): Promise<RollAnswer> {
    const round = roundIn(id);
    const { lines, next } = opened(
      await this.published.roll(round, publishedLines, pseudonymIn(after)),
    );
    const { size, rollRoot } = await this.published.commitments(round);
    return {
      round,
      size,
      rollRoot,
      voters: lines.map(({ pseudonym, channel }) => ({
        pseudonym: pseudonym.toString('hex'),
        channel,
      })),
      next: next?.toString('hex') ?? null,
    };
  }

  @ApiOperation({ summary: 'Who was authorised in a closed round, by pseudonym' })
  @ApiQuery({ name: 'after', required: false, description: 'A pseudonym, hexadecimal' })
  @ApiOkResponse({ type: IssuedAnswer })
  @ApiConflictResponse({ description: 'The round is not closed.' })
  @Get(voterPaths.issuedJson)
  async issued(
    @Param('roundId') id: string,
    @Query('after') after?: string,
  ): Promise<IssuedAnswer> {
    const round = roundIn(id);
    const { lines, next } = opened(
      await this.published.issued(round, publishedLines, pseudonymIn(after)),
    );
    const { authorised, issuedRoot } = await this.published.commitments(round);
    return {
      round,
      authorised,
      issuedRoot,
      issued: lines.map(({ pseudonym, blindedHash }) => ({
        pseudonym: pseudonym.toString('hex'),
        blindedHash: blindedHash.toString('hex'),
      })),
      next: next?.toString('hex') ?? null,
    };
  }
}

function roundIn(text: string): RoundId {
  if (!isId(text)) throw new NotFoundException();
  return text as RoundId;
}

function opened<Line>(page: Result<PublishedPage<Line>, PublishedRefusal>): PublishedPage<Line> {
  if (page.ok) return page.value;
  throw refusal(page.error, page.error.kind === 'round-unknown' ? 404 : 409);
}
