import { canonicalText, type Json } from '../bytes/canonical-json.js';
import type { Archive } from './archive.js';
import {
  candidatesShape,
  contestShape,
  earlierShape,
  headsShape,
  keysShape,
  ledgerShape,
  listShape,
  paperShape,
  resultShape,
  roundShape,
  type Candidates,
  type Contest,
  type EarlierResults,
  type Heads,
  type Keys,
  type LedgerPart,
  type ListRecord,
  type PaperPlaces,
  type ResultRecord,
  type RoundRecord,
} from './records.js';
import { readAs, type Shape } from './shapes.js';
import { rulesShape, type Rules } from './rules.js';

/** The records of a bundle, read; roll, issuance log and ballots stay in the archive. */
export interface Bundle {
  readonly archive: Archive;
  readonly rulesText: Buffer;
  readonly rules: Rules;
  readonly contest: Contest;
  readonly round: RoundRecord;
  readonly candidates: Candidates;
  readonly keys: Keys;
  readonly ledger: LedgerPart;
  readonly heads: Heads;
  readonly paper: PaperPlaces;
  readonly result: ResultRecord;
  /** Null where ties are not decided by an earlier stage. */
  readonly earlier: EarlierResults | null;
  readonly list: ListRecord | null;
}

/** Which record is missing or not of the format, and where in it. */
export interface RecordFault {
  readonly kind: 'record-missing' | 'record-misshapen';
  readonly file: string;
  readonly path: string;
}

/** The files every bundle has besides the manifest and its signature. */
export const requiredFiles = [
  'ballots.bin',
  'candidates.json',
  'contest.json',
  'heads.json',
  'issued.bin',
  'keys.json',
  'ledger.json',
  'paper.json',
  'result.json',
  'roll.bin',
  'round.json',
  'rules.json',
] as const;

/** Reads the records; the first that is missing or misshapen is named. */
export async function readBundle(archive: Archive): Promise<Bundle | RecordFault> {
  const missing = requiredFiles.find((name) => !archive.names.includes(name));
  if (missing) return { kind: 'record-missing', file: missing, path: '' };
  const faults: RecordFault[] = [];
  const record = async <T>(file: string, shape: Shape<T>): Promise<T> => {
    const text = await archive.read(file);
    const read = text && readAs(text, shape);
    if (read?.ok) return read.value;
    faults.push({ kind: 'record-misshapen', file, path: read ? read.error.path : '' });
    // Nobody sees it: with a fault there is no bundle.
    return {} as T;
  };
  const bundle: Bundle = {
    archive,
    rulesText: (await archive.read('rules.json')) ?? Buffer.alloc(0),
    rules: await record('rules.json', rulesShape),
    contest: await record('contest.json', contestShape),
    round: await record('round.json', roundShape),
    candidates: (await record('candidates.json', candidatesShape)).candidates,
    keys: await record('keys.json', keysShape),
    ledger: await record('ledger.json', ledgerShape),
    heads: (await record('heads.json', headsShape)).heads,
    paper: (await record('paper.json', paperShape)).places,
    result: await record('result.json', resultShape),
    earlier: archive.names.includes('earlier.json')
      ? (await record('earlier.json', earlierShape)).rounds
      : null,
    list: archive.names.includes('list.json') ? await record('list.json', listShape) : null,
  };
  return faults[0] ?? bundle;
}

/** The entries about a subject of some kinds, oldest first. */
export function entriesOf(
  { ledger }: Pick<Bundle, 'ledger'>,
  subject: string,
  ...kinds: readonly string[]
): LedgerPart['entries'] {
  return ledger.entries.filter((entry) => entry.subject === subject && kinds.includes(entry.kind));
}

/** A member of what an entry says; null where it says nothing of the kind. */
export function saidIn(data: Json | undefined, name: string): Json {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return (data as Readonly<Record<string, Json>>)[name] ?? null;
}

/** What an entry says as a sentence shows it. */
export function shownText(said: Json): string {
  return typeof said === 'string' ? said : canonicalText(said);
}
