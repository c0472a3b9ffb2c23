import { maskContact } from './mask-contact.js';

describe('maskContact', () => {
  it('leaves the country and the last four digits of a telephone', () => {
    expect(maskContact('+77051234567')).toBe('+7 ••• ••• 45 67');
  });

  it('leaves the first letter and the domain of an e-mail address', () => {
    expect(maskContact('aigul@example.kz')).toBe('a•••@example.kz');
  });
});
