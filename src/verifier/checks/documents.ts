import { canonicalText } from '../bytes/canonical-json.js';
import { sha256 } from '../bytes/hashing.js';
import type { CountDocument } from '../bundle/records.js';

/** What the ledger calls a result: the SHA-256 of its canonical text, in hexadecimal. */
export function hashOf({ whole }: CountDocument): string {
  return sha256(canonicalText(whole)).toString('hex');
}
