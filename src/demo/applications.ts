import {
  CastDecisionVotesService,
  ProposeDecisionsService,
  SaveNominationService,
  SavePersonDataService,
  SavePlatformService,
  StartApplicationService,
  SubmitApplicationService,
  TakeUnderReviewService,
  UploadDocumentsService,
  VerifyGroupEvidenceService,
  type Route,
} from '../candidate/index.js';
import { ageOn, type CalendarDate } from '../kernel/calendar.js';
import { defined } from '../kernel/assert.js';
import type { CandidacyId, TerritoryCode } from '../kernel/ids.js';
import type { Contest, Primary } from '../primary/index.js';
import { chanceOf, type Chance } from './chance.js';
import { eachOf, expected } from './expect.js';
import type { Person, PersonMaker } from './people.js';
import { shares, type DemoPlan } from './plan.js';
import { samplePdf, samplePledge } from './sample-papers.js';
import type { Commission, Staff } from './staff.js';
import type { Acting } from './playing.js';

/** Somebody who stands: where, how nominated, in which groups, and how much the voters like them. */
export interface Contender {
  readonly person: Person;
  readonly contest: Contest;
  readonly unit: TerritoryCode;
  readonly route: Route;
  readonly groups: readonly string[];
  readonly incumbent: boolean;
  /** How readily voters mark this name: incumbents are known, the young are not yet. */
  readonly appeal: number;
}

export interface StandingContender extends Contender {
  readonly id: CandidacyId;
}

/** Contenders for every contest in the proportions of 2020: 37 % women, 30 % under 35, 70 % self-nominated. */
export function inventContenders(
  plan: DemoPlan,
  contests: readonly Contest[],
  make: PersonMaker,
  on: CalendarDate,
): Contender[] {
  const chance = chanceOf(plan.seed, 'contenders');
  const all = openings(plan, contests);
  const women = spreadEvenly(all, 0.37, chance);
  const young = spreadEvenly(all, 0.3, chance);
  return all.map((opening) => {
    const { contest, unit } = opening;
    const sex = women.has(opening) ? 'female' : 'male';
    const age = young.has(opening) ? 20 + chance.below(15) : 35 + chance.below(30);
    const person = make(chance, sex, age);
    const incumbent = chance.happens(0.12);
    return {
      person,
      contest,
      unit,
      route: chance.happens(0.7) ? 'self' : 'party-organisation',
      groups: groupsOf(person, on, incumbent, chance.happens(0.02)),
      incumbent,
      appeal:
        (incumbent ? 2.5 : young.has(opening) ? 0.58 : 1) * (0.2 + chance.below(1000) / 600) ** 2,
    };
  });
}

/** Every application from the first line to the decision of the commission. Answers who was registered. */
export async function applyAndDecide(
  playing: Acting,
  contenders: readonly Contender[],
  primary: Primary,
  staff: Staff,
): Promise<StandingContender[]> {
  const { progress } = playing;
  const standing = await progress.step(`${contenders.length} applications`, async (tell) => {
    let done = 0;
    return await eachOf(contenders, 6, async (contender) => {
      const id = await apply(playing, contender, primary, commissionOf(staff, contender.unit));
      tell(++done, contenders.length);
      return { ...contender, id };
    });
  });
  const commissions = new Set(standing.map(({ contest }) => contest.territory)).size;
  await progress.step(`Decisions of ${commissions} commissions`, (tell) =>
    decide(playing, standing, staff, tell),
  );
  return standing;
}

async function apply(
  { app }: Acting,
  { person, contest, unit, route, groups, incumbent }: Contender,
  primary: Primary,
  { secretary }: Commission,
): Promise<CandidacyId> {
  const nomination = {
    route,
    organisation: route === 'party-organisation' ? `${unit}/1` : null,
    claimedGroups: groups.filter((group) => group === 'disability'),
    heldPlaces: incumbent ? (['same-body'] as const) : [],
  };
  const started = await app.get(StartApplicationService).start(
    {
      contestId: contest.id,
      unit,
      ...nomination,
      applicant: { iin: person.iin, contact: person.phone },
    },
    secretary,
  );
  const id = expected(started, `the application of ${person.iin}`);
  const { family, given, patronymic, birthDate, sex } = person;
  const data = {
    name: { family, given, patronymic },
    birthDate,
    sex,
    residentSince: birthDate,
    membership: 'member',
    bars: [],
  } as const;
  expected(await app.get(SavePersonDataService).save(id, data, secretary), 'the person data');
  expected(await app.get(SaveNominationService).save(id, nomination, secretary), 'the nomination');
  const pledges = [samplePledge(unit, Number(primary.rules.calendar.referenceDate.slice(0, 4)))];
  expected(await app.get(SavePlatformService).save(id, pledges, secretary), 'the platform');
  const uploads = papersFor(primary, route, nomination.claimedGroups).map((kind) => ({
    kind,
    name: `${kind}.pdf`,
    content: samplePdf,
  }));
  expected(await app.get(UploadDocumentsService).upload(id, uploads, secretary), 'the documents');
  expected(await app.get(SubmitApplicationService).submit(id, secretary), 'the submission');
  return id;
}

function papersFor(primary: Primary, route: Route, claimed: readonly string[]): string[] {
  return primary.rules.documents
    .filter(
      ({ required, of }) =>
        required === 'always' ||
        (required === 'for-route' && of === route) ||
        (required === 'for-group' && claimed.some((group) => group === of)),
    )
    .map(({ id }) => id);
}

async function decide(
  { app }: Acting,
  standing: readonly StandingContender[],
  staff: Staff,
  tell: (done: number, all: number) => void,
): Promise<void> {
  const byTerritory = Map.groupBy(standing, ({ contest }) => contest.territory);
  let done = 0;
  await eachOf([...byTerritory], 3, async ([territory, all]) => {
    const commission = commissionOf(staff, territory);
    const ids = all.map(({ id }) => id);
    expected(await app.get(TakeUnderReviewService).take(ids, commission.secretary), 'the review');
    const findings = all.flatMap(({ id, groups }) =>
      groups.map((group) => ({ candidacyId: id, group, verified: true, note: '' })),
    );
    expected(
      await app.get(VerifyGroupEvidenceService).verify(findings, commission.secretary),
      'evidence',
    );
    const proposals = ids.map((candidacyId) => ({
      candidacyId,
      proposal: { kind: 'register' } as const,
    }));
    const decisions = expected(
      await app.get(ProposeDecisionsService).propose(proposals, commission.chair),
      'the proposals',
    );
    // The chair and three more: a quorum of four of five.
    for (const member of commission.members.slice(0, 4)) {
      const votes = decisions.map((decisionId) => ({ decisionId, vote: 'for' as const }));
      expected(await app.get(CastDecisionVotesService).cast(votes, member), 'the votes');
    }
    tell(++done, byTerritory.size);
  });
}

export function commissionOf(staff: Staff, territory: TerritoryCode): Commission {
  return defined(staff.commissions.get(territory), `the commission of ${territory}`);
}

interface Opening {
  readonly contest: Contest;
  readonly unit: TerritoryCode;
}

/** Who stands where: a quarter for the region, by district; the rest for the districts, by their seats. */
function openings(plan: DemoPlan, contests: readonly Contest[]): Opening[] {
  const regional = contests.find(({ territory }) => territory === plan.region);
  const district = contests.filter(({ territory }) => territory !== plan.region);
  const units = [...plan.spread.keys()];
  const forRegion = Math.round(plan.candidates / 4);
  const least = 4;
  const spare = forRegion - least * units.length;
  const perUnit = shares(spare, [...plan.spread.values()]);
  const perDistrict = shares(
    plan.candidates - forRegion,
    district.map(({ seats }) => seats),
  );
  return [
    ...units.flatMap((unit, at) =>
      repeated(regional, least + (perUnit[at] ?? 0)).map((contest) => ({ contest, unit })),
    ),
    ...district.flatMap((contest, at) =>
      repeated(contest, perDistrict[at] ?? 0).map((one) => ({
        contest: one,
        unit: contest.territory,
      })),
    ),
  ];
}

function repeated<T>(item: T | undefined, times: number): T[] {
  return item === undefined ? [] : Array.from({ length: times }, () => item);
}

/** This share of the openings of every contest: a party that recruits for its quotas finds the people everywhere. */
function spreadEvenly(
  all: readonly Opening[],
  share: number,
  chance: Chance,
): ReadonlySet<Opening> {
  const byContest = Map.groupBy(all, ({ contest }) => contest.id);
  return new Set(
    [...byContest.values()].flatMap((some) =>
      chance.shuffled(some).slice(0, Math.ceil(some.length * share)),
    ),
  );
}

function groupsOf(
  person: Person,
  on: CalendarDate,
  incumbent: boolean,
  withDisability: boolean,
): string[] {
  const age = ageOn(person.birthDate, on);
  return [
    ...(person.sex === 'female' ? ['woman'] : []),
    ...(age < 35 ? ['under-35'] : []),
    ...(age < 29 ? ['under-29'] : []),
    ...(withDisability ? ['disability'] : []),
    ...(incumbent ? [] : ['newcomer']),
  ];
}
