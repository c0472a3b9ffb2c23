import type { Instant } from '../../kernel/clock.js';
import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import { writeDay } from '../../primary/index.js';
import type { CaseFile } from '../application/case-files.js';
import { nameOf } from '../application/contest-frames.js';
import { applicationMoves, isEditable } from '../domain/application-state.js';
import type { CheckName } from '../domain/eligibility.js';
import { appealSentence, reasonOf, type AppealSentence } from './case-lines.js';
import { candidatePaths, pathTo } from './paths.js';
import { refusalSentence, ruleNames } from './refusal.page.js';
import { toneOf } from './tone.js';

export interface ApplicationPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly state: string;
  readonly tone: string;
  readonly sentence: string;
  readonly deadline: string | null;
  readonly reason: { readonly ground: string; readonly text: string } | null;
  readonly errors: readonly FieldSentence[];
  readonly actions: readonly {
    readonly href: string;
    readonly label: string;
    readonly main: boolean;
  }[];
  readonly missing: readonly { readonly href: string; readonly sentence: string }[];
  readonly parts: readonly {
    readonly label: string;
    readonly href: string | null;
    readonly state: string;
    readonly tone: string;
  }[];
  readonly groups: readonly {
    readonly name: string;
    readonly state: string;
    readonly tone: string;
    readonly note: string;
  }[];
  readonly appeals: readonly AppealSentence[];
  readonly notices: readonly {
    readonly at: string;
    readonly sentence: string;
    readonly text: string;
  }[];
  readonly publicHref: string | null;
}

const parts = ['person', 'nomination', 'documents', 'platform'] as const;
type Part = (typeof parts)[number];

/** The page of the form that answers a question of the dossier. */
const partOf: Readonly<Record<CheckName, Part | null>> = {
  window: null,
  route: 'nomination',
  person: 'person',
  age: 'person',
  residence: 'person',
  membership: 'person',
  convictions: 'person',
  'one-per-level': null,
  documents: 'documents',
  platform: 'platform',
};

/** The candidate's own application: status first, then what is missing, the parts, the news. */
export function applicationPage(t: Translate, file: CaseFile, now: Instant): ApplicationPage {
  const { dossier, frame } = file;
  const { id, state } = dossier;
  const names = ruleNames(frame.primary.rules, t);
  const own = (path: string): string => pathTo(path, { id });
  const editable = isEditable(state);
  return {
    title: nameOf(frame.contest)[t.language],
    back: { href: candidatePaths.my, label: t('candidate.my.back') },
    state: t(`candidate.state.${state}`),
    tone: toneOf(state),
    sentence: t(`candidate.application.sentence.${state}`),
    deadline: deadlineOf(t, file, names),
    reason: reasonOf(t, file),
    errors: [],
    actions: actionsOf(t, file),
    missing: editable
      ? file.checks.flatMap(({ name, reasons }) =>
          reasons.map((reason) => ({
            href: own(candidatePaths[partOf[name] ?? 'application']),
            sentence: refusalSentence(t, reason, names),
          })),
        )
      : [],
    parts: parts.map((part) => {
      const done = file.checks.every(
        ({ name, reasons }) => partOf[name] !== part || reasons.length === 0,
      );
      return {
        label: t(`candidate.application.part.${part}`),
        href: editable ? own(candidatePaths[part]) : null,
        state: t(`candidate.application.${done ? 'part-done' : 'part-missing'}`),
        tone: done ? 'done' : 'next',
      };
    }),
    groups: dossier.evidence.map(({ group, state: found, note }) => ({
      name: names.group(group),
      state: t(`candidate.evidence.${found}`),
      tone: { claimed: 'warn', verified: 'good', rejected: 'bad' }[found],
      note,
    })),
    appeals: file.appeals.map((appeal) => appealSentence(t, appeal, now)),
    notices: file.notices.map(({ kind, text, at }) => ({
      at: writeMoment(at, t.language),
      sentence: t(`candidate.news.${kind}`),
      text,
    })),
    publicHref: state === 'registered' ? own(candidatePaths.candidate) : null,
  };
}

function deadlineOf(
  t: Translate,
  file: CaseFile,
  names: ReturnType<typeof ruleNames>,
): string | null {
  const { dossier, frame, way } = file;
  if (dossier.state === 'draft') {
    if (!inTime(file)) return null;
    const to = writeDay(frame.primary.rules.calendar.registration.to, t.language);
    return t('candidate.application.hand-in-by', { to });
  }
  if (!way) return null;
  if (!way.ok) return refusalSentence(t, way.error, names);
  const { deadline, step } = way.value;
  const body = t(`candidate.step.${step.level}`);
  return t('candidate.application.appeal-by', { deadline, step: body });
}

/** Whether it can be handed in today; out of the window, the check says when it could. */
function inTime({ checks }: CaseFile): boolean {
  return checks.every(({ name, reasons }) => name !== 'window' || reasons.length === 0);
}

function actionsOf(t: Translate, file: CaseFile): ApplicationPage['actions'] {
  const { dossier, way } = file;
  const { id, state } = dossier;
  const may = (to: (typeof applicationMoves)['draft'][number]): boolean =>
    applicationMoves[state].includes(to);
  const action = (key: 'submit' | 'withdraw' | 'appeal', path: string, main: boolean) => ({
    href: pathTo(path, { id }),
    label: t(`candidate.application.${key}`),
    main,
  });
  return [
    ...(may('submitted') && inTime(file)
      ? [action('submit', candidatePaths.submission, true)]
      : []),
    ...(way?.ok ? [action('appeal', candidatePaths.appeal, true)] : []),
    ...(may('withdrawn') ? [action('withdraw', candidatePaths.withdrawal, false)] : []),
  ];
}
