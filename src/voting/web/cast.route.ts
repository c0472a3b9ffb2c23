import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PlainRoutes, refusal } from '../../platform/web/index.js';
import { CastBallotService } from '../application/cast-ballot.service.js';
import { ballotPathFailure, roundOf } from './ballot-path.js';
import { castOperation } from './ballot.operations.js';
import { base64Fields } from './base64-fields.js';
import { voterPaths } from './voter-paths.js';

/** The ballot, anonymous: the second of the two routes that all voters of a day go through. */
@Injectable()
export class CastRoute implements OnModuleInit {
  constructor(
    private readonly routes: PlainRoutes,
    private readonly casting: CastBallotService,
  ) {}

  onModuleInit(): void {
    this.routes.add({
      path: voterPaths.ballots,
      access: { kind: 'public' },
      operation: castOperation,
      bodyLimit: 200_000,
      overloaded: () => this.casting.overloaded(),
      answer: (request) => this.cast(request),
    });
  }

  private async cast(request: FastifyRequest): Promise<object> {
    if (carriesSession(request)) throw refusal({ kind: 'session-sent' }, 400);
    const read = base64Fields(request.body, ['serial', 'prefix', 'signature', 'enc', 'ct']);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const cast = await this.casting.cast({ round: roundOf(request), ...read.value });
    if (!cast.ok) throw ballotPathFailure(cast.error);
    const { round, leafHash, signature } = cast.value;
    return {
      round,
      serial: read.value.serial.toString('hex'),
      leafHash: leafHash.toString('hex'),
      signature: signature.toString('base64'),
    };
  }
}

/** A client that says who it is with its ballot is broken; what it says is not wanted here. */
function carriesSession({ headers }: FastifyRequest): boolean {
  return 'cookie' in headers || 'authorization' in headers;
}
