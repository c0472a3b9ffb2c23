import {
  anything,
  base64,
  hex,
  instant,
  listOf,
  maybe,
  nullOr,
  object,
  oneOf,
  oneOfNumbers,
  text,
  uuid,
  whole,
  yesOrNo,
  type Of,
} from './shapes.js';

// The records of a bundle, as docs/bundle.md describes them.

export const manifestShape = object({
  format: oneOf('irikteu-bundle/1'),
  round: uuid,
  madeAt: instant,
  files: listOf(object({ name: text, bytes: whole, sha256: hex(32) })),
});

/** Heads of the ledger from before the boxes had logs are of version 1 and do not say of which log they are. */
const headShape = object({
  version: oneOfNumbers(1, 2),
  size: whole,
  root: hex(32),
  at: instant,
  signature: base64,
});

export const headsShape = object({ heads: listOf(headShape) });

export const ledgerShape = object({
  head: headShape,
  entries: listOf(
    object({
      index: whole,
      kind: text,
      subject: text,
      actor: nullOr(uuid),
      at: instant,
      data: anything,
      path: listOf(hex(32)),
    }),
  ),
});

const ballotKeyShape = object({
  publicKey: hex(32),
  privateKey: nullOr(hex(32)),
  trialPublicKey: hex(32),
  needed: whole,
  trialSealed: hex(),
  trialOpenedAt: nullOr(instant),
  shares: listOf(
    object({
      place: whole,
      trustee: uuid,
      trusteeKey: hex(32),
      sealed: hex(),
      commitment: hex(32),
      trialCommitment: hex(32),
      trialShare: nullOr(hex(33)),
      share: nullOr(hex(33)),
    }),
  ),
});

export const keysShape = object({
  ledger: base64,
  token: nullOr(base64),
  ballot: nullOr(ballotKeyShape),
});

export const contestShape = object({
  id: uuid,
  season: uuid,
  body: text,
  territory: text,
  seats: whole,
  places: whole,
});

export const roundShape = object({
  id: uuid,
  season: uuid,
  contest: uuid,
  stage: text,
  unit: text,
  attempt: whole,
  electorate: oneOf('members', 'delegates', 'commission'),
  channels: listOf(oneOf('online', 'paper')),
  ballot: object({
    kind: oneOf('single', 'rating', 'cumulative', 'score', 'ranking'),
    marks: maybe(whole),
    votes: maybe(whole),
    mostForOne: maybe(whole),
    highest: maybe(whole),
    ranks: maybe(whole),
    equalRanks: maybe(yesOrNo),
  }),
  contentBytes: whole,
  unitSeats: whole,
  orderSeed: text,
  opensAt: instant,
  closesAt: instant,
  rollSize: whole,
});

export const candidatesShape = object({
  candidates: listOf(object({ id: uuid, name: text })),
});

const protocolShape = object({
  signatures: whole,
  issued: whole,
  cast: whole,
  valid: whole,
  invalid: whole,
  votes: listOf(whole),
  ballots: maybe(
    listOf(object({ count: whole, ballot: listOf(object({ candidate: whole, value: whole })) })),
  ),
});

export const paperShape = object({
  places: listOf(
    object({
      id: uuid,
      name: text,
      listed: nullOr(whole),
      entries: listOf(object({ typedBy: uuid, protocol: protocolShape })),
    }),
  ),
});

/** What of a result must be read before it is compared as a whole. */
const countShape = object({
  outcome: oneOf('elected', 'quorum-not-met', 'waiting'),
  turnout: whole,
  valid: whole,
  candidates: listOf(
    object({
      candidacyId: text,
      votes: nullOr(whole),
      rank: whole,
      elected: yesOrNo,
      standing: yesOrNo,
    }),
  ),
  ties: listOf(
    object({
      candidates: listOf(text),
      steps: listOf(object({ by: text, group: maybe(text), classes: listOf(listOf(text)) })),
    }),
  ),
});

const documentShape = (value: unknown, path: string) => ({
  read: countShape(value, path),
  whole: anything(value, path),
});

export const resultShape = object({
  result: documentShape,
  hash: hex(32),
  tieVotes: listOf(object({ tie: text, member: uuid, order: listOf(text) })),
  signatures: listOf(object({ member: uuid, signedAt: instant })),
  dissents: listOf(object({ member: uuid, text })),
  recounts: listOf(
    object({
      number: whole,
      without: listOf(text),
      reason: text,
      result: documentShape,
      hash: hex(32),
    }),
  ),
});

/** The results of the stages before, as they were published. */
export const earlierShape = object({
  rounds: listOf(object({ round: uuid, stage: text, unit: text, result: documentShape })),
});

export const listShape = object({
  list: uuid,
  contest: uuid,
  state: text,
  version: whole,
  /** The document of the version in force, byte for byte. */
  input: text,
  output: anything,
  views: object({
    asVoted: listOf(text),
    afterQuotas: listOf(text),
    afterInterventions: listOf(text),
    asFiled: listOf(text),
  }),
  interventions: listOf(object({ number: whole, place: whole, candidate: text, reason: text })),
  /** The hashes of the results that the version in force rests on. */
  results: listOf(text),
  versions: listOf(object({ version: whole, cause: text, input: hex(32) })),
});

export type Manifest = Of<typeof manifestShape>;
export type Heads = Of<typeof headsShape>['heads'];
export type LedgerPart = Of<typeof ledgerShape>;
export type LedgerEntry = LedgerPart['entries'][number];
export type Keys = Of<typeof keysShape>;
export type BallotKey = Of<typeof ballotKeyShape>;
export type Contest = Of<typeof contestShape>;
export type RoundRecord = Of<typeof roundShape>;
export type Candidates = Of<typeof candidatesShape>['candidates'];
export type PaperPlaces = Of<typeof paperShape>['places'];
export type PaperProtocol = Of<typeof protocolShape>;
export type ResultRecord = Of<typeof resultShape>;
export type CountDocument = Of<typeof documentShape>;
export type EarlierResults = Of<typeof earlierShape>['rounds'];
export type ListRecord = Of<typeof listShape>;
