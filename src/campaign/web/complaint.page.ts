import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { SeenComplaint } from '../application/complaint-directory.js';
import {
  decisionInForce,
  isOverdue,
  sanctions,
  type ComplaintDecision,
} from '../domain/complaint.js';
import { stepLevels } from '../domain/ladder.js';
import type { NameBook } from './name-book.js';
import { campaignPaths, pathTo } from './paths.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface ComplaintPage {
  readonly title: string;
  readonly status: string;
  readonly tone: 'bad' | 'warn' | 'good';
  readonly errors: readonly FieldSentence[];
  readonly respondent: string;
  readonly territory: string;
  readonly contest: string;
  readonly happened: string;
  readonly filed: string;
  readonly text: string;
  readonly evidence: { readonly name: string; readonly href: string } | null;
  readonly history: readonly { readonly heading: string; readonly text: string }[];
  readonly decide: {
    readonly action: string;
    readonly outcomes: readonly Choice[];
    readonly sanctions: readonly Choice[];
    readonly text: string;
  } | null;
  readonly appeal: { readonly action: string; readonly text: string } | null;
  readonly removed: boolean;
  readonly back: string;
}

/** What somebody typed: a decision, or an appeal. */
export interface TypedFinding {
  readonly outcome: string;
  readonly sanction: string;
  readonly text: string;
}

const nothingTyped: TypedFinding = { outcome: '', sanction: '', text: '' };

/** One complaint with its clock, its history and what the reader can do about it. */
export function complaintPage(
  seen: SeenComplaint,
  at: { readonly path: string; readonly back: string },
  facts: {
    readonly names: NameBook;
    readonly now: Instant;
    readonly errors?: readonly FieldSentence[];
    readonly typed?: TypedFinding;
  },
  t: Translate,
): ComplaintPage {
  const { complaint, party, mine } = seen;
  const { names, now, errors = [], typed = nothingTyped } = facts;
  const gaps = { id: complaint.id };
  const overdue = isOverdue(complaint, now);
  const inForce = decisionInForce(complaint, now);
  const removed = inForce?.decision.sanction === 'removal';
  const mayAppeal =
    party === 'complainant'
      ? overdue || (inForce?.appealable ?? false)
      : party === 'respondent' &&
        (inForce?.appealable ?? false) &&
        inForce?.decision.sanction !== null;
  return {
    title: t('campaign.complaint.title', { ground: t(`campaign.ground.${complaint.ground}`) }),
    status: statusOf(seen, now, t),
    tone: overdue ? 'bad' : inForce ? 'good' : 'warn',
    errors,
    respondent: complaint.respondent
      ? names.candidate(complaint.respondent)
      : t('campaign.complaint.commission'),
    territory: names.territory(complaint.territory),
    contest: names.contest(complaint.contestId),
    happened: writeMoment(complaint.happenedAt, t.language),
    filed: writeMoment(complaint.filedAt, t.language),
    text: complaint.text,
    evidence: complaint.evidence && {
      name: complaint.evidence.name,
      href: pathTo(campaignPaths.complaintEvidence, gaps),
    },
    history: historyOf(seen, t),
    decide: mine
      ? {
          action: pathTo(`${at.path}/review`, gaps),
          outcomes: choices(['upheld', 'rejected'], 'campaign.outcome', typed.outcome, t),
          sanctions: choices(
            complaint.respondent ? ['none', ...sanctions] : ['none'],
            'campaign.sanction',
            typed.sanction || 'none',
            t,
          ),
          text: typed.text,
        }
      : null,
    appeal: mayAppeal ? { action: pathTo(campaignPaths.appeal, gaps), text: typed.text } : null,
    removed: removed && party === 'respondent',
    back: at.back,
  };
}

/** The finding as one sentence: what was found and what follows. */
export function findingSentence(
  finding: Pick<ComplaintDecision, 'outcome' | 'sanction'>,
  t: Translate,
): string {
  const outcome = t(`campaign.outcome.${finding.outcome}`);
  return finding.sanction ? `${outcome}: ${t(`campaign.sanction.${finding.sanction}`)}` : outcome;
}

function statusOf({ complaint }: SeenComplaint, now: Instant, t: Translate): string {
  const inForce = decisionInForce(complaint, now);
  if (inForce) {
    const { decision, appealable } = inForce;
    const outcome = findingSentence(decision, t);
    return appealable && decision.appealBy
      ? t('campaign.complaint.status.appealable', { outcome, by: decision.appealBy })
      : t('campaign.complaint.status.in-force', { outcome });
  }
  const step = t(`campaign.ladder.${complaint.step}`);
  const key = isOverdue(complaint, now) ? 'overdue' : 'waiting';
  return t(`campaign.complaint.status.${key}`, { step, by: complaint.decideBy });
}

/** Appeals and decisions in the order of the ladder; on each step the appeal comes before the decision. */
function historyOf({ complaint }: SeenComplaint, t: Translate): ComplaintPage['history'] {
  return stepLevels.flatMap((level) => {
    const appeals = complaint.appeals
      .filter(({ step }) => step === level)
      .map(({ party, filedAt, text }) => ({
        heading: t('campaign.complaint.appealed-by', {
          party: t(`campaign.party.${party}`),
          at: filedAt,
        }),
        text,
      }));
    const decisions = complaint.decisions
      .filter(({ step }) => step === level)
      .map((decision) => ({
        heading: t('campaign.complaint.decided-at', {
          outcome: findingSentence(decision, t),
          step: t(`campaign.ladder.${level}`),
          at: decision.decidedAt,
        }),
        text: decision.text,
      }));
    return [...appeals, ...decisions];
  });
}

function choices(values: readonly string[], words: string, chosen: string, t: Translate): Choice[] {
  return values.map((value) => ({
    value,
    label: t(`${words}.${value}`),
    chosen: value === chosen,
  }));
}
