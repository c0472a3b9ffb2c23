import type { BodyRule, SuccessionRule } from './rule-set.js';

/** What holds for a body whose rules say nothing about succession. */
const unsaid: SuccessionRule = {
  beforeFiling: 'whole-list',
  afterFiling: 'number-stays-empty',
  vacancy: { kind: 'next-in-order' },
};

/** How a body's lists go on when somebody leaves. */
export function successionOf(body: Pick<BodyRule, 'succession'>): SuccessionRule {
  return body.succession ?? unsaid;
}
