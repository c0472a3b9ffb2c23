import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { ListSummary, RankedList } from '../application/list-directory.js';
import { fullName } from '../application/person-name.js';
import { listDocument } from './list-document.js';

export class BuildRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'list-building.refusal.contest-missing' })
  readonly contest!: string;
}

export class ListSummaryAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly contest!: string;

  @ApiProperty({ enum: ['built', 'infeasible', 'undecided', 'filed'] })
  readonly state!: string;

  @ApiProperty()
  readonly version!: number;

  @ApiProperty()
  readonly places!: number;

  @ApiProperty()
  readonly seats!: number;
}

export class PersonAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ nullable: true, type: Number, description: 'Rank by votes.' })
  readonly merit!: number | null;

  @ApiProperty()
  readonly standing!: boolean;
}

export class ListViewsAnswer {
  @ApiProperty({ type: [String] })
  readonly asVoted!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly afterQuotas!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly afterInterventions!: readonly string[];

  @ApiProperty({ type: [String], description: 'In the order of the filed document.' })
  readonly asFiled!: readonly string[];

  @ApiProperty({ type: [String], description: 'Those who got a seat, in ranked order.' })
  readonly mandates!: readonly string[];
}

export class ListAnswer extends ListSummaryAnswer {
  @ApiProperty({ description: 'SHA-256 of the document the list was built from.' })
  readonly inputHash!: string;

  @ApiProperty({ type: [PersonAnswer] })
  readonly people!: readonly PersonAnswer[];

  @ApiProperty({ type: ListViewsAnswer })
  readonly views!: ListViewsAnswer;

  @ApiProperty({
    description: 'The answer of `irikteu list build --json`; see docs/list-format.md.',
  })
  readonly outcome!: object;

  @ApiProperty({ description: 'Places given by the leadership.' })
  readonly interventions!: object;

  @ApiProperty({ description: 'How the list stands to each quota.' })
  readonly quotas!: object;

  @ApiProperty({
    description: 'The same without those who left after filing; empty while nobody did.',
  })
  readonly quotasNow!: object;

  @ApiProperty({
    description: 'Newcomers on the list, on the seats expected and on every beginning.',
  })
  readonly renewal!: object;
}

export class BuiltAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly list!: string;

  @ApiProperty()
  readonly version!: number;

  @ApiProperty()
  readonly inputHash!: string;

  @ApiProperty({ enum: ['built', 'infeasible', 'undecided'] })
  readonly status!: string;
}

export class ProposedAnswer {
  @ApiProperty({ description: 'The number of the proposal.' })
  readonly number!: number;
}

export class SignedAnswer {
  @ApiProperty()
  readonly number!: number;

  @ApiProperty()
  readonly version!: number;
}

export class DoneAnswer {
  @ApiProperty()
  readonly done!: boolean;
}

export class ListRefusalsAnswer {
  @ApiProperty({
    description: 'Every reason at once, each with its kind.',
    example: [{ kind: 'cap-reached', cap: 4 }],
  })
  readonly errors!: object;
}

export function summaryAnswer(list: ListSummary): ListSummaryAnswer {
  return summaryFields(list);
}

export function listAnswer(list: RankedList): ListAnswer {
  return {
    ...summaryFields(list),
    inputHash: list.inputHash,
    people: [...list.people.values()].map(({ id, name, merit, standing }) => ({
      id,
      name: fullName(name),
      merit,
      standing,
    })),
    views: {
      ...list.views,
      mandates: list.mandates
        .filter(({ status }) => status === 'seated')
        .map(({ candidateId }) => candidateId),
    },
    outcome: listDocument(list.outcome),
    interventions: list.interventions,
    quotas: list.quotas,
    quotasNow: list.quotasNow,
    renewal: list.renewal,
  };
}

function summaryFields({ id, contestId, state, version, places, seats }: ListSummary) {
  return { id, contest: contestId, state, version, places, seats };
}
