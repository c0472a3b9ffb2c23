/** The non-negative integer that big-endian bytes stand for (OS2IP, RFC 8017 § 4.2). */
export function bytesToInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** The integer as exactly `length` big-endian bytes (I2OSP, RFC 8017 § 4.1). */
export function integerToBytes(integer: bigint, length: number): Buffer {
  const digits = integer.toString(16).padStart(2 * length, '0');
  if (digits.length > 2 * length) throw new RangeError('The integer is too large for its field');
  return Buffer.from(digits, 'hex');
}
