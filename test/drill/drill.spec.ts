import { rm } from 'node:fs/promises';
import { startProgram, temporaryHome } from '../support/program.js';

describe('irikteu drill', () => {
  it('keeps every promise through a pause, an extension and three crashes', async () => {
    const home = await temporaryHome();
    const size = ['--members', '600', '--regions', '3', '--connections', '60'];
    const program = await startProgram(['drill', ...size], { IRIKTEU_HOME: home });
    const code = await program.end();
    const report = program.printed();
    expect(report).toContain('Every promise was kept');
    expect(code).toBe(0);

    // What went wrong on the way really went wrong.
    expect(report).toMatch(/without a server after its kill -9/);
    expect(report).toMatch(/without a database after kill -9 of the postmaster/);
    expect(report).toMatch(/without anything after kill -9 of all processes/);
    expect(report).toMatch(/\d+ {2}sent again, connection lost/);
    expect(report).toMatch(/\d+ {2}asking while paused: round-paused/);
    expect(report).toMatch(/\d+ {2}casting while paused: round-paused/);
    expect(report).toMatch(/closing extended to/);
    expect(report).toMatch(/\d+ {2}around the closing: round-closed/);
    await rm(home, { recursive: true, force: true });
  }, 400_000);
});
