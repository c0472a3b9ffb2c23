/**
 * One vote of one member, as the drill hands a million of them to the voters' process: account (16 bytes), session (16),
 * place of the round (2, big-endian).
 */
export const actBytes = 34;

/** What came of a vote: how it ended (1 byte), and the leaf hash of the accepted ballot (32). */
export const outcomeBytes = 33;

/** How a vote ended. */
export const outcome = { none: 0, accepted: 1, late: 2, unanswered: 3 } as const;

/** The 16 bytes of a UUID. */
export function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The text of a UUID. */
export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
