import type { CandidacyId } from '../../src/kernel/ids.js';
import { Accounts, type Actor } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import type { TestApp } from './app.js';
import { eightSeats } from './final-results.js';

/** The rules of eight seats, with what they say of succession, as one line of YAML. */
export function withSuccession(succession: string): string {
  const withoutOwn = eightSeats.replace(/^ {4}succession:.*\n(?: {6}.*\n)*/gm, '');
  return withoutOwn.replace(
    /^( {4}centralQuota: .*\n)/gm,
    (line: string) => `${line}    succession: ${succession}\n`,
  );
}

/** The person behind a candidacy, signed in by an account of their own. */
export async function personOf(app: TestApp, candidacy: CandidacyId): Promise<Actor> {
  const accounts = app.get(Accounts);
  const [person] = await app.rows<{ id: string; iin: string; family: string }>(
    `SELECT p.id, p.iin, p.family FROM candidate_person p
       JOIN candidate_candidacy c ON c.person_id = p.id WHERE c.id = $1`,
    [candidacy],
  );
  if (!person) throw new Error(`no person behind ${candidacy}`);
  const account = await app.get(Database).transaction(async (tx) => {
    const known = { iin: person.iin, name: person.family, contact: '+77010000000' };
    const id = await accounts.ensurePerson(tx, known);
    await accounts.give(tx, id, { role: 'candidate', territory: null }, null);
    return id;
  });
  await app.rows('UPDATE candidate_person SET account_id = $1 WHERE id = $2', [account, person.id]);
  const actor = await accounts.actor(account);
  if (!actor) throw new Error('the account was just opened');
  return actor;
}
