import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { SeenComplaint } from '../application/complaint-directory.js';
import { isOverdue } from '../domain/complaint.js';
import type { NameBook } from './name-book.js';
import { pathTo } from './paths.js';

/** A line of a list of complaints. */
export interface ComplaintLine {
  readonly href: string;
  readonly ground: string;
  readonly respondent: string;
  readonly territory: string;
  readonly step: string;
  readonly state: string;
  readonly deadline: string;
  readonly overdue: boolean;
}

export interface ComplaintsPage {
  readonly title: string;
  readonly status: string;
  readonly groups: readonly { readonly title: string; readonly lines: readonly ComplaintLine[] }[];
}

/** The complaints of a body: those it must decide, the overdue first, then the others of its territory. */
export function complaintsPage(
  seen: readonly SeenComplaint[],
  path: string,
  names: NameBook,
  now: Instant,
  t: Translate,
): ComplaintsPage {
  const mine = seen.filter((one) => one.mine);
  const overdue = mine.filter(({ complaint }) => isOverdue(complaint, now)).length;
  const others = seen.filter((one) => !one.mine);
  return {
    title: t('campaign.complaints.title'),
    status:
      seen.length === 0
        ? t('campaign.complaints.empty')
        : t('campaign.complaints.status', { mine: mine.length, overdue }),
    groups: groupsOf(
      [
        [t('campaign.complaints.mine'), mine],
        [t('campaign.complaints.others'), others],
      ],
      (one) => complaintLine(one, path, names, now, t),
    ),
  };
}

/** The groups that have anything in them, as lines. */
export function groupsOf(
  groups: readonly (readonly [string, readonly SeenComplaint[]])[],
  line: (one: SeenComplaint) => ComplaintLine,
): ComplaintsPage['groups'] {
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([title, members]) => ({ title, lines: members.map(line) }));
}

export function complaintLine(
  { complaint }: SeenComplaint,
  path: string,
  names: NameBook,
  now: Instant,
  t: Translate,
): ComplaintLine {
  const waits = complaint.state === 'filed' || complaint.state === 'appealed';
  return {
    href: pathTo(path, { id: complaint.id }),
    ground: t(`campaign.ground.${complaint.ground}`),
    respondent: complaint.respondent
      ? names.candidate(complaint.respondent)
      : t('campaign.complaint.commission'),
    territory: names.territory(complaint.territory),
    step: t(`campaign.ladder.${complaint.step}`),
    state: t(`campaign.complaint-state.${complaint.state}`),
    deadline: waits ? writeMoment(complaint.decideBy, t.language) : '',
    overdue: isOverdue(complaint, now),
  };
}
