import { certificateOf, excessOf } from './certificate.js';
import { programOf } from './program.js';
import { open, type Rules } from './question.js';

/** Three places; one woman and one young person are asked for on the first, nobody is both: kinds woman, young, neither. */
const rules: Rules = {
  places: 3,
  quotas: 2,
  kinds: 3,
  counts: Uint8Array.of(1, 0, 0, 1, 0, 0),
  windows: [
    { quota: 0, from: 1, to: 1, lo: 1, hi: 1 },
    { quota: 1, from: 1, to: 1, lo: 1, hi: 1 },
  ],
};

const program = () =>
  programOf(rules, {
    settled: new Int32Array(3).fill(open),
    supply: Int32Array.of(2, 2, 2),
    least: new Int32Array(3),
  });

const rowOfQuota = (quota: number) =>
  program().rows.findIndex(({ floor }) => floor.kind === 'window' && floor.window.quota === quota);

describe('certificateOf', () => {
  it('turns weights that are nearly whole multiples of each other into a proof', () => {
    const found = certificateOf(program(), {
      rows: [rowOfQuota(0), rowOfQuota(1)],
      weights: [0.3333333334, 0.3333333333],
    });
    expect(found?.weights).toEqual([1, 1]);
    expect(found && excessOf(program(), found)).toBe(1);
  });

  it('believes no weights that prove nothing', () => {
    expect(certificateOf(program(), { rows: [rowOfQuota(0)], weights: [1] })).toBeNull();
  });
});
