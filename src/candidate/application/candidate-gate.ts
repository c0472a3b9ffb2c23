import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SeasonGates } from '../../primary/index.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';

/** What this module has against a move of the season: undecided applications, unexamined claims, open appeals. */
@Injectable()
export class CandidateGate implements OnModuleInit {
  constructor(
    private readonly gates: SeasonGates,
    private readonly candidacies: CandidacyRepository,
  ) {}

  onModuleInit(): void {
    this.gates.add(async (primaryId, { to }) => {
      if (to !== 'campaigning' && to !== 'voting') return [];
      const work = await this.candidacies.openWork(primaryId);
      const counts =
        to === 'campaigning'
          ? { 'applications-undecided': work.undecided }
          : { 'groups-unexamined': work.unexamined, 'appeals-open': work.appeals };
      return Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => ({ module: 'candidate', kind, values: { count } }));
    });
  }
}
