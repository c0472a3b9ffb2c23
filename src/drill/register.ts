import { Readable } from 'node:stream';
import { defined } from '../kernel/assert.js';
import { iinCheckDigit } from '../candidate/index.js';
import { chanceOf } from '../demo/chance.js';
import { inventName, type FullName } from '../demo/names.js';
import type { DrillPlan } from './plan.js';

const header = 'iin,family,given,patronymic,territory,joined,phone,email,organisation\n';
const linesTogether = 2_000;

/** The register of all members as its keeper would export it: a stream, since it may have a million lines. */
export function registerOf(plan: DrillPlan): Readable {
  return Readable.from(pages(plan));
}

function* pages(plan: DrillPlan): Generator<string> {
  yield header;
  const names = someNames(plan.seed);
  const iins = inventedIins();
  let page = '';
  let made = 0;
  for (const { code, members } of plan.drilled) {
    for (let at = 0; at < members; at++, made++) {
      const { family, given, patronymic } = defined(names[made % names.length], 'a name');
      const joined = `20${String(10 + (made % 14))}-03-02`;
      page += `${nextOf(iins)},${family},${given},${patronymic},${code},${joined},+7701${String(made).padStart(7, '0')},,${code}/${1 + (at % 300)}\n`;
      if (made % linesTogether === 0) {
        yield page;
        page = '';
      }
    }
  }
  yield page;
}

/** The IINs of the first members of each region, who are its delegates: made again, since nobody keeps a million of them. */
export function delegatesOf(plan: DrillPlan): Map<string, string[]> {
  const iins = inventedIins();
  const delegates = new Map<string, string[]>();
  for (const region of plan.drilled) {
    const some: string[] = [];
    for (let at = 0; at < region.members; at++) {
      const iin = nextOf(iins);
      if (at < region.delegates) some.push(iin);
    }
    delegates.set(region.code, some);
  }
  return delegates;
}

/** Numbers of people born from 1920 on, none twice; the few that are never issued are left out. */
function* inventedIins(): Generator<string> {
  for (let days = 0; ; days++) {
    const born = new Date(Date.UTC(1920, 0, 1 + days)).toISOString().slice(2, 10);
    const start = born.replaceAll('-', '');
    for (let serial = 0; serial < 10_000; serial++) {
      const eleven = `${start}3${String(serial).padStart(4, '0')}`;
      const check = iinCheckDigit(eleven);
      if (check !== null) yield `${eleven}${check}`;
    }
  }
}

function nextOf(iins: Generator<string>): string {
  return iins.next().value as string;
}

function someNames(seed: number): FullName[] {
  const chance = chanceOf(seed, 'names of members');
  return Array.from({ length: 997 }, (_, at) => inventName(chance, at % 2 ? 'female' : 'male'));
}
