import { NotFoundException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId, type RoundId } from '../../kernel/ids.js';
import { refusal, TooBusy } from '../../platform/web/index.js';
import type { AuthorisationRefusal } from '../application/authorise.service.js';
import type { CastRefusal } from '../application/cast-ballot.service.js';
import { statusOfRefusal } from './refusal-status.js';

/** What to throw for a refusal on the way of a ballot. */
export function ballotPathFailure(refused: AuthorisationRefusal | CastRefusal): Error {
  if (refused.kind === 'overloaded') return new TooBusy(refused.seconds);
  return refusal(refused, statusOfRefusal(refused.kind));
}

/** The round in the address; there is nothing under an address without one. */
export function roundOf({ params }: FastifyRequest): RoundId {
  const { roundId } = params as { readonly roundId: string };
  if (!isId(roundId)) throw new NotFoundException();
  return roundId as RoundId;
}
