import {
  ForbiddenException,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { accessRuleKey, type AccessRule, type KnownRequest } from './access.js';
import { Doorkeeper } from './doorkeeper.js';

/** Lets a request through when its route's declared access allows it. A route without a declaration is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly doorkeeper: Doorkeeper,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(accessRuleKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new ForbiddenException();
    const http = context.switchToHttp();
    await this.doorkeeper.admit(
      rule,
      http.getRequest<KnownRequest>(),
      http.getResponse<FastifyReply>(),
    );
    return true;
  }
}
