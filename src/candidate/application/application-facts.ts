import type { CalendarDate } from '../../kernel/calendar.js';
import { covers } from '../../platform/identity/index.js';
import type { ApplicationFacts, OtherCandidacy } from '../domain/eligibility.js';
import type { GroupFacts } from '../domain/group.js';
import type { PlatformFrame } from '../domain/platform.js';
import type { Dossier } from '../persistence/dossier.js';
import type { ContestFrame } from './contest-frames.js';
import { dayOf } from '../../primary/index.js';

/** What the rules of eligibility are asked about. A returned application was in time if it was first handed in in time. */
export function applicationFacts(
  dossier: Dossier,
  frame: ContestFrame,
  asked: {
    readonly moment: ApplicationFacts['moment'];
    readonly today: CalendarDate;
    readonly elsewhere: readonly OtherCandidacy[];
  },
): ApplicationFacts {
  return {
    today: dossier.submittedAt ? dayOf(dossier.submittedAt) : asked.today,
    moment: asked.moment,
    level: dossier.level,
    route: dossier.route,
    organisation: dossier.organisation,
    person: dossier.person.data,
    claimedGroups: dossier.claimedGroups,
    documents: dossier.documents.map(({ kind }) => kind),
    pledges: dossier.pledges,
    platformFrame: platformFrame(frame),
    elsewhere: asked.elsewhere,
  };
}

/** A platform starts in the year of the reference date and keeps to the territory of the body. */
export function platformFrame({ primary, contest }: ContestFrame): PlatformFrame {
  return {
    year: Number(primary.rules.calendar.referenceDate.slice(0, 4)),
    covers: (territory) => covers(contest.territory, territory),
  };
}

/** What the groups are judged on; null while the person's data are missing. */
export function groupFacts(dossier: Dossier, { primary }: ContestFrame): GroupFacts | null {
  const { data } = dossier.person;
  return (
    data && {
      person: data,
      heldPlaces: dossier.heldPlaces,
      claimedGroups: dossier.claimedGroups,
      documents: dossier.documents.map(({ kind }) => kind),
      referenceDate: primary.rules.calendar.referenceDate,
    }
  );
}
