import { Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { defined } from '../../kernel/assert.js';
import { isId, type RoundId } from '../../kernel/ids.js';
import type { KnownRequest } from '../../platform/identity/index.js';
import { PlainRoutes, refusal, TooBusy } from '../../platform/web/index.js';
import { AuthoriseService, type AuthorisationRefusal } from '../application/authorise.service.js';
import { CastBallotService, type CastRefusal } from '../application/cast-ballot.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { authorisationOperation, castOperation } from './ballot.operations.js';
import { base64Fields } from './base64-fields.js';
import { statusOfRefusal } from './refusal-status.js';
import { voterPaths } from './voter-paths.js';

/** The two routes that all voters of a day go through: the right to vote, identified, and the ballot, anonymous. */
@Injectable()
export class BallotRoutes implements OnModuleInit {
  constructor(
    private readonly routes: PlainRoutes,
    private readonly authorisation: AuthoriseService,
    private readonly casting: CastBallotService,
    private readonly members: MemberDirectory,
  ) {}

  onModuleInit(): void {
    this.routes.add({
      path: voterPaths.authorisation,
      access: { kind: 'signed-in', roles: ['voter'] },
      operation: authorisationOperation,
      bodyLimit: 10_000,
      overloaded: () => this.authorisation.overloaded(),
      answer: (request) => this.authorise(request),
    });
    this.routes.add({
      path: voterPaths.ballots,
      access: { kind: 'public' },
      operation: castOperation,
      bodyLimit: 200_000,
      overloaded: () => this.casting.overloaded(),
      answer: (request) => this.cast(request),
    });
  }

  private async authorise(request: KnownRequest): Promise<object> {
    const read = base64Fields(request.body, ['blinded']);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const { actor } = defined(request.signedIn, 'a session, which the route demands');
    const member = await this.members.ofAccount(actor.accountId);
    if (!member) throw refusal({ kind: 'not-on-roll' }, 403);
    const answer = await this.authorisation.authorise({
      round: roundOf(request),
      member: member.id,
      blinded: read.value.blinded,
    });
    if (!answer.ok) throw failure(answer.error);
    return { blindSignature: answer.value.toString('base64') };
  }

  private async cast(request: FastifyRequest): Promise<object> {
    if (carriesSession(request)) throw refusal({ kind: 'session-sent' }, 400);
    const read = base64Fields(request.body, ['serial', 'prefix', 'signature', 'enc', 'ct']);
    if (!read.ok) throw refusal({ kind: 'fields', fields: read.error });
    const cast = await this.casting.cast({ round: roundOf(request), ...read.value });
    if (!cast.ok) throw failure(cast.error);
    const { round, leafHash, signature } = cast.value;
    return {
      round,
      serial: read.value.serial.toString('hex'),
      leafHash: leafHash.toString('hex'),
      signature: signature.toString('base64'),
    };
  }
}

function failure(refused: AuthorisationRefusal | CastRefusal): Error {
  if (refused.kind === 'overloaded') return new TooBusy(refused.seconds);
  return refusal(refused, statusOfRefusal(refused.kind));
}

function roundOf({ params }: FastifyRequest): RoundId {
  const { roundId } = params as { readonly roundId: string };
  if (!isId(roundId)) throw new NotFoundException();
  return roundId as RoundId;
}

/** A client that says who it is with its ballot is broken; what it says is not wanted here. */
function carriesSession({ headers }: FastifyRequest): boolean {
  return 'cookie' in headers || 'authorization' in headers;
}
