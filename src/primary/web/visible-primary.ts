import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory, type Primary } from '../application/primary-directory.js';

/** The season a reader may see: a draft is seen by the central office alone. */
@Injectable()
export class VisiblePrimary {
  constructor(private readonly directory: PrimaryDirectory) {}

  async for(actor: Actor | null): Promise<Primary | null> {
    const primary = await this.directory.current();
    return primary && maySee(primary, actor) ? primary : null;
  }
}

export function maySee({ state }: Primary, actor: Actor | null): boolean {
  return state !== 'draft' || (actor !== null && holds(actor, 'central-office', 'administrator'));
}
