import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import type { CalendarRule, Words } from '../domain/rule-set.js';
import { seasonStates } from '../domain/season.js';

export class WordsAnswer implements Words {
  @ApiProperty()
  readonly kk!: string;

  @ApiProperty()
  readonly ru!: string;

  @ApiProperty()
  readonly en!: string;
}

export class PrimaryAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: WordsAnswer })
  readonly title!: Words;

  @ApiProperty({ enum: seasonStates })
  readonly state!: string;

  @ApiProperty({ type: Object, description: 'The days of the season.' })
  readonly calendar!: CalendarRule;

  @ApiProperty()
  readonly rulesVersion!: number;

  @ApiProperty({ description: 'SHA-256 of the canonical rules.' })
  readonly rulesHash!: string;

  @ApiProperty({ description: 'Whether the first round has opened.' })
  readonly rulesFrozen!: boolean;
}

export class CreatedPrimaryAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly primaryId!: string;

  @ApiProperty()
  readonly hash!: string;

  @ApiProperty()
  readonly contests!: number;
}

export class RulesVersionAnswer {
  @ApiProperty()
  readonly version!: number;

  @ApiProperty({ description: 'The YAML document as written.' })
  readonly text!: string;

  @ApiProperty({ type: Object, description: 'The rules as data.' })
  readonly rules!: object;

  @ApiProperty()
  readonly hash!: string;

  @ApiProperty()
  readonly madeByName!: string;

  @ApiProperty({ format: 'date-time' })
  readonly madeAt!: string;

  @ApiProperty()
  readonly reason!: string;

  @ApiProperty({ description: 'Made after the first round had opened.' })
  readonly amendment!: boolean;
}

export class ContestAnswer {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: ContestId;

  @ApiProperty({ description: 'The body in the rules.' })
  readonly body!: string;

  @ApiProperty({ type: WordsAnswer })
  readonly bodyName!: Words;

  @ApiProperty({ type: String, example: 'KZ-39' })
  readonly territory!: TerritoryCode;

  @ApiProperty({ type: WordsAnswer })
  readonly territoryName!: Words;

  @ApiProperty()
  readonly seats!: number;

  @ApiProperty({ description: 'Places on the list.' })
  readonly places!: number;
}

export class TerritoryAnswer {
  @ApiProperty({ type: String, example: 'KZ-3901' })
  readonly code!: TerritoryCode;

  @ApiPropertyOptional({ type: String, nullable: true })
  readonly parent!: TerritoryCode | null;

  @ApiProperty({ enum: ['country', 'region', 'district'] })
  readonly level!: string;

  @ApiProperty({ type: WordsAnswer })
  readonly name!: Words;
}

export class BlockerAnswer {
  @ApiProperty()
  readonly module!: string;

  @ApiProperty()
  readonly kind!: string;

  @ApiProperty()
  readonly sentence!: string;
}

export class BlockersAnswer {
  @ApiProperty({ enum: seasonStates })
  readonly state!: string;

  @ApiPropertyOptional({ type: String, nullable: true, enum: seasonStates })
  readonly next!: string | null;

  @ApiProperty({ type: [BlockerAnswer] })
  readonly blockers!: BlockerAnswer[];
}

export class FaultAnswer {
  @ApiProperty({ example: 'bodies[0].path[0].cut.factor' })
  readonly path!: string;

  @ApiProperty()
  readonly sentence!: string;
}

export class RefusalsAnswer {
  @ApiProperty({ type: [FaultAnswer] })
  readonly faults!: FaultAnswer[];
}

export class MoveRequest {
  @ApiProperty({ enum: seasonStates })
  @IsIn(seasonStates, { message: 'primary.refusal.state-unknown' })
  readonly to!: string;
}
