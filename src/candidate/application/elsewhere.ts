import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { OtherCandidacy } from '../domain/eligibility.js';
import { CandidacyRepository, type ElsewhereRow } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { ContestFrames, nameOf } from './contest-frames.js';

/** The other active applications of a person at the same level, anywhere in the country. */
@Injectable()
export class Elsewhere {
  constructor(
    private readonly candidacies: CandidacyRepository,
    private readonly frames: ContestFrames,
  ) {}

  async of(dossier: Dossier, tx?: Tx): Promise<OtherCandidacy[]> {
    return await this.named(await this.candidacies.elsewhere(dossier, dossier.person.id, tx));
  }

  /** The same with the first free place among the person's candidacies at the level, counted from 1. */
  async withFreeSlot(
    dossier: Dossier,
    tx: Tx,
  ): Promise<{ readonly others: readonly OtherCandidacy[]; readonly slot: number }> {
    const rows = await this.candidacies.elsewhere(dossier, dossier.person.id, tx);
    const taken = new Set(rows.map(({ slot }) => slot));
    let slot = 1;
    while (taken.has(slot)) slot += 1;
    return { others: await this.named(rows), slot };
  }

  private async named(rows: readonly ElsewhereRow[]): Promise<OtherCandidacy[]> {
    return await Promise.all(
      rows.map(async ({ candidacyId, contestId }) => {
        const { contest } = await this.frames.known(contestId);
        return { candidacyId, contestId, where: nameOf(contest) };
      }),
    );
  }
}
