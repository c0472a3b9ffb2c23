import type { Lot } from '../../kernel/lot.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { DebateId } from './ids.js';
import { checkDraw, drawPurpose, drawSpeakingOrder } from './speaking-order.js';

const debate = '5b0d' as DebateId;
const ids = ['c', 'a', 'b'] as CandidacyId[];

/** Turns the list round and remembers what it was asked. */
const reversing = (asked: string[] = []): Lot => ({
  seed: '00',
  draw: (purpose, count) => {
    asked.push(purpose);
    return Array.from({ length: count }, (_, position) => count - 1 - position);
  },
});

describe('drawSpeakingOrder', () => {
  it('does not depend on the order in which the participants were named', () => {
    expect(drawSpeakingOrder(reversing(), debate, ids)).toEqual(['c', 'b', 'a']);
    expect(drawSpeakingOrder(reversing(), debate, [...ids].reverse())).toEqual(['c', 'b', 'a']);
  });

  it('draws for the purpose of this debate and no other', () => {
    const asked: string[] = [];
    drawSpeakingOrder(reversing(asked), debate, ids);
    expect(asked).toEqual([drawPurpose(debate)]);
    expect(drawPurpose(debate)).toBe('debate/5b0d');
  });
});

describe('checkDraw', () => {
  it('draws a scheduled debate with a word that the public heard', () => {
    expect(checkDraw('scheduled', '7 13 42')).toEqual({ ok: true, value: 'drawn' });
  });

  it('refuses without the word', () => {
    expect(checkDraw('scheduled', ' ')).toEqual({
      ok: false,
      error: [{ kind: 'public-word-missing' }],
    });
  });

  it('refuses to draw twice', () => {
    expect(checkDraw('drawn', 'again')).toEqual({
      ok: false,
      error: [{ kind: 'debate-move-not-allowed', from: 'drawn', to: 'drawn' }],
    });
  });
});
