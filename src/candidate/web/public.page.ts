import { ageOn } from '../../kernel/calendar.js';
import { drawOrder, type Lot } from '../../kernel/lot.js';
import { writeMoment, type Translate } from '../../platform/web/index.js';
import { contestPath, type Registration, type Territory } from '../../primary/index.js';
import type { CaseFile, Dossier } from '../application/case-files.js';
import { nameOf, type ContestFrame } from '../application/contest-frames.js';
import { verifiedGroups } from '../domain/group.js';
import { pledgeLines, type PledgeLine } from './case-lines.js';
import { candidatePaths, pathTo } from './paths.js';
import { wholeName } from './person-name.js';
import { territoryNames } from './platform.page.js';
import { ruleNames } from './refusal.page.js';
import { toneOf } from './tone.js';

export interface CandidatePage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly state: string;
  readonly tone: string;
  readonly sentence: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly pledges: readonly PledgeLine[];
  readonly decisions: readonly string[];
}

/** Whether the public may know of the candidacy: once registered, whatever became of it. Refused applicants stay private. */
export function isPublic({ dossier, decisions }: CaseFile): boolean {
  const { state } = dossier;
  if (state === 'registered' || state === 'struck-off') return true;
  const registered = decisions.some(
    ({ decision }) => decision.outcome === 'carried' && decision.proposal.kind === 'register',
  );
  return state === 'withdrawn' && registered;
}

/** The groups shown to everybody. What a certificate proves, such as a disability, is nobody else's business. */
export function publicGroups(t: Translate, dossier: Dossier, { primary }: ContestFrame): string[] {
  const names = ruleNames(primary.rules, t);
  const shown = primary.rules.groups.filter(({ kind }) => kind !== 'certificate');
  return verifiedGroups(dossier.evidence)
    .filter((group) => shown.some(({ id }) => id === group))
    .map((group) => names.group(group));
}

/** A candidate as everybody may read: person, platform pledge by pledge, decisions. No birth date, no contact, no IIN. */
export function candidatePage(
  t: Translate,
  file: CaseFile,
  territories: readonly Territory[],
): CandidatePage {
  const { dossier, frame } = file;
  const { data } = dossier.person;
  const territoryName = territoryNames(t, territories);
  const age = data && ageOn(data.birthDate, frame.primary.rules.calendar.referenceDate);
  const groups = publicGroups(t, dossier, frame);
  const { organisation, route } = dossier;
  const facts = {
    route: [t(`candidate.route.${route}`), organisation].filter((part) => part !== null).join(': '),
    unit: territoryName(dossier.unit),
    age: age === null ? '' : String(age),
    groups: groups.join(', '),
  };
  return {
    title: (data && wholeName(data.name)) ?? '',
    back: {
      href: pathTo(candidatePaths.contestCandidates, { id: dossier.contestId }),
      label: t('candidate.public.candidates-back'),
    },
    state: t(`candidate.state.${dossier.state}`),
    tone: toneOf(dossier.state),
    sentence: t('candidate.public.candidate', { contest: nameOf(frame.contest)[t.language] }),
    facts: Object.entries(facts)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ label: t(`candidate.public.${key}`), value })),
    pledges: pledgeLines(t, dossier.pledges, territoryName),
    decisions: decisionSentences(t, file),
  };
}

function decisionSentences(t: Translate, { dossier, decisions }: CaseFile): string[] {
  const registered = decisions.flatMap(({ decision, tally }) =>
    decision.outcome === 'carried' && decision.proposal.kind === 'register' && decision.settledAt
      ? [
          t('candidate.public.decision-registered', {
            for: tally.for,
            against: tally.against,
            at: decision.settledAt,
          }),
        ]
      : [],
  );
  const { adverse } = dossier;
  if (adverse?.effect !== dossier.state) return registered;
  const ground = t(`candidate.ground.${adverse.ground}`);
  const at = writeMoment(adverse.at, t.language);
  return [...registered, t(`candidate.public.decision-${adverse.effect}`, { ground, at })];
}

export interface ContestCandidatesPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly sentence: string;
  readonly applyHref: string | null;
  readonly figures: readonly { readonly value: number; readonly label: string }[];
  readonly units: readonly {
    readonly name: string | null;
    readonly candidates: readonly {
      readonly href: string;
      readonly name: string;
      readonly about: string;
      readonly groups: readonly string[];
    }[];
  }[];
}

/** The registered candidates of a contest, by the territory they applied in, each in an order drawn by lot. */
export function contestCandidatesPage(
  t: Translate,
  frame: ContestFrame,
  dossiers: readonly Dossier[],
  territories: readonly Territory[],
  order: { readonly lot: Lot; readonly registration: Registration },
): ContestCandidatesPage {
  const territoryName = territoryNames(t, territories);
  const units = [...new Set(dossiers.map(({ unit }) => unit))].sort();
  const ofSex = dossiers.filter(({ person }) => person.data?.sex === 'female').length;
  const ofThemselves = dossiers.filter(({ route }) => route === 'self').length;
  const { contest } = frame;
  const { lot, registration } = order;
  return {
    title: t('candidate.public.contest-title', { contest: nameOf(contest)[t.language] }),
    back: { href: contestPath(contest.id), label: t('candidate.public.contest-back') },
    sentence:
      dossiers.length === 0
        ? t('candidate.public.contest-empty')
        : t('candidate.public.contest-sentence', { number: dossiers.length, seats: contest.seats }),
    applyHref: registration.kind === 'open' ? candidatePaths.apply : null,
    figures:
      dossiers.length === 0
        ? []
        : [
            { value: ofSex, label: t('candidate.public.women') },
            { value: ofThemselves, label: t('candidate.public.self') },
          ],
    units: units.map((unit) => ({
      name: units.length > 1 ? territoryName(unit) : null,
      candidates: drawOrder(
        lot,
        `candidates ${contest.id} ${unit}`,
        dossiers.filter((dossier) => dossier.unit === unit),
      ).map((dossier) => candidateCard(t, dossier, frame)),
    })),
  };
}

function candidateCard(
  t: Translate,
  dossier: Dossier,
  frame: ContestFrame,
): ContestCandidatesPage['units'][number]['candidates'][number] {
  const { data } = dossier.person;
  const on = frame.primary.rules.calendar.referenceDate;
  const age = data ? t('candidate.public.years', { age: ageOn(data.birthDate, on) }) : null;
  return {
    href: pathTo(candidatePaths.candidate, { id: dossier.id }),
    name: (data && wholeName(data.name)) ?? '',
    about: [t(`candidate.route.${dossier.route}`), age].filter((part) => part !== null).join(', '),
    groups: publicGroups(t, dossier, frame),
  };
}
