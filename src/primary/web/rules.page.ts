import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { Primary, RulesVersion } from '../application/primary-directory.js';
import type { Contest } from '../domain/contest.js';
import { rulesVersionPath } from './paths.js';
import { rulesInSentences, type RulesPart } from './rules-in-sentences.js';

export interface RulesPage {
  readonly title: string;
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly hash: string;
  readonly canonical: string;
  readonly written: string;
  readonly parts: readonly RulesPart[];
  readonly sources: readonly string[];
  readonly versions: readonly VersionLine[];
}

export interface VersionLine {
  readonly name: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  readonly hash: string;
  readonly amendment: boolean;
  readonly canonical: string;
  readonly written: string;
}

export function rulesPage(
  primary: Primary,
  contests: readonly Contest[],
  versions: readonly RulesVersion[],
  t: Translate,
): RulesPage {
  const { rules, rulesVersion } = primary;
  return {
    title: t('primary.rules.title'),
    name: primary.title[t.language],
    version: t('primary.rules.version', { version: rulesVersion }),
    status: t(`primary.rules.${primary.rulesFrozen ? 'frozen' : 'open'}`),
    hash: primary.rulesHash,
    canonical: rulesVersionPath('canonicalRules', rulesVersion),
    written: rulesVersionPath('writtenRules', rulesVersion),
    parts: rulesInSentences(
      rules,
      ({ id }) => contests.filter(({ body }) => body === id).length,
      t,
    ),
    sources: rules.sources,
    versions: versionLines(versions, t),
  };
}

export function versionLines(versions: readonly RulesVersion[], t: Translate): VersionLine[] {
  return versions.map(({ version, madeByName, madeAt, reason, hash, amendment }) => ({
    name: t('primary.rules.version', { version }),
    who: madeByName,
    when: writeMoment(madeAt, t.language),
    why: reason,
    hash,
    amendment,
    canonical: rulesVersionPath('canonicalRules', version),
    written: rulesVersionPath('writtenRules', version),
  }));
}
