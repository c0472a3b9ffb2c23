import {
  CastDecisionVotesService,
  iinCheckDigit,
  ProposeDecisionsService,
  SavePersonDataService,
  SavePlatformService,
  StartApplicationService,
  SubmitApplicationService,
  TakeUnderReviewService,
  UploadDocumentsService,
  type NewApplication,
  type PersonData,
  type Pledge,
} from '../../src/candidate/index.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import type { CandidacyId, ContestId, PrimaryId, TerritoryCode } from '../../src/kernel/ids.js';
import type { Result } from '../../src/kernel/result.js';
import { Accounts, type Actor } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { PrimaryDirectory } from '../../src/primary/index.js';
import type { TestApp } from './app.js';

/** A PDF as far as its bytes say. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** The value of an answer that must not be a refusal. */
export function accepted<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A valid IIN, another for every serial number. */
export function iinOf(serial: number, born = '790101', seventh = '3'): string {
  const eleven = `${born}${seventh}${String(serial).padStart(4, '0')}`;
  const check = iinCheckDigit(eleven);
  return check === null ? iinOf(serial + 5_000, born, seventh) : `${eleven}${check}`;
}

export function personData(overrides: Partial<PersonData> = {}): PersonData {
  return {
    name: { family: 'Әлиева', given: 'Гүлнар', patronymic: 'Серікқызы' },
    birthDate: '1989-06-01' as CalendarDate,
    sex: 'female',
    residentSince: '1989-06-01' as CalendarDate,
    membership: 'member',
    bars: [],
    ...overrides,
  };
}

export function pledge(territory: TerritoryCode, overrides: Partial<Pledge> = {}): Pledge {
  return {
    title: { kk: 'Су', ru: 'Вода' },
    text: { kk: 'Әр үйге таза су.', ru: 'Чистая вода в каждый дом.' },
    territory,
    indicator: { kk: '100 үй', ru: '100 домов' },
    dueYear: 2023,
    ...overrides,
  };
}

/** A person with an account and the role of a candidate. */
export async function candidate(app: TestApp, iin: string, name = 'Гүлнар Әлиева'): Promise<Actor> {
  const accounts = app.get(Accounts);
  const id = await app.get(Database).transaction(async (tx) => {
    const account = await accounts.ensurePerson(tx, { iin, name, contact: '+77010000000' });
    await accounts.give(tx, account, { role: 'candidate', territory: null }, null);
    return account;
  });
  const actor = await accounts.actor(id);
  if (!actor) throw new Error('the account was just opened');
  return actor;
}

/** The contest of a body in a territory. */
export async function contestIn(
  app: TestApp,
  primaryId: PrimaryId,
  territory: string,
): Promise<ContestId> {
  const contests = await app.get(PrimaryDirectory).contests(primaryId);
  const found = contests.find((contest) => contest.territory === territory);
  if (!found) throw new Error(`no contest in ${territory}`);
  return found.id;
}

/** A draft with everything the rules ask for. */
export async function completeDraft(
  app: TestApp,
  actor: Actor,
  application: NewApplication,
  data: PersonData = personData(),
): Promise<CandidacyId> {
  const id = accepted(await app.get(StartApplicationService).start(application, actor));
  accepted(await app.get(SavePersonDataService).save(id, data, actor));
  await fillDraft(app, actor, id, application);
  return id;
}

/** The documents and the platform of a draft whose person is known. */
export async function fillDraft(
  app: TestApp,
  actor: Actor,
  id: CandidacyId,
  application: NewApplication,
): Promise<void> {
  const contest = await app.get(PrimaryDirectory).contest(application.contestId);
  if (!contest) throw new Error('no such contest');
  const kinds = ['identity', 'biography', 'conviction-certificate'];
  if (application.route === 'party-organisation') kinds.push('organisation-minutes');
  if (application.claimedGroups?.includes('disability')) kinds.push('disability-certificate');
  const uploads = kinds.map((kind) => ({ kind, name: `${kind}.pdf`, content: pdf }));
  accepted(await app.get(UploadDocumentsService).upload(id, uploads, actor));
  accepted(await app.get(SavePlatformService).save(id, [pledge(contest.territory)], actor));
}

/** An application handed in. */
export async function submitted(
  app: TestApp,
  actor: Actor,
  application: NewApplication,
  data: PersonData = personData(),
): Promise<CandidacyId> {
  const id = await completeDraft(app, actor, application, data);
  accepted(await app.get(SubmitApplicationService).submit(id, actor));
  return id;
}

/** A commission of five in a territory: chair, secretary and three members. */
export async function commission(app: TestApp, territory: string): Promise<Actor[]> {
  return [
    await app.staff('commission-chair', territory),
    await app.staff('commission-secretary', territory),
    await app.staff('commission-member', territory),
    await app.staff('commission-member', territory),
    await app.staff('commission-member', territory),
  ];
}

/** Decides applications that were handed in, by the first four votes of the commission. */
export async function decided(
  app: TestApp,
  members: readonly Actor[],
  ids: readonly CandidacyId[],
  proposal: 'register' | 'refuse' = 'register',
): Promise<void> {
  const [chair] = members;
  if (!chair) throw new Error('a commission has members');
  accepted(await app.get(TakeUnderReviewService).take(ids, chair));
  const proposed = ids.map((candidacyId) => ({
    candidacyId,
    proposal:
      proposal === 'register'
        ? ({ kind: 'register' } as const)
        : ({ kind: 'refuse', ground: 'documents-false', text: 'The minutes are a copy.' } as const),
  }));
  const decisions = accepted(await app.get(ProposeDecisionsService).propose(proposed, chair));
  for (const member of members.slice(0, 4)) {
    const votes = decisions.map((decisionId) => ({ decisionId, vote: 'for' as const }));
    accepted(await app.get(CastDecisionVotesService).cast(votes, member));
  }
}
