import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId, ContestId, TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, violatedUnique } from '../../platform/database/index.js';
import { Accounts, holds, type Actor } from '../../platform/identity/index.js';
import { RegistrationWindow, type Registration } from '../../primary/index.js';
import type { Route } from '../domain/eligibility.js';
import { parseIin } from '../domain/iin.js';
import type { HeldPlace } from '../domain/person.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { PersonRepository } from '../persistence/person.repository.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import type { CandidateRefusal } from './refusal.js';
import { takesIn } from './scope.js';

export interface NewApplication {
  readonly contestId: ContestId;
  /** Where the person applies: a unit of the first stage. Absent: the territory of the body itself. */
  readonly unit?: TerritoryCode;
  readonly route: Route;
  readonly organisation?: string | null;
  /** Groups the person asks to be counted in by certificate. */
  readonly claimedGroups?: readonly string[];
  /** Places held before, for the question who is a newcomer. */
  readonly heldPlaces?: readonly HeldPlace[];
  /** Who applies, when the commission types in an application on paper; a candidate's own account says it otherwise. */
  readonly applicant?: { readonly iin: string; readonly contact: string };
}

/** Starts a draft application in one contest. A draft is the applicant's own business and leaves no public record. */
@Injectable()
export class StartApplicationService {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly frames: ContestFrames,
    private readonly people: PersonRepository,
    private readonly candidacies: CandidacyRepository,
    private readonly registration: RegistrationWindow,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(
    application: NewApplication,
    actor: Actor,
  ): Promise<Result<CandidacyId, CandidateRefusal[]>> {
    const frame = await this.frames.of(application.contestId);
    if (!frame) return refuse([{ kind: 'contest-unknown' }]);
    const unit = application.unit ?? frame.contest.territory;
    const refusals = await this.refusalsOf(frame, unit);
    const applicant = await this.applicant(application, actor, unit);
    if (!applicant.ok) return refuse([...refusals, ...applicant.error]);
    const iin = parseIin(applicant.value.iin);
    if (!iin.ok) return refuse([...refusals, iin.error]);
    if (refusals.length > 0) return refuse(refusals);
    const { accountId, contact } = applicant.value;
    const [id, now] = [randomUUID() as CandidacyId, this.clock.now()];
    try {
      await this.database.transaction(async (tx) => {
        const person = await this.people.ensure(tx, { iin: iin.value, accountId, contact }, now);
        await this.candidacies.add(
          tx,
          {
            id,
            primaryId: frame.primary.id,
            contestId: frame.contest.id,
            personId: person.id,
            level: frame.body.level,
            territory: frame.contest.territory,
            unit,
            route: application.route,
            organisation: application.organisation?.trim() ?? null,
            claimedGroups: application.claimedGroups ?? [],
            heldPlaces: application.heldPlaces ?? [],
          },
          now,
        );
      });
    } catch (error) {
      if (violatedUnique(error) === 'candidate_candidacy_one_per_contest') {
        return refuse([{ kind: 'already-applied' }]);
      }
      throw error;
    }
    return accept(id);
  }

  private async refusalsOf(frame: ContestFrame, unit: TerritoryCode): Promise<CandidateRefusal[]> {
    const refusals: CandidateRefusal[] = [];
    const window = windowRefusal(frame.primary.state, this.registration.of(frame.primary));
    if (window) refusals.push(window);
    if (!(await this.frames.unitsOf(frame)).includes(unit))
      refusals.push({ kind: 'unit-outside-contest' });
    return refusals;
  }

  private async applicant(
    { applicant }: NewApplication,
    actor: Actor,
    unit: TerritoryCode,
  ): Promise<Result<Applicant, CandidateRefusal[]>> {
    if (applicant) {
      if (!takesIn(actor, unit)) return refuse([{ kind: 'outside-your-territory' }]);
      return accept({ ...applicant, accountId: null });
    }
    const account = holds(actor, 'candidate') ? await this.accounts.byId(actor.accountId) : null;
    return account?.iin
      ? accept({ iin: account.iin, contact: account.contact, accountId: account.id })
      : refuse([{ kind: 'not-your-application' }]);
  }
}

interface Applicant {
  readonly iin: string;
  readonly contact: string | null;
  readonly accountId: Actor['accountId'] | null;
}

/** An application that could not be handed in is not begun either. */
function windowRefusal(season: string, registration: Registration): CandidateRefusal | null {
  if (season !== 'registration') return { kind: 'not-registering', season };
  switch (registration.kind) {
    case 'open':
      return null;
    case 'over':
      return { kind: 'registration-closed', to: registration.to };
    case 'ahead':
    case 'awaited':
      return { kind: 'registration-not-open', from: registration.from };
  }
}
