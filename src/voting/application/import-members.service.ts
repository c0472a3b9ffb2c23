import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { parseIin } from '../../candidate/index.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { holds, type Actor, type OutsideYourTerritory } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { dayOf, PrimaryDirectory } from '../../primary/index.js';
import {
  readMemberHeader,
  readMemberRow,
  type MemberChecks,
  type MemberColumn,
  type RefusedLine,
} from '../domain/register/member-row.js';
import {
  MemberImport,
  type NumberedRow,
  type SharedContact,
} from '../persistence/member-import.js';
import { readCsvRecords, type CsvRecord } from './read-csv-records.js';

export interface ImportedMembers {
  readonly members: number;
  /** For review: many members of one household or a shared telephone are legitimate, hundreds are not. */
  readonly sharedContacts: readonly SharedContact[];
}

export type ImportMembersRefusal =
  OutsideYourTerritory | { readonly kind: 'rows-refused'; readonly lines: readonly RefusedLine[] };

/** Takes a register of members as a whole or not at all, and reports every refused line. */
@Injectable()
export class ImportMembersService {
  constructor(
    private readonly database: Database,
    private readonly directory: PrimaryDirectory,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async import(
    csv: Readable,
    actor: Actor,
  ): Promise<Result<ImportedMembers, ImportMembersRefusal>> {
    if (!holds(actor, 'central-office', 'administrator'))
      return refuse({ kind: 'outside-your-territory' });
    const checks = await this.checks();
    return await this.database.decide(async (tx) => {
      const refused: RefusedLine[] = [];
      const load = await MemberImport.begin(tx);
      const members = await load.load(soundRows(readCsvRecords(csv), checks, refused));
      if (members === 0 && refused.length === 0)
        refused.push({ line: 1, field: 'header', reason: 'empty' });
      refused.push(...(await duplicates(load)));
      if (refused.length > 0)
        return refuse({ kind: 'rows-refused', lines: refused.toSorted((a, b) => a.line - b.line) });
      await load.accept();
      const sharedContacts = await load.sharedContacts();
      await this.ledger.append(tx, {
        kind: 'members-imported',
        subject: 'register',
        actor: actor.accountId,
        data: { members, sharedContacts: sharedContacts.length },
      });
      return accept({ members, sharedContacts });
    });
  }

  private async checks(): Promise<MemberChecks> {
    const territories = await this.directory.territories();
    const codes = new Set<string>(territories.map(({ code }) => code));
    return {
      isIin: (text) => parseIin(text).ok,
      isTerritory: (code) => codes.has(code),
      today: dayOf(this.clock.now()),
    };
  }
}

/** The rows in order; what is not goes to `refused`. */
async function* soundRows(
  batches: AsyncIterable<readonly CsvRecord[]>,
  checks: MemberChecks,
  refused: RefusedLine[],
): AsyncGenerator<readonly NumberedRow[]> {
  let columns: ReadonlyMap<MemberColumn, number> | undefined;
  for await (const batch of batches) {
    const rows: NumberedRow[] = [];
    for (const { line, fields } of batch) {
      if (!columns) {
        const header = readMemberHeader(fields ?? []);
        if (!header.ok) {
          refused.push(...header.error);
          return;
        }
        columns = header.value;
      } else if (fields === null) {
        refused.push({ line, field: 'row', reason: 'malformed' });
      } else {
        const row = readMemberRow(fields, columns, checks);
        if (row.ok) rows.push({ line, row: row.value });
        else refused.push(...row.error.map((fault) => ({ line, ...fault })));
      }
    }
    yield rows;
  }
}

async function duplicates(load: MemberImport): Promise<RefusedLine[]> {
  const [twice, present] = [await load.twiceInFile(), await load.alreadyOnRegister()];
  return [
    ...twice.map(({ line, earlier }): RefusedLine => ({
      line,
      field: 'iin',
      reason: 'twice-in-file',
      detail: String(earlier),
    })),
    ...present.map(({ line }): RefusedLine => ({
      line,
      field: 'iin',
      reason: 'already-on-register',
    })),
  ];
}
