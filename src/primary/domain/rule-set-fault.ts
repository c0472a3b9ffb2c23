/** Everything that can be wrong with a rule set. Each kind has its sentence in the words of this module. */
export const ruleSetFaultKinds = [
  // The shape of the document.
  'not-yaml',
  'too-long',
  'missing',
  'unknown-name',
  'wrong-type',
  'text-in-quotes',
  'not-one-of',
  'not-exactly',
  'not-a-share',
  'not-a-date',
  'not-an-id',
  'not-a-territory',
  'too-small',
  'too-few-items',
  'empty-text',
  'twice-in-list',
  // What the parts name.
  'duplicate-id',
  'unknown-group',
  'unknown-document',
  'unknown-route',
  'unknown-territory',
  'territory-of-other-level',
  'renewal-group-not-newcomer',
  'minimum-age-missing',
  'document-of-missing',
  // Amounts.
  'share-above-one',
  'majority-unreachable',
  'list-shorter-than-seats',
  'cap-above-list',
  // The selection path.
  'cut-takes-nobody',
  'cut-below-one-per-seat',
  'cut-above-incoming',
  'too-few-for-seats',
  'marks-none',
  'most-for-one-above-votes',
  'score-too-high',
  'grades-not-scores',
  'stage-units-go-down',
  'stage-unit-wider-than-body',
  'merge-needs-single-unit',
  'too-few-seats-for-units',
  'ties-not-settled',
  'ties-after-end',
  'no-earlier-stage',
  // Counting.
  'counting-missing',
  'method-not-for-ballot',
  'equal-ranks-not-counted',
  'more-than-method-counts',
  'merge-needs-sums',
  'step-without-rounds',
  'earlier-stage-without-sums',
  // Calendar, debates and appeals.
  'calendar-out-of-order',
  'absence-without-obligation',
  'ladder-goes-down',
  // Quotas and reserved places.
  'quota-without-amount',
  'quota-amount-in-gap',
  'quota-share-of-one-place',
  'same-priority',
  'quota-floor-above-ceiling',
  'quota-above-window',
  'quota-beyond-list',
  'quota-window-reversed',
  'quotas-cannot-hold-together',
  'quotas-no-order',
  'used-up-not-answered',
  'used-up-not-asked',
  'when-used-up-not-answered',
  'not-places',
  'slot-undefined',
  'slot-defined-twice',
  'slot-beyond-list',
] as const;

export type RuleSetFaultKind = (typeof ruleSetFaultKinds)[number];

/** What a rule set leaves open and a person has to decide: nothing is wrong with it, but it cannot run unanswered. */
export function isOpenQuestion({ kind }: RuleSetFault): boolean {
  return (
    kind === 'slot-undefined' ||
    kind === 'used-up-not-answered' ||
    kind === 'when-used-up-not-answered'
  );
}

/** One thing that is wrong, and where: `bodies[0].path[1].cut.factor`. */
export interface RuleSetFault {
  readonly path: string;
  readonly kind: RuleSetFaultKind;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A fault at `path`. */
export function fault(
  path: string,
  kind: RuleSetFaultKind,
  values: RuleSetFault['values'] = {},
): RuleSetFault {
  return { path, kind, values };
}
