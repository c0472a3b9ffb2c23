import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeArchive } from '../../src/bundle/application/write-archive.js';
import { canonicalJson, leafHash, merkleRoot, type Json } from '../../src/platform/ledger/index.js';
import { sha256Lot } from '../../src/platform/lot/index.js';
import { concat, label, uuidBytes } from '../../src/voting/keys/bytes.js';
import { makeRoundKeys, openShare, type RoundKeys } from '../../src/voting/keys/ceremony.js';
import { makeKeyPair, seal, type KeyPair } from '../../src/voting/keys/hpke.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { fraction } from '../../src/kernel/exact.js';
import type { RoundId } from '../../src/kernel/ids.js';
import { keyOfSome } from '../../src/voting/keys/shares.js';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { encodeBallot, encodedLength } from '../../src/voting/domain/ballots/ballot-bytes.js';
import { foldBallots, type FoldedBallots } from '../../src/voting/domain/ballots/folded-ballots.js';
import type { CountInput, CountingRules } from '../../src/voting/domain/rounds/count-input.js';
import { methodOfRule, paperContent } from '../../src/voting/domain/rounds/counting-rule.js';
import { ballotKey, type CountedBallot } from '../../src/voting/domain/rounds/paper-ballots.js';
import { countRound } from '../../src/voting/domain/rounds/round-count.js';
import { eldestFirst, looksAtAge } from '../../src/voting/domain/ties/age-order.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { buildList } from '../../src/list-building/domain/build-list.js';
import { readListInput } from '../../src/list-building/domain/read-list-input.js';

/** What a bundle is made of before it is written: records that a test may change, and binary files. */
export interface BundleParts {
  readonly records: Record<string, Json>;
  readonly bins: Record<string, Buffer>;
  readonly ledger: LedgerBook;
  readonly key: KeyObject;
}

/** Entries that a ledger will have; their places, proofs and head come when the bundle is written. */
export type LedgerBook = {
  kind: string;
  subject: string;
  actor: string | null;
  at: string;
  data: Json;
}[];

export interface RoundToSeal {
  readonly form: BallotForm;
  readonly counting?: { readonly method: string; readonly options?: Record<string, string> };
  readonly ballotRule: Json;
  readonly ballots: readonly Ballot[];
  /** Ballots of the one paper place; no paper channel without it. */
  readonly paper?: readonly CountedBallot[];
  readonly seats?: number;
  readonly ties?: readonly TieStep[];
  readonly list?: boolean;
  /** Other ballots than `ballots`: so many that they are sealed elsewhere. */
  readonly box?: { readonly ballots: number; readonly seal: SealBox };
  /** Candidates who left before the count. */
  readonly gone?: readonly number[];
  /** By position, what ties may be decided by. */
  readonly people?: readonly { readonly birthDate: string; readonly groups: readonly string[] }[];
  /** By position, the votes in a stage before; null where somebody did not stand. */
  readonly earlier?: { readonly valid: number; readonly votes: readonly (number | null)[] };
  /** The order that two members of the commission gave those whose tie they were asked about. */
  readonly decision?: readonly number[];
  /** Who left after the publication, so that the round was counted again. */
  readonly recountWithout?: readonly number[];
  /** The private key of a box that is a program of its own, and what the ledger says of it, if that is something else. */
  readonly distantBox?: { readonly key: KeyObject; readonly stated?: string | null };
}

/** Seals the ballots of a round with its keys; `token` signs. */
export type SealBox = (order: {
  readonly round: RoundId;
  readonly ballotKey: Uint8Array;
  readonly token: KeyObject;
}) => Promise<SealedBox>;

/** The box of a round: its log, and what is in it. */
export interface SealedBox {
  readonly log: Buffer;
  readonly leafHashes: readonly Buffer[];
  /** SHA-256 over the contents. */
  readonly digest: string;
  readonly folded: FoldedBallots;
}

const hash = (...parts: (string | Uint8Array)[]): Buffer => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest();
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The key that signs heads and manifests in these tests. */
export const ledgerKey = generateKeyPairSync('ed25519').privateKey;
const tokenKey = generateKeyPairSync('rsa', { modulusLength: 2048 });

let minute = 0;
const later = (): string => new Date(Date.UTC(2026, 10, 20) + 60_000 * minute++).toISOString();

/** A whole round, sealed, counted, signed and published without a database, in the formats of the protocol. */
export async function sealRound(plan: RoundToSeal): Promise<BundleParts> {
  const { form, seats = 2, ties = [{ kind: 'lot' }] } = plan;
  const [round, season, contest, chair] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const ledger: LedgerBook = [];
  const note = (kind: string, subject: string, data: Json, actor: string | null = chair): void => {
    ledger.push({ kind, subject, actor, at: later(), data });
  };
  const channels = plan.paper ? ['online', 'paper'] : ['online'];
  const stage = {
    id: 'rating',
    electorate: 'members',
    channels,
    ballot: plan.ballotRule,
    ...(plan.counting && { counting: plan.counting }),
    quorum: { share: '10%', round: 'up' },
    cut: { kind: 'per-seat', factor: '1', round: 'up' },
    ties: ties as unknown as Json,
  };
  const rules: Json = {
    format: 'irikteu-rules/1',
    commissions: {
      members: 3,
      quorum: { share: '2/3', round: 'up' },
      majority: '1/2',
      signatures: { share: '2/3', round: 'up' },
    },
    groups: [
      { id: 'woman', kind: 'sex', sex: 'female' },
      { id: 'disabled', kind: 'certificate', document: 'disability' },
    ],
    bodies: [
      {
        id: 'council',
        path: [...(plan.earlier ? [{ ...stage, id: 'first' }] : []), stage],
        merge: { kind: 'single-unit' },
        centralQuota: { cap: { count: 1 }, outsiders: false },
      },
    ],
  };
  const rulesText = canonicalJson(rules);
  note('primary-created', season, { rulesVersion: 1, rulesHash: hex(hash(rulesText)) });
  const seed = '5eed';
  const ids = Array.from({ length: form.candidates }, () => randomUUID()).sort();
  const candidates = sha256Lot(seed)
    .draw(`ballot/${contest}/rating/KZ-39`, ids.length)
    .map((at) => ids[at]!);
  for (const id of ids) note('candidacy-registered', id, { contest });
  for (const [at, { groups }] of (plan.people ?? []).entries())
    note(
      'candidacy-groups-examined',
      candidates[at]!,
      Object.fromEntries(groups.map((group) => [group, 'verified'])),
    );
  const earlier = plan.earlier && earlierRound(plan.earlier, candidates, { contest, note });
  const [opensAt, closesAt] = [later(), later()];
  note('rounds-planned', contest, {
    stage: 'rating',
    seed,
    opensAt,
    closesAt,
    rounds: [{ round, unit: 'KZ-39', seats, candidates, ...agesOf(plan, candidates) }],
  });
  const voters = plan.box?.ballots ?? plan.ballots.length;
  const roll = rollOf(voters + 2, plan.paper ? 20 : 0);
  const rollRoot = hex(merkleRoot(roll.map(({ pseudonym }) => leafHash(pseudonym))));
  note('roll-frozen', round, {
    size: roll.length,
    paper: roll.filter(({ channel }) => channel === 2).length,
    cutOff: '2026-11-01',
    rollRoot,
  });
  const { keys, record: keyRecord, privateKey } = await ceremony(round, encodedLength(form));
  note('ballot-key-made', round, publicPart(keys));
  note('trial-opened', round, { trialPublicKey: base64(keys.trialPublicKey) });
  const token = tokenKey.publicKey.export({ format: 'der', type: 'spki' });
  const { distantBox: distant } = plan;
  const boxKey =
    distant && (distant.stated === undefined ? rawPublicKey(distant.key) : distant.stated);
  note('round-opened', round, { tokenKey: base64(token), ...(boxKey && { boxKey }) });
  for (const at of plan.gone ?? []) note('candidacy-withdrawn', candidates[at]!, { contest });
  const box = plan.box
    ? await plan.box.seal({
        round: round as RoundId,
        ballotKey: keys.publicKey,
        token: tokenKey.privateKey,
      })
    : await sealHere(plan, round, keys);
  const heads = headsOf(round, box.leafHashes, plan.distantBox?.key);
  const issued = roll.filter(({ channel }) => channel === 1).slice(0, voters);
  const issuedLines = issued.map(({ pseudonym }) => Buffer.concat([pseudonym, hash(pseudonym)]));
  const issuedRoot = merkleRoot(
    issuedLines.map((line) =>
      leafHash(Buffer.concat([label('irikteu/issued/1'), uuidBytes(round), line])),
    ),
  );
  note(
    'round-closed',
    round,
    {
      authorised: issued.length,
      cast: box.leafHashes.length,
      boxRoot: hex(merkleRoot(box.leafHashes)),
      issuedRoot: hex(issuedRoot),
    },
    null,
  );
  for (const { place } of keyRecord.slice(0, 2))
    note('share-submitted', round, { place: place ?? null });
  note('box-key-rebuilt', round, {
    publicKey: base64(keys.publicKey),
    privateKey: base64(privateKey),
  });
  const rulesOfCount: CountingRules = {
    form,
    counting: { method: methodName(plan), options: plan.counting?.options ?? {} },
    unitSeats: seats,
    cut: { kind: 'per-seat', factor: '1', round: 'up' },
    ties,
    quorum: { share: '10%', round: 'up' },
  };
  const { paper, places } = paperOf(plan, rulesOfCount);
  if (places.length > 0)
    for (const entry of [1, 2]) note('paper-protocol-entered', round, { place: 'x', entry });
  const rests: Json = {
    round,
    order: seed,
    box: box.digest,
    paper: paper.places.map(({ name, cast, valid, invalid, votes }) => ({
      name,
      cast,
      valid,
      invalid,
      votes,
    })),
    ...(paper.ballots && {
      paperBallots: (plan.paper ?? [])
        .map(({ ballot, count }) => `${count}: ${ballotKey(ballot)}`)
        .sort(),
    }),
  };
  const input: CountInput = {
    rules: rulesOfCount,
    rollSize: roll.length,
    contenders: candidates.map((id, at) => ({
      id,
      birthDate: (plan.people?.[at]?.birthDate ?? null) as CalendarDate | null,
      groups: plan.people?.[at]?.groups ?? [],
      earlierStages: plan.earlier ? [shareIn(plan.earlier, at)] : [],
      standing: !(plan.gone ?? []).includes(at),
    })),
    online: box.folded,
    unreadable: 0,
    unopenable: 0,
    paper,
    lot: sha256Lot(hex(hash(canonicalJson(rests)))),
    decisions: [],
  };
  const members = [randomUUID(), randomUUID()];
  const order = plan.decision?.map((at) => candidates[at]!);
  if (order) {
    const waiting = counted(input);
    note('round-counted', round, { result: hashOf(waiting), outcome: waiting.outcome }, null);
    for (const member of members)
      note('tie-voted-on', round, { order: [...order], reason: 'Seniority.' }, member);
    Object.assign(input, { decisions: [{ order }] });
  }
  const result = counted(input);
  const resultHash = hashOf(result);
  const { outcome, turnout } = result;
  note('round-counted', round, { result: resultHash, outcome, turnout }, null);
  for (const [at, member] of members.entries())
    note('result-signed', round, { result: resultHash, signatures: at + 1, needed: 2 }, member);
  const dissenter = randomUUID();
  note('result-dissent-stated', round, { text: 'The hall was too small.' }, dissenter);
  note('result-published', round, { result: resultHash, outcome, turnout });
  const recounts = plan.recountWithout
    ? [recountWithout(plan.recountWithout, input, { round, resultHash, note })]
    : [];
  const records: Record<string, Json> = {
    'rules.json': rules,
    'contest.json': {
      id: contest,
      season,
      body: 'council',
      territory: 'KZ-39',
      seats,
      places: seats,
    },
    'round.json': {
      id: round,
      season,
      contest,
      stage: 'rating',
      unit: 'KZ-39',
      attempt: 1,
      electorate: 'members',
      channels,
      ballot: withoutCandidates(form),
      contentBytes: encodedLength(form),
      unitSeats: seats,
      orderSeed: seed,
      opensAt,
      closesAt,
      rollSize: roll.length,
    },
    'candidates.json': {
      candidates: candidates.map((id, at) => ({ id, name: `Үміткер ${at + 1}` })),
    },
    'keys.json': {
      ledger: base64(publicLedgerKey()),
      token: base64(token),
      ballot: {
        publicKey: hex(keys.publicKey),
        privateKey: hex(privateKey),
        trialPublicKey: hex(keys.trialPublicKey),
        needed: keys.needed,
        trialSealed: hex(keys.trialSealed),
        trialOpenedAt: later(),
        shares: keyRecord,
      },
    },
    'heads.json': { heads },
    'paper.json': { places },
    'result.json': {
      result,
      hash: resultHash,
      tieVotes: order
        ? members.map((member) => ({ tie: order.toSorted().join(','), member, order: [...order] }))
        : [],
      signatures: members.map((member) => ({ member, signedAt: later() })),
      dissents: [{ member: dissenter, text: 'The hall was too small.' }],
      recounts,
    },
    ...(earlier && { 'earlier.json': { rounds: [earlier] } }),
  };
  if (plan.list) records['list.json'] = listOf(contest, result.candidates, resultHash, note);
  const bins = {
    'ballots.bin': box.log,
    'roll.bin': Buffer.concat(
      roll.map(({ pseudonym, channel }) => Buffer.concat([pseudonym, Buffer.of(channel)])),
    ),
    'issued.bin': Buffer.concat(issuedLines),
  };
  return { records, bins, ledger, key: ledgerKey };
}

type Note = (kind: string, subject: string, data: Json, actor?: string | null) => void;

/** What counting comes to, as a record. */
type CountedRound = Record<string, Json> & {
  readonly outcome: string;
  readonly turnout: number;
  readonly candidates: { readonly candidacyId: string; readonly elected: boolean }[];
};

function counted(input: CountInput): CountedRound {
  return JSON.parse(canonicalJson(countRound(input) as unknown as Json)) as CountedRound;
}

function hashOf(document: Json): string {
  return hex(hash(canonicalJson(document)));
}

function agesOf({ people, ties = [] }: RoundToSeal, candidates: readonly string[]) {
  if (!people || !looksAtAge(ties)) return {};
  const born = candidates.map((id, at) => ({
    id,
    birthDate: people[at]!.birthDate as CalendarDate,
  }));
  return { byAge: eldestFirst(born) };
}

function shareIn({ valid, votes }: NonNullable<RoundToSeal['earlier']>, at: number) {
  const own = votes[at] ?? null;
  return own === null ? null : fraction(own, valid);
}

/** A round of the stage before: planned, published, and its record. */
function earlierRound(
  { valid, votes }: NonNullable<RoundToSeal['earlier']>,
  all: readonly string[],
  { contest, note }: { readonly contest: string; readonly note: Note },
): Json {
  const round = randomUUID();
  const candidates = all.filter((_, at) => votes[at] !== null);
  const [stage, unit] = ['first', 'KZ-39'];
  note('rounds-planned', contest, { stage, rounds: [{ round, unit, seats: 2, candidates }] });
  const result = {
    outcome: 'elected',
    turnout: valid,
    valid,
    candidates: candidates.map((candidacyId, at) => ({
      candidacyId,
      votes: votes[all.indexOf(candidacyId)]!,
      rank: at + 1,
      elected: true,
      standing: true,
    })),
    ties: [],
  };
  note('result-published', round, { result: hashOf(result), outcome: 'elected', turnout: valid });
  return { round, stage, unit, result };
}

/** Counts once more after somebody withdrew, and says so in the ledger. */
function recountWithout(
  gone: readonly number[],
  input: CountInput,
  { round, resultHash, note }: { round: string; resultHash: string; note: Note },
): Json {
  const without = gone.map((at) => input.contenders[at]!.id);
  for (const id of without) note('candidacy-withdrawn', id, {});
  const result = counted({
    ...input,
    contenders: input.contenders.map((one) => ({
      ...one,
      standing: one.standing && !without.includes(one.id),
    })),
  });
  const said = { number: 1, result: hashOf(result), without, reason: 'Withdrew.' };
  note('round-recounted', round, { ...said, of: resultHash, outcome: result.outcome });
  return { ...said, result, hash: said.result };
}

function methodName({ counting, form }: RoundToSeal): string {
  return counting?.method ?? (form.kind === 'single' ? 'plurality' : form.kind);
}

function withoutCandidates(form: BallotForm): Json {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'candidates'));
}

/** The 32 bytes of the public half, hexadecimal. */
function rawPublicKey(key: KeyObject): string {
  return hex(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
}

function publicLedgerKey(): Buffer {
  return createPublicKey(ledgerKey).export({ format: 'der', type: 'spki' });
}

/** A voter of the roll: on channel 1 online, on 2 with paper. */
interface RollLine {
  readonly pseudonym: Buffer;
  readonly channel: 1 | 2;
}

function rollOf(online: number, paper: number): RollLine[] {
  const voters = Array.from({ length: online + paper }, (_, at): RollLine => ({
    pseudonym: hash('voter', String(at), randomUUID()),
    channel: at < online ? 1 : 2,
  }));
  return voters.sort((a, b) => a.pseudonym.compare(b.pseudonym));
}

async function ceremony(round: string, contentBytes: number) {
  const pairs: KeyPair[] = [await makeKeyPair(), await makeKeyPair(), await makeKeyPair()];
  const trustees = pairs.map(({ publicKey }) => ({ account: randomUUID(), publicKey }));
  const keys = await makeRoundKeys({ round, contentBytes, needed: 2, trustees });
  const record: Record<string, Json>[] = [];
  const shares: Uint8Array[] = [];
  for (const [at, share] of keys.shares.entries()) {
    const opened = await openShare(round, share, pairs[at]!.privateKey);
    if (typeof opened === 'string') throw new Error(opened);
    shares.push(opened.share);
    record.push({
      place: share.place,
      trustee: share.account,
      trusteeKey: hex(share.trusteeKey),
      sealed: hex(share.sealed),
      commitment: hex(share.commitment),
      trialCommitment: hex(share.trialCommitment),
      trialShare: hex(opened.trialShare),
      share: at < 2 ? hex(opened.share) : null,
    });
  }
  const privateKey = await keyOfSome(shares, 2, () => Promise.resolve(true));
  if (!privateKey) throw new Error('no key');
  return { keys, record, privateKey };
}

function publicPart({ publicKey, trialPublicKey, needed, trialSealed, shares }: RoundKeys): Json {
  return {
    publicKey: base64(publicKey),
    trialPublicKey: base64(trialPublicKey),
    needed,
    trialSealedHash: hex(hash(trialSealed)),
    trustees: shares.map(({ place, trusteeKey, sealed, commitment, trialCommitment }) => ({
      place,
      trusteeKey: base64(trusteeKey),
      sealedHash: hex(hash(sealed)),
      commitment: hex(commitment),
      trialCommitment: hex(trialCommitment),
    })),
  };
}

function contentOf(ballot: Ballot, form: BallotForm): Uint8Array<ArrayBuffer> {
  const encoded = encodeBallot(ballot, form);
  if (!encoded.ok) throw new Error(encoded.error.kind);
  return concat(encoded.value);
}

/** The ballots of a plan, sealed one by one as the voters' devices do it. */
async function sealHere(
  { ballots, form }: RoundToSeal,
  round: string,
  { publicKey }: RoundKeys,
): Promise<SealedBox> {
  const leaves: Buffer[] = [];
  const digest = createHash('sha256');
  for (const ballot of ballots) {
    const content = contentOf(ballot, form);
    digest.update(content);
    const serial = hash(randomUUID());
    const sealed = await seal(
      publicKey,
      { info: label('irikteu/ballot/1'), aad: concat(uuidBytes(round), serial) },
      content,
    );
    leaves.push(leafOf({ round, serial, token: tokenKey.privateKey }, sealed));
  }
  return {
    log: Buffer.concat(leaves),
    leafHashes: leaves.map(leafHash),
    digest: digest.digest('hex'),
    folded: foldBallots(form.candidates, ballots),
  };
}

/** A sealed ballot with a signed token, as it stands in the log. */
export function leafOf(
  {
    round,
    serial,
    token,
  }: { readonly round: string; readonly serial: Buffer; readonly token: KeyObject },
  sealed: Uint8Array,
): Buffer {
  const prefix = hash(randomUUID());
  const message = concat(prefix, label('irikteu/token/1'), uuidBytes(round), serial);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign('sha384', message, { key: token, padding, saltLength: 48 });
  return Buffer.concat([
    label('irikteu/ballot/1'),
    uuidBytes(round),
    serial,
    prefix,
    signature,
    sealed,
  ]);
}

function headsOf(round: string, hashes: readonly Buffer[], key = ledgerKey): Json {
  const sizes = [
    ...new Set([Math.ceil(hashes.length / 3), Math.ceil(hashes.length / 2), hashes.length]),
  ];
  return sizes
    .filter((size) => size > 0)
    .map((size) => signedHead(`box/${round}`, hashes.slice(0, size), key));
}

function signedHead(log: string, leaves: readonly Buffer[], key = ledgerKey): Record<string, Json> {
  const [size, root, at] = [leaves.length, hex(merkleRoot(leaves)), later()];
  const text = `irikteu/tree-head/2\n${log}\n${size}\n${root}\n${at}`;
  return {
    version: 2,
    size,
    root,
    at,
    signature: base64(sign(null, Buffer.from(text), key)),
  };
}

function paperOf({ paper, form }: RoundToSeal, { counting }: CountingRules) {
  const none = Array<number>(form.candidates).fill(0);
  if (!paper)
    return {
      paper: { cast: 0, valid: 0, invalid: 0, votes: none, ballots: null, places: [] },
      places: [],
    };
  const typed = paperContent(form, methodOfRule(counting)) === 'ballots';
  const valid = paper.reduce((sum, { count }) => sum + count, 0);
  const votes = none.map((_, at) =>
    paper.reduce(
      (sum, { ballot, count }) =>
        sum + count * (ballot.find(({ candidate }) => candidate === at)?.value ?? 0),
      0,
    ),
  );
  const protocol = {
    signatures: valid + 1,
    issued: valid + 1,
    cast: valid + 1,
    valid,
    invalid: 1,
    votes: typed ? [] : votes,
    ...(typed && { ballots: paper }),
  };
  const place = { id: randomUUID(), name: '№ 1 мектеп' };
  const entry = (): Json => ({
    typedBy: randomUUID(),
    protocol: structuredClone(protocol) as unknown as Json,
  });
  const { cast, invalid } = protocol;
  return {
    paper: {
      ...{ cast, valid, invalid },
      votes: typed ? none : votes,
      ballots: typed
        ? foldBallots(
            form.candidates,
            paper.flatMap(({ ballot, count }) => Array<Ballot>(count).fill(ballot)),
          )
        : null,
      places: [{ ...place, cast, valid, invalid, votes: protocol.votes }],
    },
    places: [{ ...place, listed: null, entries: [entry(), entry()] }] as Json[],
  };
}

function listOf(
  contest: string,
  candidates: readonly { readonly candidacyId: string; readonly elected: boolean }[],
  resultHash: string,
  note: (kind: string, subject: string, data: Json, actor?: string) => void,
): Json {
  const elected = candidates.filter((one) => one.elected).map(({ candidacyId }) => candidacyId);
  const list = randomUUID();
  const given = elected.at(-1)!;
  const document = {
    places: elected.length,
    objective: 'by-place',
    candidates: elected.map((id, at) => ({
      id,
      name: `Үміткер ${at}`,
      groups: at === elected.length - 2 ? ['woman'] : [],
    })),
    quotas: [
      {
        id: 'women-first-two',
        name: { kk: 'Әйелдер', ru: 'Женщины', en: 'Women' },
        group: ['woman'],
        scope: { kind: 'top', places: Math.min(3, elected.length) },
        atLeast: { count: 1 },
      },
    ],
    fixed: [{ place: 1, candidate: given, reason: 'item 4' }],
    barred: [],
  };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const input = readListInput(document);
  if (!input.ok) throw new Error(JSON.stringify(input.error));
  const output = buildList(input.value);
  if (output.status !== 'built') throw new Error(JSON.stringify(output));
  const order = output.list.map(({ candidate }) => candidate);
  note('list-built', list, {
    contest,
    version: 1,
    status: output.status,
    input: 'an earlier document',
    results: [resultHash],
  });
  const hashOfText = hex(hash(text));
  const proposed = { number: 1, place: 1, candidate: given };
  note('list-intervention-proposed', list, proposed, randomUUID());
  note('list-intervention', list, {
    number: 1,
    proposal: 1,
    place: 1,
    candidate: given,
    version: 2,
    input: hashOfText,
  });
  note('list-rebuilt', list, {
    version: 2,
    cause: 'intervention',
    status: output.status,
    input: hashOfText,
    results: [resultHash],
  });
  return {
    list,
    contest,
    state: 'built',
    version: 2,
    input: text,
    output: JSON.parse(JSON.stringify(output)) as Json,
    views: { asVoted: elected, afterQuotas: order, afterInterventions: order, asFiled: [] },
    interventions: [{ number: 1, place: 1, candidate: given, reason: 'item 4' }],
    results: [resultHash],
    versions: [{ version: 2, cause: 'intervention', input: hashOfText }],
  };
}

/** Places the entries in a tree, with a proof for each and a signed head. */
export function ledgerRecord(book: LedgerBook): Record<string, Json> {
  const leaves = book.map((entry) => leafHash(Buffer.from(canonicalJson(entry))));
  return {
    head: signedHead('ledger', leaves),
    entries: book.map((entry, index) => ({
      index,
      ...entry,
      path: pathOf(index, leaves).map(hex),
    })),
  };
}

/** PATH of RFC 9162, 2.1.3.1, word by word. */
function pathOf(at: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return at < split
    ? [...pathOf(at, leaves.slice(0, split)), merkleRoot(leaves.slice(split))]
    : [...pathOf(at - split, leaves.slice(split)), merkleRoot(leaves.slice(0, split))];
}

/** The files of a bundle, before the manifest. */
export function filesOf({ records, bins, ledger }: BundleParts): Map<string, Buffer> {
  const all = { 'ledger.json': ledgerRecord(ledger), ...records };
  return new Map([
    ...Object.entries(all).map(
      ([name, record]) => [name, Buffer.from(canonicalJson(record))] as const,
    ),
    ...Object.entries(bins),
  ]);
}

/** Writes a bundle with a manifest that this key signs. */
export async function writeBundle(
  path: string,
  round: string,
  files: ReadonlyMap<string, Buffer>,
  key: KeyObject,
): Promise<void> {
  await writeArchive(
    createWriteStream(path),
    [...files].map(([name, content]) => ({ name, content })),
    {
      round,
      madeAt: new Date('2026-11-27T12:00:00Z'),
      sign: (text) => sign(null, text, key),
    },
  );
}
