import { accept, refuse, type Result } from './result.js';

describe('accept and refuse', () => {
  it('carry a value or a named reason', () => {
    const answers: Result<number, { kind: 'too-late' }>[] = [
      accept(3),
      refuse({ kind: 'too-late' }),
    ];
    expect(answers).toEqual([
      { ok: true, value: 3 },
      { ok: false, error: { kind: 'too-late' } },
    ]);
  });
});
