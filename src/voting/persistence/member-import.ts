import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { Tx } from '../../platform/database/database.js';
import type { MemberRow } from '../domain/register/member-row.js';

/** A checked row and the line it stands on. */
export interface NumberedRow {
  readonly line: number;
  readonly row: MemberRow;
}

/** A contact that several members share: a signal for review, not a fault. */
export interface SharedContact {
  readonly contact: string;
  readonly members: number;
}

const columns =
  'line, iin, family, given, patronymic, territory, joined, phone, email, organisation';

/** Loads a register into a table of the transaction and moves it into the members when everything is in order. */
export class MemberImport {
  private constructor(private readonly tx: Tx) {}

  /** An import that disappears with the transaction. */
  static async begin(tx: Tx): Promise<MemberImport> {
    await tx.query(`
      CREATE TEMPORARY TABLE voting_member_import (
        line integer NOT NULL, iin text NOT NULL, family text NOT NULL, given text NOT NULL, patronymic text,
        territory text NOT NULL, joined date NOT NULL, phone text, email text, organisation text NOT NULL
      ) ON COMMIT DROP`);
    return new MemberImport(tx);
  }

  /** Streams the rows in by COPY and answers how many they were. */
  async load(batches: AsyncIterable<readonly NumberedRow[]>): Promise<number> {
    const client = (await this.tx.queryRunner?.connect()) as PoolClient;
    const copy = client.query(from(`COPY voting_member_import (${columns}) FROM STDIN`));
    const failure = once(copy, 'error').then(([error]) => Promise.reject(error as Error));
    let rows = 0;
    for await (const batch of batches) {
      rows += batch.length;
      const text = batch.map(copyLine).join('');
      if (!copy.write(text)) await Promise.race([once(copy, 'drain'), failure]);
    }
    copy.end();
    await Promise.race([once(copy, 'finish'), failure]);
    return rows;
  }

  /** The lines whose IIN stands on an earlier line too, with that line. */
  async twiceInFile(): Promise<{ line: number; earlier: number }[]> {
    return await this.tx.query<{ line: number; earlier: number }[]>(`
      SELECT i.line, twice.earlier FROM voting_member_import i
        JOIN (SELECT iin, min(line) AS earlier FROM voting_member_import GROUP BY iin HAVING count(*) > 1) twice
          ON twice.iin = i.iin AND i.line > twice.earlier
       ORDER BY i.line`);
  }

  /** The lines whose IIN is on the register already. */
  async alreadyOnRegister(): Promise<{ line: number }[]> {
    return await this.tx.query<{ line: number }[]>(
      'SELECT i.line FROM voting_member_import i JOIN voting_member m ON m.iin = i.iin ORDER BY i.line',
    );
  }

  async accept(): Promise<void> {
    await this.tx.query(`
      INSERT INTO voting_member (id, iin, family, given, patronymic, territory, joined, phone, email, organisation)
      SELECT gen_random_uuid(), iin, family, given, patronymic, territory, joined, phone, email, organisation
        FROM voting_member_import`);
  }

  /** The contacts of imported members that more than one member of the register has. */
  async sharedContacts(): Promise<SharedContact[]> {
    return await this.tx.query<SharedContact[]>(`
      SELECT m.phone AS contact, count(*)::integer AS members FROM voting_member m
       WHERE m.phone IN (SELECT phone FROM voting_member_import)
       GROUP BY m.phone HAVING count(*) > 1 ORDER BY members DESC, contact`);
  }
}

/** One line of COPY's text format. */
function copyLine({ line, row }: NumberedRow): string {
  const { iin, family, given, patronymic, territory, joined, phone, email, organisation } = row;
  const fields = [iin, family, given, patronymic, territory, joined, phone, email, organisation];
  return `${line}\t${fields.map(copyField).join('\t')}\n`;
}

function copyField(text: string | null): string {
  if (text === null) return '\\N';
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? '')
    : text;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
