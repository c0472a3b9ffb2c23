import { Injectable, type OnModuleInit } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { KnownRequest } from '../../platform/identity/index.js';
import { PlainRoutes, refusal } from '../../platform/web/index.js';
import { AuthoriseService } from '../application/authorise.service.js';
import { MemberDirectory } from '../application/member-directory.js';
import { authorisationOperation } from './ballot.operations.js';
import { base64Fields } from './base64-fields.js';
import { ballotPathFailure, roundOf } from './ballot-path.js';
import { voterPaths } from './voter-paths.js';

/** The right to vote, identified: the first of the two routes that all voters of a day go through. */
@Injectable()
export class AuthorisationRoute implements OnModuleInit {
  constructor(
    private readonly routes: PlainRoutes,
    private readonly authorisation: AuthoriseService,
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
    if (!answer.ok) throw ballotPathFailure(answer.error);
    return { blindSignature: answer.value.toString('base64') };
  }
}
