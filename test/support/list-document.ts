import type { ListInput } from '../../src/list-building/domain/list-input.js';
import { readListInput } from '../../src/list-building/domain/read-list-input.js';

/** What `irikteu list build` reads (docs/list-format.md), as a test writes it down. */
export interface ListDocument {
  readonly places: number;
  readonly objective?: 'by-place' | 'members-first';
  readonly candidates: readonly ListPersonDocument[];
  readonly quotas: readonly QuotaDocument[];
  readonly fixed?: readonly { place: number; candidate: string; reason: string }[];
  readonly barred?: readonly string[];
}

export interface ListPersonDocument {
  readonly id: string;
  readonly groups: readonly string[];
  readonly outsider?: true;
}

export interface QuotaDocument {
  readonly id: string;
  readonly group: readonly string[];
  readonly scope: { readonly kind: string } & Readonly<Record<string, string | number>>;
  readonly atLeast?: AmountDocument;
  readonly atMost?: AmountDocument;
  readonly strength?: 'hard' | { readonly soft: number };
  readonly usedUpByElected?: boolean;
}

export type AmountDocument =
  | { readonly count: number }
  | { readonly share: string; readonly round: 'up' | 'down' | 'half-up' };

/** The document as the builder takes it; a document that cannot be read is a fault of the test. */
export function inputOf(document: ListDocument): ListInput {
  const read = readListInput(document);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}
