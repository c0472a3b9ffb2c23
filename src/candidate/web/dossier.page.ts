import type { Instant } from '../../kernel/clock.js';
import { actsIn, commissionRoles, type Actor } from '../../platform/identity/index.js';
import type { FieldSentence, Translate } from '../../platform/web/index.js';
import { writeDay, type Territory } from '../../primary/index.js';
import type { CaseFile, DecisionOnFile } from '../application/case-files.js';
import { nameOf } from '../application/contest-frames.js';
import { sitsIn } from '../application/scope.js';
import type { Proposal } from '../domain/decision.js';
import {
  appealSentence,
  checkLines,
  pledgeLines,
  reasonOf,
  type AppealSentence,
  type CheckLine,
  type PledgeLine,
} from './case-lines.js';
import { candidatePaths, pathTo } from './paths.js';
import { wholeName } from './person-name.js';
import { territoryNames } from './platform.page.js';
import { ruleNames } from './refusal.page.js';
import { toneOf } from './tone.js';

interface Link {
  readonly href: string;
  readonly label: string;
  readonly main: boolean;
}

export interface DossierPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly state: string;
  readonly tone: string;
  readonly sentence: string;
  readonly reason: { readonly ground: string; readonly text: string } | null;
  readonly errors: readonly FieldSentence[];
  readonly actions: readonly Link[];
  readonly take: string | null;
  readonly warnings: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly documents: readonly {
    readonly href: string;
    readonly name: string;
    readonly file: string;
  }[];
  readonly pledges: readonly PledgeLine[];
  readonly checks: readonly CheckLine[];
  readonly evidence: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: string;
    readonly tone: string;
    readonly basis: string;
    readonly note: string;
    readonly action: string | null;
  }[];
  readonly decisions: readonly DecisionLine[];
  readonly appeals: readonly AppealSentence[];
}

interface DecisionLine {
  readonly proposal: string;
  readonly outcome: string;
  readonly tone: string;
  readonly text: string;
  readonly count: string;
  readonly votes: readonly {
    readonly name: string;
    readonly vote: string;
    readonly opinion: string;
  }[];
  readonly acts: readonly Link[];
}

/** The dossier beside the checks: what was handed in, what speaks for and against, and what can be done now. */
export function dossierPage(
  t: Translate,
  file: CaseFile,
  context: {
    readonly actor: Actor;
    readonly now: Instant;
    readonly territories: readonly Territory[];
  },
  errors: readonly FieldSentence[] = [],
): DossierPage {
  const { dossier, frame } = file;
  const { id, state } = dossier;
  const names = ruleNames(frame.primary.rules, t);
  const reviewing = actsIn(context.actor, dossier.territory, ...commissionRoles);
  const examinable = reviewing && (state === 'under-review' || state === 'registered');
  const contest = nameOf(frame.contest)[t.language];
  return {
    title: wholeName(dossier.person.data?.name ?? noName) ?? t('candidate.queue.unnamed'),
    back: { href: candidatePaths.queue, label: t('candidate.queue.title') },
    state: t(`candidate.state.${state}`),
    tone: toneOf(state),
    sentence: dossier.submittedAt
      ? t('candidate.dossier.sentence', { contest, at: dossier.submittedAt })
      : t('candidate.dossier.not-handed-in', { contest }),
    reason: reasonOf(t, file),
    errors,
    actions: actionsOf(t, file, context.actor),
    take: reviewing && state === 'submitted' ? pathTo(candidatePaths.review, { id }) : null,
    warnings: file.iinWarnings.map(({ kind }) => t(`candidate.iin-warning.${kind}`)),
    facts: factsOf(t, file, territoryNames(t, context.territories)),
    documents: dossier.documents.map(({ kind, name, size }) => ({
      href: pathTo(candidatePaths.dossierDocument, { id, kind }),
      name: names.document(kind),
      file: `${name}, ${t('candidate.documents.size', { size: Math.ceil(size / 1024) })}`,
    })),
    pledges: pledgeLines(t, dossier.pledges, territoryNames(t, context.territories)),
    checks: checkLines(t, file, names),
    evidence: dossier.evidence.map(({ group, state: found, basis, note }) => ({
      id: group,
      name: names.group(group),
      state: t(`candidate.evidence.${found}`),
      tone: { claimed: 'warn', verified: 'good', rejected: 'bad' }[found],
      basis: t(`candidate.basis.${basis}`),
      note,
      action: examinable ? pathTo(candidatePaths.evidence, { id, group }) : null,
    })),
    decisions: file.decisions.map((decision) => decisionLine(t, decision, context.actor)),
    appeals: file.appeals.map((appeal) => appealSentence(t, appeal, context.now)),
  };
}

/** A proposal in words. */
export function proposalName(t: Translate, proposal: Proposal): string {
  return proposal.kind === 'register'
    ? t('candidate.dossier.proposal.register')
    : t('candidate.dossier.proposal.refuse', {
        ground: t(`candidate.ground.${proposal.ground}`),
      });
}

const noName = { family: null, given: null, patronymic: null };

function actionsOf(t: Translate, { dossier, decisions }: CaseFile, actor: Actor): Link[] {
  const { id, state, territory } = dossier;
  const link = (key: string, path: string, main: boolean): Link => ({
    href: pathTo(path, { id }),
    label: t(`candidate.dossier.${key}`),
    main,
  });
  const reviewing = actsIn(actor, territory, ...commissionRoles);
  const open = decisions.some(({ decision }) => decision.outcome === 'open');
  const strikes = actsIn(actor, territory, 'commission-chair', 'central-office');
  return [
    ...(reviewing && state === 'under-review' && !open
      ? [link('propose', candidatePaths.proposal, true)]
      : []),
    ...(reviewing && state === 'under-review'
      ? [link('return', candidatePaths.correction, false)]
      : []),
    ...(strikes && state === 'registered'
      ? [link('strike-off', candidatePaths.strikingOff, false)]
      : []),
  ];
}

function factsOf(
  t: Translate,
  { dossier }: CaseFile,
  territoryName: (code: string) => string,
): DossierPage['facts'] {
  const { person, route, organisation, unit, heldPlaces } = dossier;
  const { data } = person;
  const unknown = t('candidate.page.unknown');
  const values = {
    iin: person.iin,
    'birth-date': data ? writeDay(data.birthDate, t.language) : unknown,
    sex: data ? t(`candidate.sex.${data.sex}`) : unknown,
    'resident-since': data ? writeDay(data.residentSince, t.language) : unknown,
    membership: data ? t(`candidate.membership.${data.membership}`) : unknown,
    route: [t(`candidate.route.${route}`), organisation].filter((part) => part !== null).join(': '),
    unit: territoryName(unit),
    held: heldPlaces.map((place) => t(`candidate.held.${place}`)).join('; ') || '–',
    contact: person.contact ?? unknown,
  };
  return Object.entries(values).map(([key, value]) => ({
    label: t(`candidate.dossier.fact.${key}`),
    value,
  }));
}

function decisionLine(
  t: Translate,
  { decision, tally, members }: DecisionOnFile,
  actor: Actor,
): DecisionLine {
  const { outcome, proposal, votes, candidacyId: id, commission, commissionOf } = decision;
  const open = outcome === 'open';
  const mine = sitsIn(actor, commissionOf);
  const voted = votes.some(({ member }) => member === actor.accountId);
  const chairs = actor.grants.some(
    ({ role, territory }) => role === 'commission-chair' && territory === commissionOf,
  );
  const nameOfMember = (member: string): string =>
    members.find((one) => one.id === member)?.name ?? t('candidate.dossier.vote.somebody');
  const act = (key: string, path: string, main: boolean): Link => ({
    href: pathTo(path, { id }),
    label: t(`candidate.dossier.${key}`),
    main,
  });
  const cast = votes.map(({ member, vote, opinion }) => ({
    name: nameOfMember(member),
    vote: t(`candidate.dossier.vote.${vote}`),
    opinion,
  }));
  const silent = members
    .filter((one) => open && !votes.some(({ member }) => member === one.id))
    .map(({ name }) => ({ name, vote: t('candidate.dossier.vote.none'), opinion: '' }));
  return {
    proposal: proposalName(t, proposal),
    outcome: t(`candidate.dossier.outcome.${outcome}`),
    tone: outcome === 'carried' ? 'good' : open ? 'warn' : '',
    text: proposal.kind === 'refuse' ? proposal.text : '',
    count: t('candidate.dossier.count', {
      for: tally.for,
      against: tally.against,
      recused: tally.recused,
      quorum: tally.quorum,
      seats: commission.seats,
    }),
    votes: [...cast, ...silent],
    acts: [
      ...(open && mine && !voted ? [act('vote-now', candidatePaths.vote, true)] : []),
      ...(open && chairs && tally.for + tally.against >= tally.quorum
        ? [act('close', candidatePaths.closing, false)]
        : []),
    ],
  };
}
