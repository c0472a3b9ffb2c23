import type { ListDocument } from '../support/list-document.js';
import { range } from '../support/seeded-numbers.js';
import { countOn, emptyList, within } from './list-beginning.js';
import { hardWindows } from './list-enumeration.js';
import { counts } from './list-windows.js';

interface NaiveShortage {
  readonly quota: string | null;
  readonly of: 'members' | 'others' | 'people';
  readonly needs: number;
  readonly has: number;
}

/**
 * Who is missing: people for the places; for each quota of the conflict its members and the others, as many as every
 * pattern of members along the list has that keeps the quota's own windows.
 */
export function shortages(document: ListDocument, conflict: readonly string[]): NaiveShortage[] {
  const { free, taken } = emptyList(document);
  const given = taken.flatMap((person) => person ?? []);
  const available = [...free, ...given];
  const people: NaiveShortage[] =
    available.length < document.places
      ? [{ quota: null, of: 'people', needs: document.places, has: available.length }]
      : [];
  const ofQuotas = document.quotas
    .filter(({ id }) => conflict.includes(id))
    .flatMap((quota) => {
      const isMember = (person: number) => counts(document.candidates[person]!.groups, quota);
      const possible = memberCounts(document, quota.id);
      const has = available.filter(isMember).length;
      if (possible.length === 0) return [];
      const short = (of: 'members' | 'others', needs: number, there: number): NaiveShortage[] =>
        needs > there ? [{ quota: quota.id, of, needs, has: there }] : [];
      return [
        ...short('members', Math.min(...possible), has),
        ...short('others', document.places - Math.max(...possible), available.length - has),
      ];
    });
  return [...people, ...ofQuotas];
}

/** How many members a list can have that keeps the windows of one quota, were there people enough of both sorts. */
function memberCounts(document: ListDocument, quota: string): number[] {
  const { taken } = emptyList(document);
  const rule = document.quotas.find(({ id }) => id === quota)!;
  const windows = hardWindows(document).filter((window) => window.quota === quota);
  const [member, other] = [0, 1];
  const twoPeople = {
    ...document,
    candidates: [
      { id: 'm', groups: rule.group },
      { id: 'o', groups: [] },
    ],
  };
  const count = countOn(twoPeople);
  return range(0, 2 ** document.places - 1).flatMap((bits) => {
    const pattern = taken.map((person, index) => {
      const drawn = (bits >> index) & 1 ? member : other;
      if (person === null) return drawn;
      return counts(document.candidates[person]!.groups, rule) ? member : other;
    });
    const keeps = windows.every((window) => within(count(pattern, window), window));
    return keeps ? [pattern.filter((sort) => sort === member).length] : [];
  });
}
