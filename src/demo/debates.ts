import {
  DrawSpeakingOrderService,
  HoldDebateService,
  RecordAttendanceService,
  ScheduleDebateService,
  StrikeOffAbsentService,
  type AttendanceMark,
  type DebateId,
} from '../campaign/index.js';
import type { CandidacyId } from '../kernel/ids.js';
import { day, later } from '../kernel/clock.js';
import type { Primary } from '../primary/index.js';
import { commissionOf, type StandingContender } from './applications.js';
import { chanceOf } from './chance.js';
import { eachOf, expected } from './expect.js';
import { shares } from './plan.js';
import type { Playing } from './playing.js';
import type { Commission, Staff } from './staff.js';

interface PlannedDebate {
  readonly speakers: readonly StandingContender[];
  readonly commission: Commission;
  readonly id: DebateId;
}

const mostSpeakers = 6;
/** Three of the 28 whom the debates cost the race in 2020 (ratel.kz), for a region that had 800 of 11,000. */
const absentees = 3;

/** Debates for everybody who stands: announced, drawn by lot, held; who stays away is struck off. */
export async function playDebates(
  playing: Playing,
  primary: Primary,
  standing: readonly StandingContender[],
  staff: Staff,
): Promise<void> {
  const { app, clock, progress, plan } = playing;
  const { from } = primary.rules.calendar.campaigning;
  const startsAt = later(clock.now(), 14 * day);
  const groups = speakersTogether(standing);
  const debates = await progress.step(`${groups.length} debates announced and drawn`, () =>
    eachOf(groups, 3, (speakers) => announce(playing, speakers, startsAt, staff)),
  );
  clock.moveTo(
    later(new Date(`${from}T00:00:00Z`), 15 * day)
      .toISOString()
      .slice(0, 10),
  );
  const chance = chanceOf(plan.seed, 'absent from debates');
  const absent = new Set(chance.shuffled(debates).slice(0, absentees));
  await progress.step(`Debates held, ${absentees} absent candidates struck off`, () =>
    eachOf(debates, 3, async ({ id, speakers, commission: { secretary } }) => {
      const missing = debates.some((debate) => debate.id === id && absent.has(debate));
      const marks = speakers.map(({ id: candidacyId }, at): AttendanceMark => ({
        candidacyId,
        attendance: missing && at === 0 ? 'absent' : 'present',
        reason: '',
      }));
      expected(await app.get(RecordAttendanceService).record(id, marks, secretary), 'attendance');
      expected(await app.get(HoldDebateService).hold(id, null, secretary), 'a debate');
      const [first] = speakers;
      if (missing && first)
        await strikeOff(playing, id, first.id, commissionOf(staff, first.contest.territory));
    }),
  );
}

async function announce(
  { app, plan }: Playing,
  speakers: readonly StandingContender[],
  startsAt: Date,
  staff: Staff,
): Promise<PlannedDebate> {
  const [first] = speakers;
  if (!first) throw new Error('Impossible: a debate without speakers');
  const commission = commissionOf(staff, first.unit);
  const scheduled = await app.get(ScheduleDebateService).schedule(
    {
      contestId: first.contest.id,
      unit: first.unit,
      place: 'Мәдениет үйі',
      startsAt,
      streamAddress: null,
      participants: speakers.map(({ id }) => id),
    },
    commission.secretary,
  );
  const id = expected(scheduled, 'the announcement of a debate');
  const word = String(chanceOf(plan.seed, first.person.iin).below(1_000_000));
  expected(await app.get(DrawSpeakingOrderService).draw(id, word, commission.chair), 'a draw');
  return { id, speakers, commission };
}

async function strikeOff(
  { app }: Playing,
  debate: DebateId,
  candidacy: CandidacyId,
  { chair }: Commission,
): Promise<void> {
  const text = 'Дебатқа себепсіз келмеді; ережелер бойынша дебатқа қатысу міндетті.';
  const done = await app.get(StrikeOffAbsentService).strikeOff(debate, candidacy, text, chair);
  expected(done, 'the striking off');
}

/** At most six of one contest and district on a stage, in groups as even as can be. */
function speakersTogether(standing: readonly StandingContender[]): StandingContender[][] {
  const byPlace = Map.groupBy(standing, ({ contest, unit }) => `${contest.id} ${unit}`);
  return [...byPlace.values()].flatMap((some) => {
    const groups = Math.ceil(some.length / mostSpeakers);
    const sizes = shares(
      some.length,
      Array.from({ length: groups }, () => 1),
    );
    let from = 0;
    return sizes.map((size) => some.slice(from, (from += size)));
  });
}
