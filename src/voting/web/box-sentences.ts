import type { Translate } from '../../platform/web/index.js';
import type { ImportMembersRefusal } from '../application/import-members.service.js';
import type { MarkForPaperRefusal } from '../application/mark-for-paper.service.js';
import type { SetDelegatesRefusal } from '../application/set-delegates.service.js';
import { blockerSentence } from './count-sentences.js';

type BoxRefusal = SetDelegatesRefusal | MarkForPaperRefusal | ImportMembersRefusal;

/** Everything a refusal of preparing votes says, in the reader's language. `iins` are what was typed, line by line. */
export function boxSentences(
  t: Translate,
  refusal: BoxRefusal,
  iins: readonly string[] = [],
): string[] {
  switch (refusal.kind) {
    case 'round-blocked':
      return refusal.blockers.map((blocker) => blockerSentence(t, blocker));
    case 'outside-your-territory':
    case 'stage-unknown':
    case 'stage-of-all-members':
    case 'roll-already-frozen':
    case 'round-unknown':
    case 'no-paper-channel':
    case 'round-over':
      return [t(`voting-box.planning.${refusal.kind}`)];
    case 'delegates-refused':
      return refusal.lines.map(({ line, reason }) =>
        t(`voting-box.delegates.${reason}`, { line, iin: iins[line - 1] ?? '' }),
      );
    case 'voters-not-markable':
      return refusal.voters.map(({ reason }) => t(`voting-box.paper.${reason}`));
    case 'rows-refused':
      return refusal.lines.map(({ line, field, reason, detail = '' }) =>
        t('voting-box.members.refused', {
          line: String(line),
          field: t(`voting-box.members.field.${field}`),
          reason: t(`voting-box.members.reason.${reason}`, { detail }),
        }),
      );
  }
}
