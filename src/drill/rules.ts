import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { defined } from '../kernel/assert.js';
import { day, later } from '../kernel/clock.js';
import { templatesDirectory } from '../platform/templates-directory.js';
import { dayOf, type BodyRule, type RuleSet, type StageRule } from '../primary/index.js';
import type { DrillPlan } from './plan.js';

/**
 * The rules of the drill: those of Amanat 2023 in a season whose voting is today. Members vote on the lists of their regions
 * and delegates on the national one, all of them online, so that every vote goes through the box.
 */
export async function drillRules(plan: DrillPlan, today: Date): Promise<string> {
  const preset = await readFile(join(templatesDirectory, 'rules/amanat-2023.yaml'), 'utf8');
  const rules = parse(preset) as RuleSet;
  const ofBody = (id: string): BodyRule =>
    defined(
      rules.bodies.find((body) => body.id === id),
      id,
    );
  const drilled = {
    ...rules,
    calendar: calendarAround(today),
    bodies: [national(ofBody('majilis')), regional(ofBody('regional-maslikhat'), plan)],
  };
  return stringify(drilled, { aliasDuplicateObjects: false });
}

function calendarAround(today: Date): object {
  const onDay = (days: number): string => dayOf(later(today, days * day));
  return {
    announced: onDay(-40),
    registration: { from: onDay(-30), to: onDay(-20) },
    campaigning: { from: onDay(-19), to: onDay(1) },
    voting: { from: onDay(0), to: onDay(2) },
    referenceDate: onDay(30),
    filing: onDay(10),
  };
}

function national(body: BodyRule): object {
  return { ...body, seats: { default: 40 }, path: [onlineOnly(firstStage(body))] };
}

function regional(body: BodyRule, plan: DrillPlan): object {
  return {
    ...body,
    within: plan.drilled.map(({ code }) => code),
    seats: { default: 8 },
    path: [{ ...onlineOnly(firstStage(body)), quorum: undefined, electorate: 'members' }],
  };
}

function firstStage({ path }: BodyRule): StageRule {
  return defined(path[0], 'a first stage');
}

function onlineOnly(stage: StageRule): StageRule {
  return { ...stage, channels: ['online'] };
}
