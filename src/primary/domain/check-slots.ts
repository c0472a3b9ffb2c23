import { contestsOfBody, placesOn } from './contest.js';
import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { BodyRule, SlotTemplate } from './rule-set.js';
import { parsePlaces } from './slot-template.js';
import type { Territory } from './territory.js';

/** Places that two columns claim, that lie beyond the list, or that a complete template forgets (Likud 2022: 39). */
export function checkSlots(
  body: BodyRule,
  at: string,
  territories: readonly Territory[],
): RuleSetFault[] {
  if (!body.slots) return [];
  const here = `${at}.slots`;
  const contests = contestsOfBody(body, territories).map(({ places }) => places);
  // Before there are territories the usual length is held against the template.
  const lengths = contests.length > 0 ? contests : [placesOn(body.list, body.seats.default)];
  return [...checkColumns(body.slots, here), ...checkLength(body.slots, here, lengths)];
}

function checkColumns({ columns }: SlotTemplate, at: string): RuleSetFault[] {
  const owner = new Map<number, string>();
  return columns.flatMap((column, index) => {
    const here = `${at}.columns[${index}].places`;
    const parsed = parsePlaces(column.places);
    if (!parsed.ok) return [fault(here, 'not-places', { text: column.places })];
    const faults: RuleSetFault[] = [];
    for (const place of parsed.value) {
      const other = owner.get(place);
      if (other === undefined) owner.set(place, column.id);
      else faults.push(fault(here, 'slot-defined-twice', { place, other }));
    }
    return faults;
  });
}

function checkLength(
  { columns, complete }: SlotTemplate,
  at: string,
  lengths: readonly number[],
): RuleSetFault[] {
  const defined = new Set(
    columns.flatMap(({ places }) => {
      const parsed = parsePlaces(places);
      return parsed.ok ? parsed.value : [];
    }),
  );
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const beyond = [...defined].filter((place) => place > shortest);
  const missing = Array.from({ length: Math.max(0, longest) }, (_, index) => index + 1).filter(
    (place) => complete && !defined.has(place),
  );
  const names = columns.map(({ id }) => id).join(', ');
  return [
    ...beyond.map((place) =>
      fault(`${at}.columns`, 'slot-beyond-list', { place, places: shortest }),
    ),
    ...missing.map((place) => fault(`${at}.columns`, 'slot-undefined', { place, columns: names })),
  ];
}
