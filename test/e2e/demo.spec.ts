import { rm } from 'node:fs/promises';
import { demoPassword } from '../../src/demo/staff.js';
import { startProgram, temporaryHome, type Program } from '../support/program.js';
import { visitor, walk } from '../support/web-visitor.js';

describe('irikteu demo', () => {
  let home: string;
  let program: Program;

  beforeAll(async () => {
    home = await temporaryHome();
    program = await startProgram(['demo', '--members', '700', '--seed', '7'], {
      IRIKTEU_HOME: home,
    });
    await program.says(/As a voter: IIN/, 240_000);
  }, 250_000);

  afterAll(async () => {
    await program.end('SIGINT');
    await rm(home, { recursive: true, force: true });
  });

  it('files 21 lists, each under every quota', () => {
    expect(program.printed()).toContain('Quotas kept on 21 of 21 lists');
    expect(program.printed()).toContain('266 seats in 21 bodies');
  });

  it('prints a list with the reason beside every place', () => {
    expect(program.printed()).toMatch(/Place\s+By votes\s+Name\s+Groups\s+Why this place/);
    expect(program.printed()).toContain('On merit.');
    expect(program.printed()).toContain('By quota. “At least 20 % under 35”');
  });

  it.each(['kk', 'ru', 'en'])(
    'shows everybody every page without a fault, in %s',
    async (language) => {
      const people = [
        visitor('the public', program.url),
        ...(await Promise.all(
          ['office', 'chair.kz-39', 'secretary.kz-3901', 'control', 'observer'].map(
            async (login) => {
              const person = visitor(login, program.url);
              expect(await person.signIn(login, demoPassword)).toBe(303);
              return person;
            },
          ),
        )),
      ];
      const starts = [
        `/?lang=${language}`,
        '/commission',
        '/office',
        '/control',
        '/my',
        '/vote',
        '/debates',
      ];
      for (const person of people) {
        const mine = starts.filter((path) => reaches(person.name, path));
        const { faults } = await walk(person, mine);
        expect(faults.filter((fault) => !leadsToSignIn(fault))).toEqual([]);
      }
    },
    300_000,
  );
});

/** Whoever lost a place is shown the way to an appeal, which begins with signing in. */
function leadsToSignIn({
  path,
  wrong,
}: {
  readonly path: string;
  readonly wrong: string;
}): boolean {
  return path === '/my' && wrong === 'status 303';
}

/** The rooms that a person's navigation offers. */
function reaches(name: string, path: string): boolean {
  if (path.startsWith('/?') || path === '/debates') return true;
  if (name === 'office') return path === '/office';
  if (name === 'control') return path === '/control';
  return /^(chair|secretary)/.test(name) && path === '/commission';
}
