import type { QuotaStanding } from './broken-quotas.js';

/** What a list lacks before it can be filed. All of it is said at once. */
export type FilingGap =
  | { readonly kind: 'not-built' }
  | { readonly kind: 'place-open'; readonly place: number }
  | { readonly kind: 'too-long'; readonly places: number; readonly allowed: number }
  | { readonly kind: 'no-minutes' }
  | { readonly kind: 'not-a-member'; readonly place: number; readonly candidate: string }
  | { readonly kind: 'place-not-accepted'; readonly place: number; readonly candidate: string }
  | { readonly kind: 'no-consent'; readonly place: number; readonly candidate: string }
  | { readonly kind: 'declined'; readonly place: number; readonly candidate: string }
  | { readonly kind: 'no-longer-registered'; readonly place: number; readonly candidate: string }
  | {
      readonly kind: 'no-document';
      readonly document: string;
      readonly place: number;
      readonly candidate: string;
    }
  | ({ readonly kind: 'quota-broken' } & QuotaStanding);

/** A person on the list as the election commission will look at the papers. */
export interface FilingPerson {
  readonly place: number;
  readonly candidate: string;
  readonly registered: boolean;
  readonly consent: 'given' | 'declined' | null;
  /** Whether the place is one of those the person accepts. */
  readonly placeAccepted: boolean;
  /** Only members may be listed (constitutional law "On elections", art. 87); true where the rules do not ask. */
  readonly member: boolean;
  /** Documents the rules demand of this person, and whether they are there. */
  readonly documents: readonly { readonly document: string; readonly present: boolean }[];
}

/** What the rules demand of the list as a whole. */
export interface FilingDemands {
  readonly consent: boolean;
  /** The most places a list may have: the seats and the share above them. */
  readonly allowedPlaces: number;
  /** Whether the minutes of the congress are demanded, and whether they are named. */
  readonly minutes: 'not-demanded' | 'named' | 'missing';
}

/** Everything that stands between a list and its filing; empty when it can be filed. */
export function filingGaps(
  places: number,
  people: readonly FilingPerson[],
  broken: readonly QuotaStanding[],
  demands: FilingDemands,
): FilingGap[] {
  if (people.length === 0) return [{ kind: 'not-built' }];
  const taken = new Set(people.map(({ place }) => place));
  const openPlaces = Array.from({ length: places }, (_, index) => index + 1).filter(
    (place) => !taken.has(place),
  );
  return [
    ...openPlaces.map((place) => ({ kind: 'place-open', place }) as const),
    ...(people.length > demands.allowedPlaces
      ? [{ kind: 'too-long', places: people.length, allowed: demands.allowedPlaces } as const]
      : []),
    ...(demands.minutes === 'missing' ? [{ kind: 'no-minutes' } as const] : []),
    ...people.flatMap((person) => personGaps(person, demands.consent)),
    ...broken.map((quota) => ({ kind: 'quota-broken', ...quota }) as const),
  ];
}

function personGaps(person: FilingPerson, consentRequired: boolean): FilingGap[] {
  const { place, candidate, registered, consent, documents, member, placeAccepted } = person;
  const who = { place, candidate };
  return [
    ...(registered ? [] : [{ kind: 'no-longer-registered', ...who } as const]),
    ...(consent === 'declined' ? [{ kind: 'declined', ...who } as const] : []),
    ...(placeAccepted ? [] : [{ kind: 'place-not-accepted', ...who } as const]),
    ...(member ? [] : [{ kind: 'not-a-member', ...who } as const]),
    ...(consent === null && consentRequired ? [{ kind: 'no-consent', ...who } as const] : []),
    ...documents
      .filter(({ present }) => !present)
      .map(({ document }) => ({ kind: 'no-document', document, ...who }) as const),
  ];
}
