import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { assessEvidence, type Finding } from '../domain/group.js';
import { CandidacyRepository, type EvidenceFinding } from '../persistence/candidacy.repository.js';
import type { Dossier } from '../persistence/dossier.js';
import { groupFacts } from './application-facts.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import type { CandidateRefusal } from './refusal.js';
import { reviews } from './scope.js';
import { sealedFinding } from './sealed-finding.js';

export interface FindingFor extends Finding {
  readonly candidacyId: CandidacyId;
}

const beforeVoting = ['draft', 'announced', 'registration', 'campaigning'];

/** What the commission found about claims to belong to a group. Only a verified claim counts, and only before the vote. */
@Injectable()
export class VerifyGroupEvidenceService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly frames: ContestFrames,
    private readonly candidacies: CandidacyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them or none. */
  async verify(
    findings: readonly FindingFor[],
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide((tx) => this.decide(tx, findings, actor));
  }

  private async decide(
    tx: Tx,
    findings: readonly FindingFor[],
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const ids = [...new Set(findings.map(({ candidacyId }) => candidacyId))];
    const dossiers = new Map((await this.candidacies.lock(tx, ids)).map((one) => [one.id, one]));
    const frames = await this.frames.all([...dossiers.values()].map(({ contestId }) => contestId));
    const refusals: CandidateRefusal[] = [];
    const found: EvidenceFinding[] = [];
    for (const finding of findings) {
      const dossier = dossiers.get(finding.candidacyId);
      const frame =
        dossier && defined(frames.get(dossier.contestId), 'the frame of an application');
      const judged = dossier && frame && judge(finding, dossier, frame, actor);
      if (!judged) refusals.push({ kind: 'application-unknown' });
      else if (judged.ok) found.push(judged.value);
      else refusals.push(...judged.error);
    }
    if (refusals.length > 0) return refuse(refusals);
    await this.candidacies.saveFindings(tx, found, actor.accountId, this.clock.now());
    for (const id of ids) {
      const ofThis = found.filter(({ candidacyId }) => candidacyId === id);
      const { contestId } = defined(dossiers.get(id), 'an application');
      const frame = defined(frames.get(contestId), 'the frame of an application');
      await this.publish(tx, id, ofThis, frame, actor);
    }
    return accept(true);
  }

  /** Everybody may know what was found about age, sex and earlier mandates; of a certificate only that one was examined. */
  private async publish(
    tx: Tx,
    id: CandidacyId,
    found: readonly EvidenceFinding[],
    { primary, contest }: ContestFrame,
    { accountId: actor }: Actor,
  ): Promise<void> {
    const proved = primary.rules.groups.filter(({ kind }) => kind === 'certificate');
    const isSealed = ({ group }: EvidenceFinding) => proved.some((rule) => rule.id === group);
    const [sealed, plain] = [found.filter(isSealed), found.filter((one) => !isSealed(one))];
    if (plain.length > 0) {
      await this.ledger.append(tx, {
        kind: 'candidacy-groups-examined',
        subject: id,
        actor,
        data: statesOf(plain),
      });
    }
    if (sealed.length > 0) {
      const finding = sealedFinding(id, statesOf(sealed));
      await this.candidacies.keepSealed(tx, finding, actor, this.clock.now());
      await this.ledger.append(tx, {
        kind: 'candidacy-certificates-examined',
        subject: contest.id,
        actor,
        data: { sealed: finding.hash },
      });
    }
  }
}

function statesOf(found: readonly EvidenceFinding[]): Record<string, EvidenceFinding['state']> {
  return Object.fromEntries(found.map(({ group, state }) => [group, state]));
}

function judge(
  finding: FindingFor,
  dossier: Dossier,
  frame: ContestFrame,
  actor: Actor,
): Result<EvidenceFinding, CandidateRefusal[]> {
  const { group, note, candidacyId } = finding;
  const facts = groupFacts(dossier, frame);
  const claimed = dossier.evidence.some((evidence) => evidence.group === group);
  const refusals: CandidateRefusal[] = [];
  if (!reviews(actor, dossier.territory)) refusals.push({ kind: 'outside-your-territory' });
  if (dossier.state !== 'under-review' && dossier.state !== 'registered') {
    refusals.push({ kind: 'not-under-review', state: dossier.state });
  }
  if (!facts || !claimed) return refuse([...refusals, { kind: 'evidence-unknown', group }]);
  const votingHasBegun = !beforeVoting.includes(frame.primary.state);
  const assessed = assessEvidence(finding, frame.primary.rules.groups, facts, votingHasBegun);
  if (!assessed.ok) return refuse([...refusals, ...assessed.error]);
  if (refusals.length > 0) return refuse(refusals);
  return accept({ candidacyId, group, note: note.trim(), state: assessed.value });
}
