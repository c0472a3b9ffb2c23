import { Injectable } from '@nestjs/common';
import type { Grant } from './actor.js';

export interface KnownPerson {
  readonly name: string;
  readonly contact: string;
  /** Roles the person has by being on the register. */
  readonly grants: readonly Grant[];
}

/** Finds a person by IIN in a register; null when the register does not know the IIN. */
export type PersonSource = (iin: string) => Promise<KnownPerson | null>;

/** The registers that know people and their contacts. Modules add theirs when they start. */
@Injectable()
export class PersonSources {
  private readonly sources: PersonSource[] = [];

  add(source: PersonSource): void {
    this.sources.push(source);
  }

  async find(iin: string): Promise<KnownPerson | null> {
    for (const source of this.sources) {
      const person = await source(iin);
      if (person) return person;
    }
    return null;
  }
}
