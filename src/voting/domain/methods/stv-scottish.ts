import { fixedDecimals } from '../transfers/vote-arithmetic.js';
import { weightedInclusive } from '../transfers/weighted-inclusive.js';

/**
 * The single transferable vote of Scottish councils (Scottish Local Government Elections Order 2007, SSI 2007/42, schedule 1,
 * rules 45 to 52; the order of 2011 has the same). Each exclusion is a stage of its own; as the returning officers do it, the
 * papers of the last excluded are still passed on before rule 52 fills the last vacancies.
 */
export const stvScottish = weightedInclusive({
  name: 'stv-scottish',
  // 49 (2), 51 (2): the most recent preceding stage at which they had unequal votes; then the returning officer draws a lot,
  // which here the commission orders unless the policy of the count names its own lot. Of more than two, whoever is still
  // equal at that stage goes on to the one before.
  defaultTies: [{ kind: 'earlier-round', direction: 'backwards', many: 'narrow' }, { kind: 'ask' }],
  // 48 (3): surplus × value when received / total, to five decimal places, any remainder being ignored.
  arithmetic: fixedDecimals(5, 'quotient'),
  // 46: the valid papers divided by one more than the seats, decimals ignored, increased by one.
  quota: (valid, seats, unit) => (valid / (seats + 1n) + 1n) * unit,
  quotaText: (quota, unit) => (quota / unit).toString(),
  // 47 (1): equals or exceeds.
  isEnough: (votes, quota) => votes >= quota,
  // 48 (1): only a candidate whose votes exceed the quota has papers to transfer.
  transfersZero: false,
  // 50 (3), 52 (1).
  passesOnLast: true,
});
