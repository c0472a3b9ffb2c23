import { Body, Controller, HttpCode, NotFoundException, Param, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { IsArray, Matches } from 'class-validator';
import { isId, type ContestId, type RoundId, type TerritoryCode } from '../../kernel/ids.js';
import { Access, CurrentActor, type Actor } from '../../platform/identity/index.js';
import { readBody, refusal } from '../../platform/web/index.js';
import { MarkForPaperService } from '../application/mark-for-paper.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { SetDelegatesService } from '../application/set-delegates.service.js';

class IinsBody {
  @ApiProperty({ type: [String], example: ['791028302728'] })
  @IsArray({ message: 'voting-box.error.iin-shape' })
  @Matches(/^\d{12}$/, { each: true, message: 'voting-box.error.iin-shape' })
  readonly iins!: string[];
}

class DelegatesAnswer {
  @ApiProperty()
  readonly delegates!: number;
}

class MarkedAnswer {
  @ApiProperty({ description: 'How many were marked by this request.' })
  readonly marked!: number;
}

/** Preparing votes, for programs. */
@ApiTags('voting')
@ApiBearerAuth()
@Access('commission-chair', 'commission-secretary', 'central-office')
@Controller('api')
export class PreparationApi {
  constructor(
    private readonly delegates: SetDelegatesService,
    private readonly paper: MarkForPaperService,
    private readonly members: MemberDirectory,
  ) {}

  @ApiOperation({ summary: 'Replace the delegates of a unit, until its roll is frozen' })
  @ApiOkResponse({ type: DelegatesAnswer })
  @ApiUnprocessableEntityResponse({ description: 'Refused, with every line and its reason.' })
  @Put('contests/:contest/stages/:stage/delegates/:unit')
  async setDelegates(
    @Param('contest') contest: string,
    @Param('stage') stageId: string,
    @Param('unit') unit: string,
    @Body() body: IinsBody,
    @CurrentActor() actor: Actor,
  ): Promise<DelegatesAnswer> {
    if (!isId(contest)) throw new NotFoundException();
    const read = await readBody(IinsBody, body);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const { iins } = read.value;
    const list = { contestId: contest as ContestId, stageId, unit: unit as TerritoryCode, iins };
    const set = await this.delegates.set(list, actor);
    if (!set.ok) throw refusal(set.error, statusOf(set.error.kind));
    return { delegates: set.value };
  }

  @ApiOperation({ summary: 'Give voters to the paper channel of a round: all of them or none' })
  @ApiOkResponse({ type: MarkedAnswer })
  @ApiUnprocessableEntityResponse({ description: 'Refused, with every voter and the reason.' })
  @Post('rounds/:round/paper-voters')
  @HttpCode(200)
  async markForPaper(
    @Param('round') round: string,
    @Body() body: IinsBody,
    @CurrentActor() actor: Actor,
  ): Promise<MarkedAnswer> {
    if (!isId(round)) throw new NotFoundException();
    const read = await readBody(IinsBody, body);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const { iins } = read.value;
    const members = await this.members.byIins(iins);
    const strangers = iins.filter((_, at) => members[at] === null);
    if (strangers.length > 0) throw refusal({ kind: 'not-members', iins: strangers });
    const ids = members.flatMap((member) => (member ? [member.id] : []));
    const marked = await this.paper.mark(round as RoundId, ids, actor);
    if (!marked.ok) throw refusal(marked.error, statusOf(marked.error.kind));
    return { marked: marked.value };
  }
}

function statusOf(kind: string): number {
  if (kind === 'outside-your-territory') return 403;
  return kind === 'round-unknown' || kind === 'stage-unknown' ? 404 : 422;
}
