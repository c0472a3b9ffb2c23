import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PrimaryId } from '../../kernel/ids.js';
import {
  PrimaryDirectory,
  SeasonGates,
  type Blocker,
  type SeasonMove,
} from '../../primary/index.js';
import { ListRepository } from '../persistence/list.repository.js';

/** What lists have against a move of the season: it is filed when every list is. */
@Injectable()
export class ListGate implements OnModuleInit {
  constructor(
    private readonly gates: SeasonGates,
    private readonly primaries: PrimaryDirectory,
    private readonly lists: ListRepository,
  ) {}

  onModuleInit(): void {
    this.gates.add((primaryId, move) => this.blockers(primaryId, move));
  }

  private async blockers(primaryId: PrimaryId, { to }: SeasonMove): Promise<Blocker[]> {
    if (to !== 'filed') return [];
    const [contests, lists] = await Promise.all([
      this.primaries.contests(primaryId),
      this.lists.ofPrimary(primaryId),
    ]);
    const count = (states: readonly string[]) =>
      lists.filter(({ state }) => states.includes(state)).length;
    const blocker = (kind: string, number: number): Blocker[] =>
      number > 0 ? [{ module: 'list-building', kind, values: { lists: number } }] : [];
    return [
      ...blocker('lists-not-built', contests.length - lists.length),
      ...blocker('lists-impossible', count(['infeasible', 'undecided'])),
      ...blocker('lists-not-filed', count(['built'])),
    ];
  }
}
