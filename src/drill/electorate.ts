import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import type { RoundId } from '../kernel/ids.js';
import type { DrillPlan } from './plan.js';
import { actBytes, uuidBytes } from './voters/acts.js';

/**
 * Opens an account, the role of a voter and a session for every member who will vote. Set by set in the database, as the
 * sign-in with a code would have done it one by one: what is drilled is the vote, not the sending of a million codes.
 */
export async function signVotersIn(databaseUrl: string, plan: DrillPlan): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO identity_account (id, iin, name, contact, created_at)
       SELECT gen_random_uuid(), iin, concat_ws(' ', family, given, patronymic), phone, now()
         FROM voting_member WHERE abs(hashtextextended(iin, $1) % 10000) < $2`,
      [plan.seed, Math.round(plan.turnout * 10_000)],
    );
    await client.query(
      `INSERT INTO identity_grant (id, account_id, role, territory, granted_at)
       SELECT gen_random_uuid(), a.id, 'voter', m.territory, now()
         FROM identity_account a JOIN voting_member m ON m.iin = a.iin`,
    );
    await client.query(
      `INSERT INTO identity_session (id, account_id, started_at, expires_at)
       SELECT gen_random_uuid(), id, now(), now() + interval '1 day'
         FROM identity_account WHERE iin IS NOT NULL`,
    );
    await client.query('ANALYZE');
  });
}

/** Writes who votes in which round, one record of fixed length a vote (`voters/acts.ts`); answers how many. */
export async function writeActs(
  databaseUrl: string,
  rounds: readonly RoundId[],
  file: string,
): Promise<number> {
  let acts = 0;
  await withClient(databaseUrl, async (client) => {
    const rows = client.query(
      to(
        `COPY (SELECT e.round_id, a.id, s.id FROM voting_roll_entry e
                 JOIN voting_member m ON m.id = e.member_id
                 JOIN identity_account a ON a.iin = m.iin
                 JOIN identity_session s ON s.account_id = a.id) TO STDOUT`,
      ),
    );
    const places = new Map<string, number>(rounds.map((id, at) => [id, at]));
    const records = new Transform({
      transform: lineByLine((line) => {
        const [round = '', account = '', session = ''] = line.split('\t');
        acts++;
        const record = Buffer.alloc(actBytes);
        uuidBytes(account).copy(record, 0);
        uuidBytes(session).copy(record, 16);
        record.writeUInt16BE(places.get(round) ?? 0, 32);
        return record;
      }),
    });
    await pipeline(rows, records, createWriteStream(file));
  });
  return acts;
}

type TransformFunction = NonNullable<ConstructorParameters<typeof Transform>[0]>['transform'];

/** Cuts the stream into lines, which may lie across its chunks. */
function lineByLine(recordOf: (line: string) => Buffer): TransformFunction {
  let rest = '';
  return (chunk: Buffer, _encoding, done) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    done(null, Buffer.concat(lines.map(recordOf)));
  };
}

export async function withClient<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
