import {
  fullName,
  reasonSentence,
  type QuotaNames,
  type RankedList,
} from '../list-building/index.js';
import { wordsIn } from '../platform/web/index.js';
import type { GroupRule, Primary } from '../primary/index.js';

/** The ranked list of a contest with the reason beside every place, as lines of a table. */
export function listTable(list: RankedList, primary: Primary): string[] {
  if (list.outcome.status !== 'built') return [`The list is ${list.outcome.status}.`];
  const t = wordsIn('en');
  const quotas = quotaNames(list, primary);
  const rows = list.outcome.list.map(({ place, candidate, merit, reason }) => [
    String(place),
    merit === null ? '–' : String(merit),
    nameOf(list, candidate),
    groupsOf(list, candidate, primary.rules.groups),
    reasonSentence(reason, quotas, t),
  ]);
  return table(['Place', 'By votes', 'Name', 'Groups', 'Why this place'], rows);
}

/** What the season came to: votes, lists, and how far quotas and targets were met. */
export function totals(lists: readonly RankedList[]): string[] {
  const listed = lists.flatMap((list) =>
    list.views.afterInterventions.map((id) => list.people.get(id)?.groups ?? []),
  );
  const seated = lists.flatMap((list) =>
    list.mandates
      .filter(({ status }) => status === 'seated')
      .map(({ candidateId }) => list.people.get(candidateId)?.groups ?? []),
  );
  const seats = lists.reduce((sum, list) => sum + list.seats, 0);
  const row = (name: string, group: string, goal: string): string[] => [
    name,
    share(listed, group),
    share(seated, group),
    goal,
  ];
  return [
    ...table(
      ['', 'On the lists', 'With a mandate', 'Rule'],
      [
        row('Renewal (newcomers)', 'newcomer', 'targets 80 % of the list, 65 % of the seats'),
        row('Youth (under 35)', 'under-35', 'at least 20 % of every list'),
        row('Women', 'woman', 'at least 30 % of every list'),
        [
          'People',
          String(listed.length),
          String(seated.length),
          `${seats} seats in ${lists.length} bodies`,
        ],
      ],
    ),
    `Quotas kept on ${lists.filter(({ quotas }) => quotas.every(({ kept }) => kept)).length} of ${lists.length} lists; ` +
      `renewal target of the list met on ${lists.filter(({ renewal }) => renewal.list.met).length}, of the seats on ${lists.filter(({ renewal }) => renewal.seats.met).length}.`,
  ];
}

function quotaNames({ contest }: RankedList, { rules }: Primary): QuotaNames {
  const body = rules.bodies.find(({ id }) => id === contest.body);
  return new Map((body?.quotas ?? []).map(({ id, name }) => [id, name]));
}

function nameOf({ people }: RankedList, id: string): string {
  const person = people.get(id);
  return person ? fullName(person.name) : '?';
}

function groupsOf({ people }: RankedList, id: string, rules: readonly GroupRule[]): string {
  const groups = people.get(id)?.groups ?? [];
  return rules
    .filter((rule) => groups.includes(rule.id))
    .map(({ name }) => name.en)
    .join(', ');
}

function share(people: readonly (readonly string[])[], group: string): string {
  const count = people.filter((groups) => groups.includes(group)).length;
  return `${count} (${((100 * count) / Math.max(1, people.length)).toFixed(0)} %)`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(header),
    widths.map((width) => '─'.repeat(Math.min(width, 60))).join('  '),
    ...rows.map(line),
  ];
}
