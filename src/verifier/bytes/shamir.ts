/** A share: the values of the polynomials, one a byte of the secret, and last the point they were taken at. */
type Share = Uint8Array;

/**
 * The secret that shares hide: for every byte the value at 0 of the polynomial over GF(2^8) through their points (Shamir 1979;
 * the field of AES, x^8 + x^4 + x^3 + x + 1). Null where shares differ in length or stand at one point.
 */
export function combine(shares: readonly Share[]): Buffer | null {
  const length = shares[0]?.length ?? 0;
  const points = shares.map((share) => share.at(-1) ?? 0);
  const apart = new Set(points).size === points.length && !points.includes(0);
  if (length < 2 || !apart || shares.some((share) => share.length !== length)) return null;
  const weights = points.map((point) => weightAtZero(point, points));
  return Buffer.from(
    Array.from({ length: length - 1 }, (_, at) =>
      shares.reduce((sum, share, index) => sum ^ times(share[at] ?? 0, weights[index] ?? 0), 0),
    ),
  );
}

/** The Lagrange weight of a point for the value at 0. */
function weightAtZero(point: number, points: readonly number[]): number {
  return points
    .filter((other) => other !== point)
    .reduce((weight, other) => times(weight, times(other, inverse(other ^ point))), 1);
}

function times(a: number, b: number): number {
  let [product, factor, rest] = [0, a, b];
  while (rest > 0) {
    if (rest & 1) product ^= factor;
    factor = factor & 0x80 ? ((factor << 1) ^ 0x11b) & 0xff : factor << 1;
    rest >>= 1;
  }
  return product;
}

/** a^254, for the field has 255 elements besides 0. */
function inverse(a: number): number {
  let result = 1;
  for (let power = 0; power < 254; power++) result = times(result, a);
  return result;
}
