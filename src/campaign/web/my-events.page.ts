import { writeMoment, type FieldSentence, type Translate } from '../../platform/web/index.js';
import type { StoredEvent } from '../application/event-register.js';
import { eventKinds } from '../domain/candidate-event.js';
import { campaignPaths } from './paths.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface MyEventsPage {
  readonly title: string;
  readonly status: string;
  readonly errors: readonly FieldSentence[];
  readonly events: readonly {
    readonly at: string;
    readonly kind: string;
    readonly place: string;
    readonly attended: number;
  }[];
  readonly form: {
    readonly action: string;
    readonly candidacies: readonly Choice[];
    readonly kinds: readonly Choice[];
    readonly values: Readonly<Record<'heldAt' | 'place' | 'attended', string>>;
  } | null;
}

export type TypedEvent = Readonly<
  Record<'candidacy' | 'kind' | 'heldAt' | 'place' | 'attended', string>
>;

export const noEventTyped: TypedEvent = {
  candidacy: '',
  kind: '',
  heldAt: '',
  place: '',
  attended: '',
};

/** The events a candidate has held, and the form for another. */
export function myEventsPage(
  events: readonly StoredEvent[],
  standing: readonly { readonly id: string; readonly contest: string }[],
  typed: TypedEvent,
  errors: readonly FieldSentence[],
  t: Translate,
): MyEventsPage {
  const attended = events.reduce((sum, event) => sum + event.attended, 0);
  return {
    title: t('campaign.event.title'),
    status: statusOf(events.length, attended, standing.length > 0, t),
    errors,
    events: events.map((event) => ({
      at: writeMoment(event.heldAt, t.language),
      kind: t(`campaign.event.kinds.${event.kind}`),
      place: event.place,
      attended: event.attended,
    })),
    form:
      standing.length === 0
        ? null
        : {
            action: campaignPaths.myEvents,
            candidacies: standing.map(({ id, contest }) => ({
              value: id,
              label: contest,
              chosen: id === typed.candidacy,
            })),
            kinds: eventKinds.map((kind) => ({
              value: kind,
              label: t(`campaign.event.kinds.${kind}`),
              chosen: kind === typed.kind,
            })),
            values: { heldAt: typed.heldAt, place: typed.place, attended: typed.attended },
          },
  };
}

function statusOf(events: number, attended: number, stands: boolean, t: Translate): string {
  if (events > 0) return t('campaign.event.status', { events, attended });
  return t(stands ? 'campaign.event.empty' : 'campaign.event.no-candidacy');
}
