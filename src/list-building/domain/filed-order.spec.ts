import { inFiledOrder } from './filed-order.js';

const person = (family: string, given = 'А', patronymic: string | null = null) => ({
  family,
  given,
  patronymic,
});

describe('inFiledOrder', () => {
  it('puts the letters of Kazakh where the alphabet has them', () => {
    const alphabet = [
      'Аманов',
      'Әлиев',
      'Бекетов',
      'Ғабитов',
      'Қасымов',
      'Лебедев',
      'Ңсанов',
      'Омаров',
      'Өтеев',
      'Уалиев',
      'Ұзақов',
      'Үсенов',
      'Хамитов',
      'Һаким',
      'Ысқақов',
      'Ісләмов',
    ];
    const mixed = [...alphabet].reverse();
    expect(inFiledOrder(mixed.map((family) => person(family))).map(({ family }) => family)).toEqual(
      alphabet,
    );
  });

  it('orders namesakes by given name and patronymic', () => {
    const people = [
      person('Серік', 'Дана', 'Үмітқызы'),
      person('Серік', 'Дана', 'Ұланқызы'),
      person('Серік', 'Әсем'),
    ];
    expect(inFiledOrder(people).map(({ given, patronymic }) => [given, patronymic])).toEqual([
      ['Әсем', null],
      ['Дана', 'Ұланқызы'],
      ['Дана', 'Үмітқызы'],
    ]);
  });

  it('leaves people of one name in ranked order', () => {
    const people = [
      { ...person('Ким', 'Ольга'), id: 2 },
      { ...person('Ким', 'Ольга'), id: 1 },
    ];
    expect(inFiledOrder(people).map(({ id }) => id)).toEqual([2, 1]);
  });
});
