import { assert, defined, unreachable } from './assert.js';

describe('assert', () => {
  it('passes what holds', () => {
    expect(() => assert(true, 'the sky is blue')).not.toThrow();
  });

  it('crashes on what cannot happen and says what', () => {
    expect(() => assert(false, 'the sky is green')).toThrow('Impossible: the sky is green');
  });
});

describe('defined', () => {
  it.each([0, '', false])('gives back %p, which is there', (value) => {
    expect(defined(value, 'value')).toBe(value);
  });

  it.each([null, undefined])('crashes on %p', (value) => {
    expect(() => defined(value, 'the seat')).toThrow('Impossible: the seat is missing');
  });
});

describe('unreachable', () => {
  it('crashes when the compiler was deceived', () => {
    expect(() => unreachable('fourth' as never)).toThrow('Impossible: unexpected "fourth"');
  });
});
