import type { ListId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import {
  AnswerInterventionService,
  ProposeInterventionService,
  type ProposedIntervention,
} from '../../src/list-building/index.js';
import type { TestApp } from './app.js';

/** Gives a place as two people do: one proposes, the other signs; or answers what the first of them was refused. */
export async function givePlace(
  app: TestApp,
  list: ListId,
  proposed: ProposedIntervention,
  [first, second]: readonly [Actor, Actor],
): ReturnType<AnswerInterventionService['sign']> {
  const proposal = await app.get(ProposeInterventionService).propose(list, proposed, first);
  if (!proposal.ok) return proposal;
  return await app.get(AnswerInterventionService).sign(list, proposal.value.number, second);
}
