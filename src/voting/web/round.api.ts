import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import type { Words } from '../../primary/index.js';
import { RoundOverviews } from '../application/round-overviews.js';
import type { RoundCount } from '../domain/rounds/round-count.js';
import { showsResult, type RoundState } from '../domain/rounds/round-states.js';
import { publicTurnout, type PublicTurnout } from './round.page.js';

class RoundAnswer {
  @ApiProperty()
  readonly id!: string;

  @ApiProperty({ type: Object, description: 'Body, territory, stage and unit in kk, ru and en' })
  readonly title!: Readonly<Record<'body' | 'territory' | 'stage' | 'unit', Words>>;

  @ApiProperty()
  readonly state!: RoundState;

  @ApiProperty()
  readonly opensAt!: Date;

  @ApiProperty()
  readonly closesAt!: Date;

  @ApiProperty({ type: Object, description: 'Small numbers are null while the round is open' })
  readonly turnout!: PublicTurnout;

  @ApiProperty({ type: [Object], description: 'In the published order of the ballot' })
  readonly candidates!: readonly { readonly id: string; readonly name: string }[];

  @ApiProperty({ type: Object, nullable: true, description: 'Null before publication' })
  readonly result!: RoundCount | null;

  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the canonical result' })
  readonly hash!: string | null;

  @ApiProperty({
    type: [Object],
    description:
      'Counts of the same ballots without candidates who left; the last complete one is in force',
  })
  readonly recounts!: readonly {
    readonly number: number;
    readonly without: readonly string[];
    readonly reason: string;
    readonly countedAt: Date;
    readonly result: RoundCount;
    readonly hash: string;
  }[];

  @ApiProperty({ type: [Object] })
  readonly dissents!: readonly { readonly name: string; readonly text: string }[];
}

/** The public facts of a round for programs. */
@ApiTags('rounds')
@Public()
@Controller('api/rounds/:id')
export class RoundApi {
  constructor(private readonly overviews: RoundOverviews) {}

  @ApiOperation({ summary: 'A round: turnout while it runs, the whole result once published' })
  @ApiOkResponse({ type: RoundAnswer })
  @Get()
  async show(@Param('id') id: string): Promise<RoundAnswer> {
    const overview = isId(id) ? await this.overviews.of(id as RoundId) : null;
    if (!overview) throw new NotFoundException();
    const { round, title, candidates } = overview;
    const published = showsResult(round.state) ? overview.result : null;
    return {
      id: round.id,
      title,
      state: round.state,
      opensAt: round.opensAt,
      closesAt: round.closesAt,
      turnout: publicTurnout(overview),
      candidates,
      result: published?.result ?? null,
      hash: published?.hash ?? null,
      recounts: (published ? overview.recounts : []).map(
        ({ number, without, reason, countedAt, result, hash }) => ({
          number,
          without,
          reason,
          countedAt,
          result,
          hash,
        }),
      ),
      dissents: published ? overview.dissents : [],
    };
  }
}
