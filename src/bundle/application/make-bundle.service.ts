import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import {
  canonicalJson,
  Ledger,
  LedgerKey,
  ledgerLog,
  SealLedgerService,
  TreeLogs,
  type Json,
  type LedgerLine,
} from '../../platform/ledger/index.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import { ListDirectory, type RankedList } from '../../list-building/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { headRecord, RoundRecords, type RoundRecord } from '../../voting/index.js';
import { writeArchive, type BundleFile } from './write-archive.js';

/** An archive on the disk. */
export interface MadeBundle {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Makes the archive of a round whose result is published (docs/bundle.md): what voting has of it, what list building has of its
 * contest, and the entries of the ledger about either with their proofs. One that was made is kept, until something more is
 * decided about the round.
 */
@Injectable()
export class MakeBundleService {
  private readonly making = new Map<string, Promise<MadeBundle>>();

  constructor(
    private readonly rounds: RoundRecords,
    private readonly primaries: PrimaryDirectory,
    private readonly lists: ListDirectory,
    private readonly ledger: Ledger,
    private readonly sealer: SealLedgerService,
    private readonly logs: TreeLogs,
    private readonly key: LedgerKey,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The archive of a round; null where there is no such round, or no published result of it. */
  async make(id: RoundId): Promise<MadeBundle | null> {
    const record = await this.rounds.of(id);
    if (!record) return null;
    await this.sealer.seal();
    const list = await this.lists.ofContest(record.round.contestId);
    const entries = await this.entriesAbout([...record.subjects, ...(list ? [list.id] : [])]);
    const directory = join(this.settings.home, 'bundles');
    const name = `${id}-${fingerprint(entries)}.zip`;
    const path = join(directory, name);
    const running = this.making.get(path);
    if (running) return await running;
    const making = this.kept(path).then(
      async (kept) => kept ?? (await this.write({ directory, name }, record, list, entries)),
    );
    this.making.set(path, making);
    try {
      return await making;
    } finally {
      this.making.delete(path);
    }
  }

  private async kept(path: string): Promise<MadeBundle | null> {
    return await stat(path).then(
      ({ size }) => ({ path, bytes: size }),
      () => null,
    );
  }

  /** Writes beside the place and moves it there whole; archives that were overtaken go. */
  private async write(
    { directory, name }: { readonly directory: string; readonly name: string },
    record: RoundRecord,
    list: RankedList | null,
    entries: readonly LedgerLine[],
  ): Promise<MadeBundle> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, name);
    const unfinished = `${path}.${process.pid}`;
    const files = await this.filesOf(record, list, entries);
    await writeArchive(createWriteStream(unfinished), files, {
      round: record.round.id,
      madeAt: this.clock.now(),
      sign: (text) => this.key.sign(text),
    });
    await rename(unfinished, path);
    for (const other of await readdir(directory))
      if (other.startsWith(`${record.round.id}-`) && other.endsWith('.zip') && other !== name)
        await rm(join(directory, other), { force: true });
    return defined(await this.kept(path), 'the archive that was written just now');
  }

  private async filesOf(
    { round, records, logs, keys }: RoundRecord,
    list: RankedList | null,
    entries: readonly LedgerLine[],
  ): Promise<readonly BundleFile[]> {
    const contest = defined(
      await this.primaries.contest(round.contestId),
      'the contest of a round',
    );
    const { id, primaryId, body, territory, seats, places } = contest;
    const all: Readonly<Record<string, Json>> = {
      ...records,
      'contest.json': { id, season: primaryId, body, territory, seats, places },
      'keys.json': { ledger: this.key.publicKey().toString('base64'), ...keys },
      'ledger.json': await this.ledgerRecord(entries),
      ...(list && { 'list.json': listRecord(list) }),
    };
    return [
      { name: 'rules.json', content: await this.rulesText(round, entries) },
      ...Object.entries(all).map(([name, record]) => ({
        name,
        content: Buffer.from(canonicalJson(record)),
      })),
      ...Object.entries(logs).map(([name, content]) => ({ name, content })),
    ];
  }

  /** The rules in force when the round was counted, in the spelling that was hashed. */
  private async rulesText(
    { id, primaryId }: RoundRecord['round'],
    entries: readonly LedgerLine[],
  ): Promise<Buffer> {
    const counted = entries.findLast(
      ({ kind, subject }) => kind === 'round-counted' && subject === id,
    );
    const before = entries.filter(
      ({ subject, leafIndex }) =>
        subject === primaryId && Number(leafIndex) < Number(counted?.leafIndex ?? Infinity),
    );
    const hashes = before.flatMap(({ data }) => rulesHashIn(data) ?? []);
    const versions = await this.primaries.versions(primaryId);
    const inForce = versions.find(({ hash }) => hash === hashes.at(-1)) ?? versions[0];
    return Buffer.from(defined(inForce, 'the rules of a season').canonical);
  }

  /** The sealed entries about these subjects, as they stand in the tree. */
  private async entriesAbout(subjects: readonly string[]): Promise<readonly LedgerLine[]> {
    const entries: LedgerLine[] = [];
    for (const subject of subjects) entries.push(...(await this.ledger.about(subject)));
    return entries
      .filter(({ leafIndex }) => leafIndex !== null)
      .sort((a, b) => Number(a.leafIndex) - Number(b.leafIndex));
  }

  private async ledgerRecord(entries: readonly LedgerLine[]): Promise<Json> {
    const head = defined(await this.logs.newest(ledgerLog), 'a head of a ledger with entries');
    const proven: Json[] = [];
    for (const { kind, subject, actor, at, data, leafIndex } of entries) {
      const index = Number(leafIndex);
      const path = await this.logs.inclusionProof(ledgerLog, index, head.size);
      proven.push({
        index,
        kind,
        subject,
        actor,
        at: at.toISOString(),
        data,
        path: path.map((hash) => hash.toString('hex')),
      });
    }
    return { head: headRecord(head), entries: proven };
  }
}

/** Changes with every further entry. */
function fingerprint(entries: readonly LedgerLine[]): string {
  const places = entries.map(({ leafIndex }) => leafIndex).join(',');
  return createHash('sha256').update(places).digest('hex').slice(0, 16);
}

function rulesHashIn(data: Json): string | null {
  const hash = (data as Readonly<Record<string, Json>> | null)?.['rulesHash'];
  return typeof hash === 'string' ? hash : null;
}

function listRecord(list: RankedList): Json {
  return {
    list: list.id,
    contest: list.contestId,
    state: list.state,
    version: list.version,
    input: list.document,
    output: list.outcome as unknown as Json,
    results: list.resultHashes,
    views: list.views as unknown as Json,
    interventions: list.interventions.map(({ number, place, candidateId, reason }) => ({
      number,
      place,
      candidate: candidateId,
      reason,
    })),
    versions: list.versions.map(({ version, cause, inputHash }) => ({
      version,
      cause,
      input: inputHash,
    })),
  };
}
