import { fieldSentences, type FieldErrors, type Translate } from '../../platform/web/index.js';
import type { AmendRefusal } from '../application/amend-rule-set.service.js';
import type { CreatePrimaryRefusal } from '../application/create-primary.service.js';
import type { Primary, RulesVersion } from '../application/primary-directory.js';
import type { RuleSetFault } from '../domain/rule-set-fault.js';
import { faultLine, type FaultLine } from './fault-sentence.js';
import { primaryPaths } from './paths.js';
import { versionLines, type VersionLine } from './rules.page.js';

export interface RuleEditorPage {
  readonly title: string;
  readonly sentence: string;
  readonly status: string;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
  readonly faults: readonly FaultLine[];
  /** What the preset leaves open, to be answered in the text before it is saved. */
  readonly questions: readonly FaultLine[];
  readonly values: { readonly text: string; readonly reason: string };
  /** A season is open and its rules change; otherwise a new season begins. */
  readonly amending: boolean;
  readonly save: string;
  readonly versions: readonly VersionLine[];
  readonly back: string;
}

type Refusals = Pick<RuleEditorPage, 'errors' | 'faults'>;
type Values = RuleEditorPage['values'];

/** What is said above the text of a season that does not exist yet. */
interface Beginning {
  readonly refusals?: Refusals | undefined;
  readonly questions?: readonly RuleSetFault[];
}

const noRefusals: Refusals = { errors: [], faults: [] };

/** The editor of an open season. */
export function amendingPage(
  primary: Primary,
  versions: readonly RulesVersion[],
  values: Values,
  t: Translate,
  refusals: Refusals = noRefusals,
): RuleEditorPage {
  return {
    title: t('primary.editor.title'),
    sentence: t('primary.editor.sentence', { version: primary.rulesVersion }),
    status: t(`primary.rules.${primary.rulesFrozen ? 'frozen' : 'open'}`),
    values,
    amending: true,
    save: t('primary.editor.save'),
    versions: versionLines(versions, t),
    questions: [],
    back: primaryPaths.office,
    ...refusals,
  };
}

/** The editor of a season that does not exist yet. */
export function creatingPage(
  values: Values,
  t: Translate,
  { refusals = noRefusals, questions = [] }: Beginning = {},
): RuleEditorPage {
  return {
    title: t('primary.editor.create-title'),
    sentence: t('primary.editor.create-sentence'),
    status: '',
    values,
    amending: false,
    save: t('primary.editor.create'),
    versions: [],
    questions: questions.map((question) => faultLine(t, question)),
    back: primaryPaths.office,
    ...refusals,
  };
}

export function fieldRefusals(errors: FieldErrors, t: Translate): Refusals {
  return {
    errors: fieldSentences(errors, t),
    faults: [],
  };
}

/** Every refusal in the reader's words: a summary beside the fields, and each fault of the rules with its path. */
export function ruleRefusals(
  refusals: readonly (AmendRefusal | CreatePrimaryRefusal)[],
  t: Translate,
): Refusals {
  return {
    errors: refusals.map((refusal) => ({
      field: refusal.kind === 'reason-missing' ? 'reason' : 'text',
      sentence: refusalSentence(refusal, t),
    })),
    faults: refusals.flatMap((refusal) =>
      refusal.kind === 'rules-refused' ? refusal.faults.map((fault) => faultLine(t, fault)) : [],
    ),
  };
}

/** The sentence of one refusal. */
export function refusalSentence(
  refusal: AmendRefusal | CreatePrimaryRefusal,
  t: Translate,
): string {
  switch (refusal.kind) {
    case 'rules-refused':
      return t('primary.refusal.rules-refused', { faults: refusal.faults.length });
    case 'contests-fixed':
      return t('primary.refusal.contests-fixed', {
        added: refusal.added,
        removed: refusal.removed,
      });
    case 'outside-your-territory':
    case 'season-under-way':
    case 'no-such-primary':
    case 'season-closed':
    case 'reason-missing':
    case 'same-rules':
      return t(`primary.refusal.${refusal.kind}`);
  }
}
