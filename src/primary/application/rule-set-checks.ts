import { Injectable } from '@nestjs/common';
import type { RuleSetFault } from '../domain/rule-set-fault.js';
import type { RuleSet } from '../domain/rule-set.js';

/** What another room finds in a rule set that is well formed; empty when it can run it. */
export type RuleSetCheck = (rules: RuleSet) => readonly RuleSetFault[];

/** Where the other rooms say what they could not do under a rule set. They know this one, not the reverse. */
@Injectable()
export class RuleSetChecks {
  private readonly checks: RuleSetCheck[] = [];

  add(check: RuleSetCheck): void {
    this.checks.push(check);
  }

  /** What all of them find, together. */
  readonly faults: RuleSetCheck = (rules) => this.checks.flatMap((check) => check(rules));
}
