import { defined } from '../kernel/assert.js';
import {
  AnswerInterventionService,
  AssignMandatesService,
  BuildAllListsService,
  FileListService,
  ListDirectory,
  ProposeInterventionService,
  RecordConsentService,
  type ProposedIntervention,
  type RankedList,
} from '../list-building/index.js';
import type { Primary } from '../primary/index.js';
import { eachOf, expected } from './expect.js';
import type { Playing } from './playing.js';
import { moveSeason } from './season.js';
import type { Staff } from './staff.js';

/** 2,701 of 3,279 maslikhat seats were won in January 2021 (inform.kz). */
const seatsWonShare = 2_701 / 3_279;

/** Builds, corrects, files and seats the lists of all contests. */
export async function playLists(
  playing: Playing,
  primary: Primary,
  { office, deputy }: Staff,
): Promise<RankedList[]> {
  const { app, progress } = playing;
  const directory = app.get(ListDirectory);
  await moveSeason(playing, primary, 'lists', office);
  await progress.step('Lists built under the quotas', async () => {
    const builds = await app.get(BuildAllListsService).build(primary.id, office);
    for (const { contestId, result } of builds) expected(result, `the list of ${contestId}`);
  });
  const summaries = await directory.summaries(primary.id);
  const possible = summaries.filter(({ state }) => state === 'built');
  const built = await eachOf(possible, 2, async ({ id }) => all(await directory.byId(id)));
  const regional = built.find(({ contest }) => contest.territory === playing.plan.region);
  if (regional) {
    await progress.step(
      'A place given by the leadership, explained and signed by two',
      async () => {
        const { id } = regional;
        const proposing = app.get(ProposeInterventionService);
        const proposed = await proposing.propose(id, placeGiven(regional), office);
        const { number } = expected(proposed, 'the proposal of an intervention');
        const signed = await app.get(AnswerInterventionService).sign(id, number, deputy);
        expected(signed, 'the second signature of an intervention');
      },
    );
  }
  await progress.step('Consents recorded, lists filed, mandates assigned', () =>
    eachOf(possible, 3, async ({ id, seats }) => {
      const list = all(await directory.byId(id));
      const consents = app.get(RecordConsentService);
      const named = list.views.afterInterventions;
      expected(await consents.record(id, named, 'given', office), 'the consents');
      expected(await app.get(FileListService).file(id, office), 'the filing');
      const won = Math.round(seats * seatsWonShare);
      expected(await app.get(AssignMandatesService).assign(id, won, office), 'the mandates');
    }),
  );
  if (possible.length === summaries.length) await moveSeason(playing, primary, 'filed', office);
  else progress.line(impossibleSentence(summaries.length - possible.length));
  return await eachOf(summaries, 2, async ({ id }) => all(await directory.byId(id)));
}

/** With few voters chance can leave a contest without the people a quota needs; that is told, never papered over. */
function impossibleSentence(lists: number): string {
  return `Lists that no order of these candidates can make obey the quotas: ${lists}. Their pages say what is missing; the season is not filed.`;
}

/** The best of the reserve gets the last place but one: one step of a right that rules cap at 40 % of the list. */
function placeGiven(list: RankedList): ProposedIntervention {
  const best = list.outcome.status === 'built' ? list.outcome.reserve[0] : undefined;
  return {
    place: list.places - 1,
    person: { kind: 'candidate', id: defined(best, 'somebody in the reserve').candidate },
    reason: 'Үміткерлер арасындағы жалғыз су инженері; су — бағдарламаның бірінші уәдесі.',
  };
}

function all(list: RankedList | null): RankedList {
  return defined(list, 'a list that was built');
}
