import { checkEvent, type CandidateEvent } from './candidate-event.js';

const now = new Date('2020-09-20T12:00:00Z');
const event: CandidateEvent = {
  kind: 'meeting',
  heldAt: new Date('2020-09-19T12:00:00Z'),
  place: 'School 4',
  attended: 0,
};

describe('checkEvent', () => {
  it('accepts an event that nobody came to', () => {
    expect(checkEvent(event, now)).toEqual({ ok: true, value: event });
  });

  it('tells everything that is wrong at once', () => {
    const wrong = {
      kind: 'fireworks' as CandidateEvent['kind'],
      heldAt: new Date('2020-09-21T12:00:00Z'),
      place: '',
      attended: 1.5,
    };
    const result = checkEvent(wrong, now);
    expect(result.ok ? [] : result.error.map(({ kind }) => kind)).toEqual([
      'event-kind-unknown',
      'place-missing',
      'not-yet-held',
      'attended-not-a-number',
    ]);
  });

  it('refuses fewer than nobody', () => {
    expect(checkEvent({ ...event, attended: -1 }, now).ok).toBe(false);
  });
});
