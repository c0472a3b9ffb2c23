import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { Territory } from '../../primary/index.js';
import type { CaseFile } from '../application/case-files.js';
import { platformLimits } from '../domain/platform.js';
import { pledgeLines, type PledgeLine } from './case-lines.js';
import { candidatePaths, pathTo } from './paths.js';

export interface PlatformPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly errors: readonly FieldSentence[];
  readonly limits: string;
  readonly pledges: readonly (PledgeLine & { readonly href: string; readonly removal: string })[];
  readonly addHref: string | null;
}

/** The pledges of a platform, each with its own page, and the way to the next one. */
export function platformPage(
  t: Translate,
  { dossier }: CaseFile,
  territories: readonly Territory[],
  errors: readonly FieldSentence[] = [],
): PlatformPage {
  const { id, pledges } = dossier;
  const { most } = platformLimits.pledges;
  return {
    title: t('candidate.platform.title'),
    back: { href: pathTo(candidatePaths.application, { id }), label: t('candidate.my.back') },
    errors,
    limits: t('candidate.platform.limits', { pledges: most, text: platformLimits.text }),
    pledges: pledgeLines(t, pledges, territoryNames(t, territories)).map((line, index) => ({
      ...line,
      href: pathTo(candidatePaths.pledge, { id, number: index + 1 }),
      removal: pathTo(candidatePaths.pledgeRemoval, { id, number: index + 1 }),
    })),
    addHref:
      pledges.length < most
        ? pathTo(candidatePaths.pledge, { id, number: pledges.length + 1 })
        : null,
  };
}

/** Territories by code in the reader's language. */
export function territoryNames(
  t: Translate,
  territories: readonly Territory[],
): (code: string) => string {
  const names = new Map(territories.map(({ code, name }) => [String(code), name[t.language]]));
  return (code) => names.get(code) ?? code;
}
