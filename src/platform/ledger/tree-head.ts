/** A signed statement: at this moment the log had so many entries and this root (RFC 9162, 4.10). */
export interface TreeHead {
  /** Which log it is: `ledger`, or `box/<round>`. */
  readonly log: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  /** Ed25519 over `treeHeadMessage`. */
  readonly signature: Buffer;
  /** Of the signed message. Heads of the ledger from before the boxes had logs are of version 1. */
  readonly version: 1 | 2;
}

/** The bytes a tree head's signature covers. Version 1 did not say of which log it was: there was one. */
export function treeHeadMessage(head: Omit<TreeHead, 'signature'>): Buffer {
  const lines = [
    `irikteu/tree-head/${head.version}`,
    ...(head.version === 1 ? [] : [head.log]),
    head.size,
    head.root.toString('hex'),
    head.at.toISOString(),
  ];
  return Buffer.from(lines.join('\n'));
}
