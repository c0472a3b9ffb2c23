/** The encapsulated key of HPKE with X25519: a public key of one use (RFC 9180 § 7.1, Nenc). */
export const encapsulatedBytes = 32;

/** What AES-128-GCM adds to what it seals (RFC 9180 § 7.3, Nt). */
const tagBytes = 16;

/** The `info` of every sealed ballot (RFC 9180 § 5.1): what is sealed for another purpose does not open as a ballot. */
export const ballotInfo: Uint8Array = Uint8Array.from('irikteu/ballot/1\0', (sign) =>
  sign.charCodeAt(0),
);

/** The length of the ciphertext of every ballot of a round whose ballots have `contentBytes`. */
export function ciphertextBytes(contentBytes: number): number {
  return contentBytes + tagBytes;
}

/** The length of every sealed ballot of a round: encapsulated key, then ciphertext. */
export function sealedBytes(contentBytes: number): number {
  return encapsulatedBytes + ciphertextBytes(contentBytes);
}

/**
 * The `aad` of a sealed ballot: the 16 bytes of the round's UUID, then the serial. A ballot copied into another round, or
 * under another serial, does not open.
 */
export function ballotAad(round: string, serial: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...idBytes(round), ...serial]);
}

/** The 16 bytes of a UUID. */
export function idBytes(id: string): readonly number[] {
  const pairs = id.replaceAll('-', '').match(/../g) ?? [];
  return pairs.map((pair) => parseInt(pair, 16));
}
