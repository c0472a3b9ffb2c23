import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { ImportedMembers } from '../application/import-members.service.js';
import { memberColumns } from '../domain/register/member-row.js';
import { preparationPaths } from './preparation-paths.js';

/** So many refused lines are shown; the command line prints all of them. */
const mostShown = 1_000;

export interface MembersPage {
  readonly title: string;
  readonly sentence: string;
  readonly errors: readonly FieldSentence[];
  readonly more: string | null;
  readonly imported: string | null;
  readonly shared: readonly string[];
  readonly columns: string;
  readonly delegates: string;
}

export function membersPage(
  members: number,
  t: Translate,
  outcome: { readonly imported?: ImportedMembers; readonly refused?: readonly string[] } = {},
): MembersPage {
  const { imported, refused = [] } = outcome;
  return {
    title: t('voting-box.members.title'),
    sentence: t('voting-box.members.count', { members }),
    errors: refused.slice(0, mostShown).map((sentence) => ({ field: 'file', sentence })),
    more:
      refused.length > mostShown
        ? t('voting-box.members.more', { lines: refused.length - mostShown })
        : null,
    imported: imported ? t('voting-box.members.imported', { members: imported.members }) : null,
    shared: (imported?.sharedContacts ?? [])
      .slice(0, mostShown)
      .map(({ contact, members: people }) =>
        t('voting-box.members.shared', { contact, members: people }),
      ),
    columns: memberColumns.join(','),
    delegates: preparationPaths.delegates,
  };
}
