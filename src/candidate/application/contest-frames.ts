import { Injectable } from '@nestjs/common';
import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import {
  PrimaryDirectory,
  type BodyRule,
  type Contest,
  type Primary,
  type Words,
} from '../../primary/index.js';

/** What surrounds an application: its primary with the rules, its contest and the rule of the body. */
export interface ContestFrame {
  readonly primary: Primary;
  readonly contest: Contest;
  readonly body: BodyRule;
}

/** Finds the frame of an application. What a contest is for never changes and is remembered; the season is asked each time. */
@Injectable()
export class ContestFrames {
  private readonly contests = new Map<ContestId, Contest>();
  private readonly units = new Map<string, readonly TerritoryCode[]>();

  constructor(private readonly directory: PrimaryDirectory) {}

  async of(id: ContestId): Promise<ContestFrame | null> {
    const contest = this.contests.get(id) ?? (await this.directory.contest(id));
    if (!contest) return null;
    this.contests.set(id, contest);
    const primary = await this.directory.byId(contest.primaryId);
    const body = primary?.rules.bodies.find((rule) => rule.id === contest.body);
    return primary && body ? { primary, contest, body } : null;
  }

  /** The frame of an application that exists, and whose contest therefore exists. */
  async known(id: ContestId): Promise<ContestFrame> {
    const frame = await this.of(id);
    if (!frame) throw new Error(`Impossible: contest ${id} of an application is missing`);
    return frame;
  }

  /** Where people may apply: the units of the first stage. They change with the rules only. */
  async unitsOf({ primary, contest, body }: ContestFrame): Promise<readonly TerritoryCode[]> {
    const key = `${contest.id}/${primary.rulesVersion}`;
    const known = this.units.get(key);
    if (known) return known;
    const [first] = body.path;
    const units = first ? await this.directory.unitsOf(contest, first) : [];
    this.units.set(key, units);
    return units;
  }

  /** The frames of several contests, each looked up once. */
  async all(ids: readonly ContestId[]): Promise<ReadonlyMap<ContestId, ContestFrame>> {
    const frames = new Map<ContestId, ContestFrame>();
    for (const id of new Set(ids)) frames.set(id, await this.known(id));
    return frames;
  }
}

/** The contest in words: the body and where it is. */
export function nameOf({ bodyName, territoryName }: Contest): Words {
  const joined = (language: keyof Words): string =>
    `${bodyName[language]}, ${territoryName[language]}`;
  return { kk: joined('kk'), ru: joined('ru'), en: joined('en') };
}
