import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import type { Holding, ListSuccession, SeatHistory } from '../application/succession-directory.js';
import { personName } from './list.page.js';
import { seatPath } from './paths.js';

/** The workbench's part about the seats: who holds them, who held them, and who is in the reserve. */
export interface SeatsPart {
  readonly rows: readonly {
    readonly seat: number;
    readonly state: string;
    readonly tone: 'good' | 'warn';
    readonly holdings: readonly string[];
    readonly act: { readonly href: string; readonly label: string };
  }[];
  readonly reserve: readonly { readonly number: number; readonly name: string }[];
}

export function seatsPart(
  list: RankedList,
  { seats, reserve }: ListSuccession,
  t: Translate,
): SeatsPart {
  return {
    rows: seats.map(({ seat, vacant, holdings }) => ({
      seat,
      state: t(`list-mandates.seats.${vacant ? 'vacant' : 'held'}`),
      tone: vacant ? 'warn' : 'good',
      holdings: holdings.map((holding) => holdingLine(holding, list, t)),
      act: {
        href: seatPath(vacant ? 'filling' : 'vacating', list.id, seat),
        label: t(`list-mandates.seats.${vacant ? 'fill' : 'vacate'}`),
      },
    })),
    reserve: reserve.map((id, index) => ({ number: index + 1, name: personName(list, id) })),
  };
}

function holdingLine(holding: Holding, list: RankedList, t: Translate): string {
  const { filledAs, reason, passedOver, filledAt, filledByName, vacatedAt, vacatedReason } =
    holding;
  const person = personName(list, holding.candidateId);
  const how = t(`list-mandates.seats.how.${filledAs}`, { reason });
  const at = writeMoment(filledAt, t.language);
  const passed = passedOver.map(({ id }) => personName(list, id)).join(', ');
  const line = vacatedAt
    ? t('list-mandates.seats.left', {
        person,
        how,
        at,
        until: writeMoment(vacatedAt, t.language),
        reason: vacatedReason ?? '',
      })
    : t('list-mandates.seats.since', { person, how, at, by: filledByName });
  return passed === '' ? line : `${line} ${t('list-mandates.seats.passed', { people: passed })}`;
}

/** The person who holds a seat now, or held it last. */
export function lastHolder(seats: readonly SeatHistory[], seat: number): Holding | null {
  return seats.find((one) => one.seat === seat)?.holdings.at(-1) ?? null;
}
