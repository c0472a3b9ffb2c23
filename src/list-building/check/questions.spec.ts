import { censusOf, firstStart } from './census.js';
import { demandsOf } from './demands.js';
import { highs, type Ask } from './highs.js';
import { readListFile } from './list-file.js';
import { questions } from './questions.js';

/** Two of three people, any two of whom share a group that one person is allowed of: no single group settles it. */
const file = readListFile({
  places: 2,
  candidates: [
    { id: 'x', groups: ['a', 'b'] },
    { id: 'y', groups: ['b', 'c'] },
    { id: 'z', groups: ['a', 'c'] },
  ],
  quotas: ['a', 'b', 'c'].map((id) => ({
    id,
    group: [id],
    scope: { kind: 'list' },
    atMost: { count: 1 },
  })),
});
if (!file.ok) throw new Error(JSON.stringify(file.error));
const census = censusOf(file.value);

const answerOf = async (ask: Ask, quotas: readonly number[]) =>
  await questions(census, demandsOf(file.value), ask).answer({
    start: firstStart(census),
    key: '',
    quotas,
  });

describe('questions', () => {
  it('believes HiGHS that there is no list', async () => {
    expect(await answerOf(highs(), [0, 1, 2])).toEqual({ kind: 'impossible', way: 'highs' });
  });

  it('finds by counting what one group settles', async () => {
    expect(await answerOf(highs(), [0])).toEqual({ kind: 'possible', way: 'counting' });
  });

  it('believes no list that does not keep the quotas, whoever says so', async () => {
    const erring: Ask = ({ kinds, blocks }) =>
      Promise.resolve(kinds.map((_, kind) => blocks.map(() => (kind < 2 ? 1 : 0))));
    expect(await answerOf(erring, [0, 1, 2])).toEqual({ kind: 'unanswered' });
  });

  it('says so where no answer comes', async () => {
    const silent: Ask = () => Promise.resolve('no-answer');
    expect(await answerOf(silent, [0, 1, 2])).toEqual({ kind: 'unanswered' });
  });

  it('asks the same question once', async () => {
    let asked = 0;
    const counting: Ask = () => {
      asked++;
      return Promise.resolve('none');
    };
    const asking = questions(census, demandsOf(file.value), counting);
    const question = { start: firstStart(census), key: '', quotas: [2, 0, 1] };
    await asking.answer(question);
    await asking.answer({ ...question, quotas: [0, 1, 2] });
    expect(asked).toBe(1);
  });
});
