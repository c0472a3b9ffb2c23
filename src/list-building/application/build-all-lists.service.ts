import { Injectable } from '@nestjs/common';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { BuildListService, type BuiltVersion } from './build-list.service.js';
import type { BuildRefusal } from './refusal.js';

/** What came of the list of one contest. */
export interface ContestBuild {
  readonly contestId: ContestId;
  readonly result: Result<BuiltVersion, readonly BuildRefusal[]>;
}

@Injectable()
export class BuildAllListsService {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly one: BuildListService,
  ) {}

  /** Builds the lists of all contests of a season; where a list cannot be built, its refusal stands in its place. */
  async build(primaryId: PrimaryId, actor: Actor): Promise<ContestBuild[]> {
    const builds: ContestBuild[] = [];
    for (const { id } of await this.primaries.contests(primaryId)) {
      builds.push({ contestId: id, result: await this.one.build(id, actor) });
    }
    return builds;
  }
}
