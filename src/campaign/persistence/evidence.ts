/** A document that proves a mark in the register or a complaint. */
export interface Evidence {
  readonly name: string;
  readonly type: string;
  /** SHA-256 of the content, its address in the file store. */
  readonly hash: string;
}

/** Evidence as its three columns hold it: all of them or none. */
export interface EvidenceColumns {
  readonly evidenceName: string | null;
  readonly evidenceType: string | null;
  readonly evidenceHash: string | null;
}

export function toEvidence(row: EvidenceColumns): Evidence | null {
  const { evidenceName: name, evidenceType: type, evidenceHash: hash } = row;
  return name !== null && type !== null && hash !== null ? { name, type, hash } : null;
}
