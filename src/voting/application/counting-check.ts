import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  countingOf,
  RuleSetChecks,
  type BodyRule,
  type RuleSet,
  type RuleSetFault,
  type StageRule,
} from '../../primary/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { paperContent } from '../domain/rounds/counting-rule.js';
import { foldBallots } from '../domain/ballots/folded-ballots.js';
import { methodNames, methodOf, type MethodRefusal } from '../domain/methods/catalogue.js';
import { faultOf, type CountingMethod } from '../domain/tally/tally.js';
import { formByRule } from './ballot-content.js';

/** Tells the rule set what this room cannot count. */
@Injectable()
export class CountingCheck implements OnModuleInit {
  constructor(private readonly checks: RuleSetChecks) {}

  onModuleInit(): void {
    this.checks.add(countingFaults);
  }
}

/** Everything in a well-formed rule set that could not be counted as it says; empty when all of it can. */
export function countingFaults({ bodies }: RuleSet): readonly RuleSetFault[] {
  return bodies.flatMap((body, index) => bodyFaults(body, `bodies[${index}]`));
}

function bodyFaults(body: BodyRule, at: string): readonly RuleSetFault[] {
  const methods = body.path.map((stage) => {
    const { method, options } = countingOf(stage);
    return methodOf(method, options);
  });
  return [
    ...body.path.flatMap((stage, index) => {
      const here = `${at}.path[${index}]`;
      const method = methods[index];
      if (!method?.ok) return (method?.error ?? []).map((refusal) => refusalFault(refusal, here));
      const before = body.path.slice(0, index);
      return [
        ...stageFaults(stage, method.value, here),
        ...sizeFaults(before.at(-1), method.value, here),
        ...tieFaults(stage, method.value, before, here),
      ];
    }),
    ...mergeFaults(body, at),
  ];
}

function refusalFault(refusal: MethodRefusal, at: string): RuleSetFault {
  const allowed = refusal.known.join(', ');
  const options = `${at}.counting.options`;
  switch (refusal.kind) {
    case 'no-such-method':
      return { path: `${at}.counting.method`, kind: 'not-one-of', values: { allowed } };
    case 'no-such-option':
      return { path: options, kind: 'unknown-name', values: { name: refusal.option } };
    case 'no-such-word':
      return { path: `${options}.${refusal.option}`, kind: 'not-one-of', values: { allowed } };
  }
}

function stageFaults(
  { ballot }: StageRule,
  method: CountingMethod,
  at: string,
): readonly RuleSetFault[] {
  const { name } = method;
  const path = `${at}.counting`;
  if (!method.forms.includes(ballot.kind)) {
    const known = namesCounting(ballot.kind).join(', ');
    const values = { method: name, ballot: ballot.kind, known };
    return [{ path, kind: 'method-not-for-ballot', values }];
  }
  return ballot.kind === 'ranking' && ballot.equalRanks && !takesEqualRanks(method)
    ? [
        {
          path: `${at}.ballot.equalRanks`,
          kind: 'equal-ranks-not-counted',
          values: { method: name },
        },
      ]
    : [];
}

function namesCounting(ballot: BallotForm['kind']): readonly string[] {
  return methodNames.filter((name) => {
    const method = methodOf(name);
    return method.ok && method.value.forms.includes(ballot);
  });
}

/** Whether a ballot with two first choices counts. */
function takesEqualRanks(method: CountingMethod): boolean {
  const form: BallotForm = { kind: 'ranking', candidates: 2, ranks: 2, equalRanks: true };
  const equal = [0, 1].map((candidate) => ({ candidate, value: 1 }));
  return faultOf(method, foldBallots(2, [equal]), 0, form) === null;
}

/** A stage that takes more candidates from the one before than its method can count exactly. */
function sizeFaults(
  before: StageRule | undefined,
  { name, mostCandidates: most }: CountingMethod,
  at: string,
): readonly RuleSetFault[] {
  if (most === undefined || before?.cut.kind !== 'top' || before.cut.count <= most) return [];
  const values = { method: name, most, incoming: before.cut.count };
  return [{ path: `${at}.counting`, kind: 'more-than-method-counts', values }];
}

function tieFaults(
  stage: StageRule,
  method: CountingMethod,
  before: readonly StageRule[],
  at: string,
): readonly RuleSetFault[] {
  const oneRound = hasSums(stage);
  const noSumsBefore = before.length > 0 && !before.some(hasSums);
  return stage.ties.flatMap(({ kind }, index): readonly RuleSetFault[] => {
    const path = `${at}.ties[${index}]`;
    if (oneRound && (kind === 'earlier-round' || kind === 'first-preferences'))
      return [{ path, kind: 'step-without-rounds', values: { method: method.name, step: kind } }];
    return noSumsBefore && kind === 'earlier-stage'
      ? [{ path, kind: 'earlier-stage-without-sums', values: {} }]
      : [];
  });
}

/** Shares of the votes can only be compared where there are votes to add up. */
function mergeFaults({ merge, path }: BodyRule, at: string): readonly RuleSetFault[] {
  const last = path.at(-1);
  const byShare = merge.kind === 'share-of-valid' || merge.kind === 'share-of-roll';
  if (!last || !byShare || hasSums(last)) return [];
  const { method } = countingOf(last);
  return [{ path: `${at}.merge`, kind: 'merge-needs-sums', values: { method } }];
}

/** Whether the result of a stage says how many votes each candidate had. What is refused already is not refused again. */
function hasSums(stage: StageRule): boolean {
  const { method, options } = countingOf(stage);
  const known = methodOf(method, options);
  if (!known.ok || !known.value.forms.includes(stage.ballot.kind)) return true;
  return paperContent(formByRule(stage.ballot, 1, 1), known.value) === 'sums';
}
