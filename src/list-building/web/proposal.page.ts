import type { AccountId } from '../../kernel/ids.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { Contest } from '../../primary/index.js';
import type { InterventionProposal } from '../application/intervention-proposals.js';
import type { ListSummary, RankedList } from '../application/list-directory.js';
import { fullName } from '../application/person-name.js';
import type { Difference } from '../domain/version-difference.js';
import { comparisonRow, type ComparisonRow } from './comparison.page.js';
import { contestNames, personName } from './list.page.js';
import { listPath, proposalPath } from './paths.js';

/** A proposed place in one line of the workbench; `href` while it waits for the second signature. */
export interface ProposalLine {
  readonly line: string;
  readonly awaited: string | null;
  readonly href: string | null;
}

/** A proposal in one line of the overview of all lists. */
export interface WaitingLine {
  readonly contest: string;
  readonly href: string;
  readonly line: string;
}

/** What the list becomes with the place given. */
export interface ProposalMoves {
  /** `warn` where the list has changed since the place was proposed. */
  readonly tone: 'good' | 'warn';
  readonly sentence: string;
  readonly rows: readonly ComparisonRow[];
  /** Those who only make room; null where nobody does. */
  readonly shifted: { readonly sentence: string; readonly rows: readonly ComparisonRow[] } | null;
}

export interface ProposalPage {
  readonly title: string;
  readonly sentence: string;
  readonly line: string;
  readonly errors: readonly FieldSentence[];
  /** Null where it was not kept. */
  readonly moves: ProposalMoves | null;
  /** Null for whoever proposed it: the second signature is another's. */
  readonly sign: string | null;
  readonly refuse: string;
  /** Whether turning it down is taking back one's own. */
  readonly own: boolean;
  readonly ground: string;
  readonly list: string;
  readonly back: string;
}

/** Proposals that are no intervention: those that wait, then those that were refused or taken back. */
export function proposalLines(
  proposals: readonly InterventionProposal[],
  list: RankedList,
  t: Translate,
): ProposalLine[] {
  const waiting = proposals.filter(({ act }) => act.answer === null);
  const ended = proposals.filter(
    ({ act: { answer } }) => answer === 'refused' || answer === 'withdrawn',
  );
  return [...waiting, ...ended].map((proposal) => ({
    line: `${proposedLine(proposal, list, t)}${endingOf(proposal, t)}`,
    awaited: proposal.act.answer === null ? awaitedSentence(proposal, list, t) : null,
    href:
      proposal.act.answer === null ? proposalPath('proposal', list.id, proposal.act.number) : null,
  }));
}

/** What waits for a second signature, list by list, for the overview of all of them. */
export function waitingLines(
  waiting: readonly InterventionProposal['act'][],
  contests: readonly Contest[],
  lists: readonly ListSummary[],
  t: Translate,
): WaitingLine[] {
  const contestOf = new Map(lists.map(({ id, contestId }) => [id, contestId]));
  return waiting.flatMap(({ listId, number, place, proposedByName, proposedAt }) => {
    const contest = contests.find(({ id }) => id === contestOf.get(listId));
    if (!contest) return [];
    return [
      {
        contest: `${contest.bodyName[t.language]}, ${contest.territoryName[t.language]}`,
        href: proposalPath('proposal', listId, number),
        line: t('list-intervention.waiting.line', {
          place,
          author: proposedByName,
          at: writeMoment(proposedAt, t.language),
        }),
      },
    ];
  });
}

/** The page of a proposal that waits, as the reader may sign it, refuse it, or take back their own. */
export function proposalPage(
  proposal: InterventionProposal,
  list: RankedList,
  reader: AccountId,
  t: Translate,
  errors: readonly FieldSentence[],
  ground: string,
): ProposalPage {
  const { number, place } = proposal.act;
  const own = proposal.act.proposedBy === reader;
  const person = nameOf(proposal, list);
  return {
    title: t(`list-intervention.proposal.${own ? 'own' : 'second'}`),
    sentence: own
      ? awaitedSentence(proposal, list, t)
      : t('list-intervention.proposal.status', { place, person }),
    line: proposedLine(proposal, list, t),
    errors,
    moves: movesOf(proposal, list, t),
    sign: own ? null : proposalPath('signature', list.id, number),
    refuse: proposalPath('refusal', list.id, number),
    own,
    ground,
    list: t('list-building.office.title', contestNames(list, t)),
    back: listPath('workbench', list.id),
  };
}

function movesOf(
  proposal: InterventionProposal,
  list: RankedList,
  t: Translate,
): ProposalMoves | null {
  if (!proposal.change) return null;
  const { differences, stale } = proposal.change;
  const name = ({ candidate }: Difference) =>
    candidate === proposal.act.candidateId ? nameOf(proposal, list) : personName(list, candidate);
  const rowsOf = (some: readonly Difference[]) =>
    some.map((difference) => comparisonRow(difference, name(difference), '', t));
  const far = differences.filter((difference) => !isShift(difference));
  const near = far.length > 0 ? differences.filter(isShift) : [];
  return {
    tone: stale ? 'warn' : 'good',
    sentence: t(`list-intervention.proposal.would.${stale ? 'stale' : 'moved'}`, {
      count: differences.length,
    }),
    rows: rowsOf(far.length > 0 ? far : differences),
    shifted:
      near.length === 0
        ? null
        : {
            sentence: t('list-intervention.proposal.would.shifted', { count: near.length }),
            rows: rowsOf(near),
          },
  };
}

/** Whoever makes room for another moves by one place. */
function isShift({ from, to }: Difference): boolean {
  return from !== null && to !== null && Math.abs(from - to) === 1;
}

function proposedLine(proposal: InterventionProposal, list: RankedList, t: Translate): string {
  const { number, place, reason, proposedByName, proposedAt } = proposal.act;
  return t('list-intervention.proposal.line', {
    number,
    place,
    person: nameOf(proposal, list),
    reason,
    author: proposedByName,
    at: writeMoment(proposedAt, t.language),
  });
}

function awaitedSentence(
  { awaited }: InterventionProposal,
  { state }: RankedList,
  t: Translate,
): string {
  if (state === 'filed') return t('list-intervention.proposal.too-late');
  return awaited.length === 0
    ? t('list-intervention.proposal.nobody')
    : t('list-intervention.proposal.awaited', { names: awaited.join(', ') });
}

function endingOf(
  { act: { answer, answeredByName, answeredAt, ground } }: InterventionProposal,
  t: Translate,
): string {
  if (answer === null || answeredAt === null) return '';
  const at = writeMoment(answeredAt, t.language);
  return ` ${t(`list-intervention.proposal.${answer}`, { by: answeredByName ?? '', at, ground })}`;
}

function nameOf(
  { act: { outsider, candidateId } }: InterventionProposal,
  list: RankedList,
): string {
  return outsider ? fullName(outsider) : personName(list, candidateId);
}
