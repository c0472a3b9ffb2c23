import { isLedgerKind, type FoundEntry, type TreeHead } from '../ledger/index.js';
import { writeMoment, type Translate } from '../web/index.js';

export interface LedgerPage {
  readonly title: string;
  readonly status: string;
  readonly sought: string;
  readonly rows: readonly {
    readonly at: string;
    /** In the reader's language. */
    readonly what: string;
    /** As it stands in the ledger, for searching. */
    readonly kind: string;
    readonly subject: string;
    readonly data: string;
    readonly place: string;
    /** The proof that the entry is in the log; null until the next tree head. */
    readonly proof: string | null;
  }[];
  readonly older: string | null;
}

interface LedgerFacts {
  readonly sought: string;
  /** Newest first, one more than is shown if there are more. */
  readonly entries: readonly FoundEntry[];
  readonly shown: number;
  readonly head: TreeHead | null;
}

export function ledgerPage(
  { sought, entries, shown, head }: LedgerFacts,
  t: Translate,
): LedgerPage {
  const rows = entries.slice(0, shown);
  const last = rows.at(-1);
  const next = entries.length > shown && last ? { sought, before: last.id } : null;
  return {
    title: t('ledger.page.title'),
    status: head
      ? t('ledger.page.head', { size: head.size, at: head.at })
      : t('ledger.page.no-head'),
    sought,
    rows: rows.map(({ at, kind, subject, data, leafIndex, leafHash }) => ({
      at: writeMoment(at, t.language),
      what: isLedgerKind(kind) ? t(`ledger-kinds.${kind}`) : kind,
      kind,
      subject,
      data: JSON.stringify(data, null, 1),
      place: leafIndex ?? '',
      proof: leafHash && `/api/ledger/inclusion?leaf=${leafHash.toString('hex')}`,
    })),
    older: next && `/office/ledger?${new URLSearchParams(next).toString()}`,
  };
}
