import type { AccountId } from '../../kernel/ids.js';
import { shell } from './shell.js';
import { wordsIn } from './words.js';

const t = wordsIn('kk');
const russian = (url: string): string | undefined =>
  shell(url, null, '', t).languages.find(({ code }) => code === 'ru')?.href;

describe('the language links of the shell', () => {
  it.each([
    ['/rules', '/rules?lang=ru'],
    ['/office/rules?preset=nur-otan-2020', '/office/rules?preset=nur-otan-2020&lang=ru'],
    ['/compare?c=a&c=b&lang=en', '/compare?c=a&c=b&lang=ru'],
    ['/lists?q=%D3%98&note=a%26b', '/lists?q=%D3%98&note=a%26b&lang=ru'],
  ])('keep what stands in %s', (url, href) => {
    expect(russian(url)).toBe(href);
  });

  it.each([
    ['//elsewhere.example/rules', '/elsewhere.example/rules?lang=ru'],
    ['/\\elsewhere.example/', '/elsewhere.example/?lang=ru'],
    ['/\t/elsewhere.example/', '/elsewhere.example/?lang=ru'],
    ['https://elsewhere.example/rules?a=b', '/rules?a=b&lang=ru'],
    ['/rules?next=//elsewhere.example', '/rules?next=%2F%2Felsewhere.example&lang=ru'],
  ])('never lead away from this site: %s', (url, href) => {
    expect(russian(url)).toBe(href);
  });
});

describe('the navigation of the shell', () => {
  it('marks one room', () => {
    const current = shell('/contests/some?lang=ru', null, '', t).navigation.filter(
      (room) => room.current,
    );
    expect(current.map(({ href }) => href)).toEqual(['/contests']);
  });

  it('marks the inner of two rooms', () => {
    const grants = (['central-office', 'administrator'] as const).map((role) => ({
      role,
      territory: null,
    }));
    const actor = { accountId: '' as AccountId, name: 'Office', grants };
    const marked = (url: string): string[] =>
      shell(url, actor, '', t).navigation.flatMap(({ href, current }) => (current ? [href] : []));
    expect(marked('/office/accounts/new')).toEqual(['/office/accounts']);
    expect(marked('/office/rules')).toEqual(['/office']);
  });
});
