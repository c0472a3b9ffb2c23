import { methodNames, methodOf, optionsOf } from './catalogue.js';

describe('methodOf', () => {
  it.each(methodNames)('%s answers to its own name and knows its forms', (name) => {
    const method = methodOf(name);
    expect(method).toMatchObject({ ok: true, value: { name } });
    expect(method.ok && method.value.forms.length).toBeGreaterThan(0);
  });

  it('takes every word of every option', () => {
    const choices = methodNames.flatMap((name) =>
      Object.entries(optionsOf(name)).flatMap(([option, words]) =>
        words.map((word) => ({ name, options: { [option]: word } })),
      ),
    );
    expect(choices.filter(({ name, options }) => !methodOf(name, options).ok)).toEqual([]);
  });

  it('names the methods there are', () => {
    expect(methodOf('dictator')).toEqual({
      ok: false,
      error: [{ kind: 'no-such-method', known: methodNames }],
    });
  });

  it('does not take a property of every object for a method', () => {
    expect(methodOf('constructor')).toMatchObject({ ok: false });
  });

  it('refuses options it does not have', () => {
    expect(methodOf('plurality', { tail: 'zero' })).toEqual({
      ok: false,
      error: [{ kind: 'no-such-option', option: 'tail', known: [] }],
    });
  });
});
