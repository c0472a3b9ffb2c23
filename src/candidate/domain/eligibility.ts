import { ageOn, type CalendarDate } from '../../kernel/calendar.js';
import type { CandidacyId, ContestId } from '../../kernel/ids.js';
import type { GroupRule } from './group.js';
import type { Bar, PersonData } from './person.js';
import {
  platformReasons,
  type PlatformFrame,
  type Pledge,
  type PlatformReason,
} from './platform.js';

export type Level = 'country' | 'region' | 'district';
export type Route = 'party-organisation' | 'self';

/** The part of the rule set that says who may stand, in the shape the rule set has it. */
export interface StandingRules {
  readonly calendar: {
    readonly registration: { readonly from: CalendarDate; readonly to: CalendarDate };
    readonly referenceDate: CalendarDate;
  };
  readonly eligibility: {
    readonly minimumAge: Readonly<Partial<Record<Level, number>>>;
    readonly residenceYears: number;
    readonly membership: 'required' | 'by-close' | 'none';
    readonly barredBy: readonly Bar[];
    readonly candidaciesPerLevel: number;
  };
  readonly nomination: readonly Route[];
  readonly documents: readonly {
    readonly id: string;
    readonly required: 'always' | 'for-group' | 'for-route';
    readonly of?: string;
  }[];
  readonly groups: readonly GroupRule[];
}

/** Everything an application says, beside what is known of the person's other applications. */
export interface ApplicationFacts {
  /** The day in the party's time zone on which the question is asked. */
  readonly today: CalendarDate;
  /** At submission the registration window counts and joining the party may still be under way; at the decision not. */
  readonly moment: 'submission' | 'decision';
  readonly level: Level;
  readonly route: Route;
  /** The party organisation that nominates, where the route says so. */
  readonly organisation: string | null;
  readonly person: PersonData | null;
  /** The groups the person claims a certificate for. */
  readonly claimedGroups: readonly string[];
  readonly documents: readonly string[];
  readonly pledges: readonly Pledge[];
  readonly platformFrame: PlatformFrame;
  /** Active applications of the same person at the same level, this one left out. */
  readonly elsewhere: readonly OtherCandidacy[];
}

/** Another application of the same person, with the place it was made in, for the sentence that names it. */
export interface OtherCandidacy {
  readonly candidacyId: CandidacyId;
  readonly contestId: ContestId;
  readonly where: { readonly kk: string; readonly ru: string; readonly en: string };
}

export type EligibilityReason =
  | { readonly kind: 'registration-not-open'; readonly from: CalendarDate }
  | { readonly kind: 'registration-closed'; readonly to: CalendarDate }
  | { readonly kind: 'route-not-offered'; readonly route: Route }
  | { readonly kind: 'organisation-missing' }
  | { readonly kind: 'person-missing' }
  | {
      readonly kind: 'too-young';
      readonly needed: number;
      readonly age: number;
      readonly on: CalendarDate;
    }
  | { readonly kind: 'residence-too-short'; readonly needed: number; readonly years: number }
  | { readonly kind: 'not-a-member'; readonly joiningAllowed: boolean }
  | { readonly kind: 'barred'; readonly by: Bar }
  | { readonly kind: 'candidacy-elsewhere'; readonly other: OtherCandidacy; readonly most: number }
  | { readonly kind: 'document-missing'; readonly document: string }
  | PlatformReason;

/** The questions of a dossier, in the order a commission asks them. */
export const checkNames = [
  'window',
  'route',
  'person',
  'age',
  'residence',
  'membership',
  'convictions',
  'one-per-level',
  'documents',
  'platform',
] as const;

export type CheckName = (typeof checkNames)[number];

/** One question of the dossier with everything that speaks against the applicant; passed when nothing does. */
export interface EligibilityCheck {
  readonly name: CheckName;
  readonly reasons: readonly EligibilityReason[];
}

/** Every question of the dossier with its answer. */
export function eligibilityChecks(
  rules: StandingRules,
  facts: ApplicationFacts,
): EligibilityCheck[] {
  return checkNames.map((name) => ({ name, reasons: checks[name](rules, facts) }));
}

/** All reasons that speak against an application at once; empty when the person may stand. */
export function eligibilityReasons(
  rules: StandingRules,
  facts: ApplicationFacts,
): EligibilityReason[] {
  return eligibilityChecks(rules, facts).flatMap((check) => check.reasons);
}

/** The documents this application must carry: always, for its route, and for the certificates it claims. */
export function requiredDocuments(
  rules: Pick<StandingRules, 'documents' | 'groups'>,
  application: Pick<ApplicationFacts, 'route' | 'claimedGroups'>,
): string[] {
  const listed = rules.documents.filter((document) => {
    switch (document.required) {
      case 'always':
        return true;
      case 'for-route':
        return document.of === application.route;
      case 'for-group':
        return application.claimedGroups.some((group) => group === document.of);
    }
  });
  const certificates = rules.groups.flatMap((group) =>
    group.kind === 'certificate' && application.claimedGroups.includes(group.id)
      ? [group.document]
      : [],
  );
  return [...new Set([...listed.map((document) => document.id), ...certificates])];
}

type Check = (rules: StandingRules, facts: ApplicationFacts) => EligibilityReason[];

const checks: Readonly<Record<CheckName, Check>> = {
  window: ({ calendar }, { today, moment }) => {
    const { from, to } = calendar.registration;
    if (moment === 'decision') return [];
    if (today < from) return [{ kind: 'registration-not-open', from }];
    return today > to ? [{ kind: 'registration-closed', to }] : [];
  },

  route: ({ nomination }, { route, organisation }) => [
    ...(nomination.includes(route) ? [] : [{ kind: 'route-not-offered', route } as const]),
    ...(route === 'party-organisation' && !organisation?.trim()
      ? [{ kind: 'organisation-missing' } as const]
      : []),
  ],

  person: (_, { person }) => (person ? [] : [{ kind: 'person-missing' }]),

  // At least 25 years for the Majilis and 20 for a maslikhat (informburo.kz 107268), on the reference date.
  age: ({ eligibility, calendar }, { level, person }) => {
    const needed = eligibility.minimumAge[level];
    if (!person || needed === undefined) return [];
    const on = calendar.referenceDate;
    const age = ageOn(person.birthDate, on);
    return age < needed ? [{ kind: 'too-young', needed, age, on }] : [];
  },

  residence: ({ eligibility, calendar }, { person }) => {
    if (!person) return [];
    const needed = eligibility.residenceYears;
    const years = ageOn(person.residentSince, calendar.referenceDate);
    return years < needed ? [{ kind: 'residence-too-short', needed, years }] : [];
  },

  // "A non-member may join until registration closes" (informburo.kz 107268).
  membership: ({ eligibility }, { person, moment }) => {
    if (!person || eligibility.membership === 'none' || person.membership === 'member') return [];
    const joiningAllowed = eligibility.membership === 'by-close' && moment === 'submission';
    return joiningAllowed && person.membership === 'joining'
      ? []
      : [{ kind: 'not-a-member', joiningAllowed }];
  },

  convictions: ({ eligibility }, { person }) =>
    eligibility.barredBy
      .filter((bar) => person?.bars.includes(bar))
      .map((by) => ({ kind: 'barred', by })),

  // "From one region, city or district only" (tengrinews.kz 404537).
  'one-per-level': ({ eligibility }, { elsewhere }) =>
    elsewhere.length < eligibility.candidaciesPerLevel
      ? []
      : elsewhere.map((other) => ({
          kind: 'candidacy-elsewhere',
          other,
          most: eligibility.candidaciesPerLevel,
        })),

  documents: (rules, facts) =>
    requiredDocuments(rules, facts)
      .filter((document) => !facts.documents.includes(document))
      .map((document) => ({ kind: 'document-missing', document })),

  platform: (_, { pledges, platformFrame }) => platformReasons(pledges, platformFrame),
};
