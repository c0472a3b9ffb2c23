import { isId } from './ids.js';

describe('isId', () => {
  it('knows a UUID', () => {
    expect(isId('0192f1c4-7a0e-4c4b-9d1e-3f6f2b1a9c77')).toBe(true);
  });

  it.each([
    '',
    'KZ-39',
    '0192F1C4-7A0E-4C4B-9D1E-3F6F2B1A9C77',
    '0192f1c47a0e4c4b9d1e3f6f2b1a9c77',
  ])('refuses %p', (text) => {
    expect(isId(text)).toBe(false);
  });
});
