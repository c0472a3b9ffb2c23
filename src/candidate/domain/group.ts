import { ageOn, type CalendarDate } from '../../kernel/calendar.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { HeldPlace, PersonData, Sex } from './person.js';

/** A group of the rule set, in the shape the rule set has it. */
export type GroupRule =
  | { readonly id: string; readonly kind: 'sex'; readonly sex: Sex }
  | {
      readonly id: string;
      readonly kind: 'age';
      readonly under: number;
      readonly on?: CalendarDate;
    }
  | { readonly id: string; readonly kind: 'certificate'; readonly document: string }
  | {
      readonly id: string;
      readonly kind: 'newcomer';
      readonly notIn: readonly HeldPlace[];
    };

/** What a claim to belong to a group rests on. */
export type EvidenceBasis = 'sex' | 'birth-date' | 'certificate' | 'declaration';

/** `claimed` until the commission has looked; only `verified` ever counts. */
export type EvidenceState = 'claimed' | 'verified' | 'rejected';

export interface GroupEvidence {
  readonly group: string;
  readonly basis: EvidenceBasis;
  readonly state: EvidenceState;
}

/** What the groups of an application are judged on. */
export interface GroupFacts {
  readonly person: Pick<PersonData, 'birthDate' | 'sex'>;
  readonly heldPlaces: readonly HeldPlace[];
  /** Groups the person asks to be counted in and has to prove with a certificate. */
  readonly claimedGroups: readonly string[];
  readonly documents: readonly string[];
  readonly referenceDate: CalendarDate;
}

/** Whether the facts put the person in the group. A certificate counts once it is uploaded and asked for. */
export function belongsTo(rule: GroupRule, facts: GroupFacts): boolean {
  switch (rule.kind) {
    case 'sex':
      return facts.person.sex === rule.sex;
    case 'age':
      // The party's line is under 35, the law's is under 29; each group names its own and may name its own day.
      return ageOn(facts.person.birthDate, rule.on ?? facts.referenceDate) < rule.under;
    case 'certificate':
      return facts.claimedGroups.includes(rule.id) && facts.documents.includes(rule.document);
    case 'newcomer':
      return !rule.notIn.some((place) => facts.heldPlaces.includes(place));
  }
}

/** The evidence an application brings for every group it belongs to: claimed, for the commission to verify. */
export function claimGroups(rules: readonly GroupRule[], facts: GroupFacts): GroupEvidence[] {
  return rules
    .filter((rule) => belongsTo(rule, facts))
    .map((rule) => ({ group: rule.id, basis: evidenceBasis(rule), state: 'claimed' }));
}

/** The groups that count for quotas and reserved places: those the commission has verified, and no others. */
export function verifiedGroups(evidence: readonly GroupEvidence[]): string[] {
  return evidence.filter(({ state }) => state === 'verified').map(({ group }) => group);
}

export type FindingRefusal =
  /** Groups are settled before the vote: checking a category afterwards is what spoils results (domain.md 4.3). */
  | { readonly kind: 'voting-has-begun' }
  | { readonly kind: 'group-not-supported'; readonly group: string }
  | { readonly kind: 'group-unknown'; readonly group: string }
  | { readonly kind: 'reason-missing'; readonly group: string };

/** What a member of the commission found about one claim. A rejection gives its reason. */
export interface Finding {
  readonly group: string;
  readonly verified: boolean;
  readonly note: string;
}

/** The state of the evidence after the finding. Verifying what the facts do not support is refused. */
export function assessEvidence(
  finding: Finding,
  rules: readonly GroupRule[],
  facts: GroupFacts,
  votingHasBegun: boolean,
): Result<Exclude<EvidenceState, 'claimed'>, FindingRefusal[]> {
  const { group } = finding;
  const rule = rules.find(({ id }) => id === group);
  const reasons: FindingRefusal[] = [];
  if (votingHasBegun) reasons.push({ kind: 'voting-has-begun' });
  if (!rule) reasons.push({ kind: 'group-unknown', group });
  if (rule && finding.verified && !belongsTo(rule, facts)) {
    reasons.push({ kind: 'group-not-supported', group });
  }
  if (!finding.verified && !finding.note.trim()) reasons.push({ kind: 'reason-missing', group });
  if (reasons.length > 0) return refuse(reasons);
  return accept(finding.verified ? 'verified' : 'rejected');
}

function evidenceBasis(rule: GroupRule): EvidenceBasis {
  switch (rule.kind) {
    case 'sex':
      return 'sex';
    case 'age':
      return 'birth-date';
    case 'certificate':
      return 'certificate';
    case 'newcomer':
      return 'declaration';
  }
}
