/**
 * Every kind of decision that the ledger may say, in the order in which a primary comes to them. A new one needs words for
 * people in `templates/words/ledger-kinds.yaml`; an old one stays, because what was written is read for ever.
 */
export const ledgerKinds = [
  // accounts
  'account-opened',
  'account-disabled',
  'role-given',
  // the season and its rules
  'primary-created',
  'primary-discarded',
  'rules-changed',
  'rules-frozen',
  'rules-amended',
  'season-moved',
  // candidates
  'candidacy-submitted',
  'candidacy-under-review',
  'candidacy-returned',
  'candidacy-groups-examined',
  'candidacy-certificates-examined',
  'candidacy-decision-proposed',
  'candidacy-decision-vote',
  'candidacy-decision-not-carried',
  'candidacy-decision-no-quorum',
  'candidacy-registered',
  'candidacy-refused',
  'candidacy-appeal-filed',
  'candidacy-appeal-upheld',
  'candidacy-appeal-overturned',
  'candidacy-withdrawn',
  'candidacy-struck-off',
  // the campaign
  'debate-scheduled',
  'debate-cancelled',
  'debate-order-drawn',
  'debate-held',
  'debate-attendance-recorded',
  'debate-evidence-attached',
  'debate-absence-sanctioned',
  'campaign-events-recorded',
  'complaint-filed',
  'complaint-decided',
  'complaint-appealed',
  // who votes
  'members-imported',
  'delegates-set',
  'roll-frozen',
  'voters-marked-for-paper',
  // rounds
  'rounds-planned',
  'round-repeated',
  'paper-places-defined',
  'round-opened',
  'round-paused',
  'round-resumed',
  'round-extended',
  'round-closed',
  'box-ordered',
  // keys
  'trustee-key-registered',
  'ballot-key-made',
  'trial-opened',
  'share-submitted',
  'box-key-rebuilt',
  // the count
  'paper-protocol-entered',
  'round-counted',
  'tie-voted-on',
  'round-recounted',
  'count-taken-back',
  'result-signed',
  'result-dissent-stated',
  'result-published',
  'result-final',
  // lists
  'list-built',
  'list-rebuilt',
  'list-intervention-proposed',
  'list-intervention',
  'list-intervention-refused',
  'list-places-offered',
  'list-place-answered',
  'list-offers-closed',
  'list-yield-offered',
  'list-yield-answered',
  'list-consent-recorded',
  'list-number-emptied',
  'list-filed',
  'mandates-assigned',
  'seat-vacated',
  'seat-filled',
] as const;

export type LedgerKind = (typeof ledgerKinds)[number];

/** Whether a word read from the ledger is one of today’s kinds. */
export function isLedgerKind(kind: string): kind is LedgerKind {
  return (ledgerKinds as readonly string[]).includes(kind);
}
