import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { TreeLogs, type TreeHead } from '../ledger/index.js';

/** Why a log cannot answer what it was asked. */
export type LogRefusal =
  | { readonly kind: 'not-a-count'; readonly field: string }
  | { readonly kind: 'not-a-hash'; readonly field: string }
  | { readonly kind: 'range-backwards' }
  | { readonly kind: 'nothing-before' }
  | { readonly kind: 'log-shorter'; readonly size: number }
  | { readonly kind: 'leaf-unknown' }
  | { readonly kind: 'leaf-later'; readonly index: number };

export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Buffer[];
}

/** Leaves `from … to − 1` of a log. */
export interface LeafSpan {
  readonly from: number;
  readonly to: number;
}

/** How many heads are told at once. */
const headsAtOnce = 500;

/** What anybody may ask a log: answers up to its newest head, and nothing beyond it. */
@Injectable()
export class PublicLogs {
  constructor(private readonly logs: TreeLogs) {}

  newest(log: string): Promise<TreeHead | null> {
    return this.logs.newest(log);
  }

  head(log: string, size: number): Promise<TreeHead | null> {
    return this.logs.head(log, size);
  }

  /** About `most` heads spread over all, the first and the newest among them, and how many there are. */
  sample(
    log: string,
    most: number,
  ): Promise<{ readonly heads: readonly TreeHead[]; readonly all: number }> {
    return this.logs.sample(log, most);
  }

  /** The heads of at least `from` leaves, smallest first, and from where to go on; null when these were the last. */
  async heads(
    log: string,
    from: number,
  ): Promise<{ readonly heads: readonly TreeHead[]; readonly next: number | null }> {
    const some = await this.logs.heads(log, from, headsAtOnce + 1);
    return { heads: some.slice(0, headsAtOnce), next: some[headsAtOnce]?.size ?? null };
  }

  /** The proof that leaf `index`, null if there is none, is in the tree of `size` leaves; of the newest head when not said. */
  async inclusion(
    log: string,
    index: number | null,
    size?: number,
  ): Promise<Result<InclusionProof, LogRefusal>> {
    const newest = await this.size(log);
    const asked = size ?? newest;
    if (asked > newest) return refuse({ kind: 'log-shorter', size: newest });
    if (index === null) return refuse({ kind: 'leaf-unknown' });
    if (index >= asked) return refuse({ kind: 'leaf-later', index });
    const proof = await this.logs.inclusionProof(log, index, asked);
    return accept({ index, size: asked, proof });
  }

  /** The proof that the tree of `to` leaves continues that of `from` leaves. */
  async consistency(
    log: string,
    { from, to }: LeafSpan,
  ): Promise<Result<readonly Buffer[], LogRefusal>> {
    if (from === 0) return refuse({ kind: 'nothing-before' });
    const span = await this.span(log, { from, to });
    return span.ok ? accept(await this.logs.consistencyProof(log, from, to)) : span;
  }

  /** The span as far as it may be told: within the newest head, and no more than `most` leaves at once. */
  async span(
    log: string,
    { from, to }: LeafSpan,
    most = Infinity,
  ): Promise<Result<LeafSpan, LogRefusal>> {
    if (from > to) return refuse({ kind: 'range-backwards' });
    const size = await this.size(log);
    if (to > size) return refuse({ kind: 'log-shorter', size });
    return accept({ from, to: Math.min(to, from + most) });
  }

  private async size(log: string): Promise<number> {
    return (await this.logs.newest(log))?.size ?? 0;
  }
}
